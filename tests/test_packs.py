"""Every shipped pack of rules is sound, and its examples are sharp enough to see a wrong rule."""

import re
import shutil
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from auditor.errors import AuditorError
from auditor.evidence.kinds import KINDS, known
from auditor.packs import (
    Pack,
    examples_of,
    find,
    read_pack,
    read_unit,
    schema_problems,
    shaped,
    shipped_packs,
)
from auditor.policy.checklist import find_checklist
from auditor.policy.examples import check_pack, example_problems
from auditor.policy.explaining import leaves
from auditor.policy.frameworks import shipped_frameworks
from auditor.policy.judge import judge
from auditor.policy.measures import shipped_measures
from auditor.policy.rule import Rule, asked_kinds, load_rules, words
from auditor.shipped import shipped
from auditor.yamlfile import Document, Spot, read_yaml
from tests.cost import costing_less_than
from tests.making import an_observation
from tests.policy.cases import a_case, a_host, covered

PACKS = shipped_packs("rules")
RULES = [rule for pack in PACKS for rule in load_rules(pack)]
FILES = [(pack, path) for pack in PACKS for path in pack.units()]

FRAMEWORKS = {
    "ccpa": r"1798\.\d+",
    "csa-aicm": r"[a-z]{3}|[ai]-[as]|mds-\d\d",
    "cwe": r"cwe-\d+",
    "dsit-2025": r"p\d+",
    "dsl": r"art-\d+",
    "eu-ai-act": r"art-\d+|annex-(iv|xi|xii)",
    "hecvat-4": r"ai(qu|gn|pl|sc|ml|lm)",
    "iso-42001-2023": r"a(\.\d+){2,3}",
    "mcc-ai-2025": r"art-\d",
    "mitre-atlas-5-6": r"aml\.t\d{4}(\.\d{3})?",
    "owasp-maswe-1-0": r"maswe-\d{4}",
    "gdpr": r"art-\d+",
    "iso-27001-2022": r"a\.[5-8]\.\d+",
    "nist-ai-600-1": r"2\.\d+",
    "nist-ai-rmf-1-0": r"(govern|map|measure|manage)-\d\.\d+",
    "owasp-llm-2025": r"llm(0\d|10)-2025",
    "owasp-masvs-2-1": r"masvs-[a-z]+-\d",
    "owasp-mastg": r"mastg-test-\d{4}",
    "pipl": r"art-\d+",
    "soc-2-2017": r"(cc|a|c|pi|p)\d\.\d",
}


def test_there_are_rules_to_check() -> None:
    assert "baseline" in {pack.id for pack in PACKS}
    assert len(RULES) >= 90
    assert {rule.concern for rule in RULES} >= {"privacy", "data-security"}


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_a_pack_has_nothing_wrong(pack: Any) -> None:
    assert [f"{error} ({error.hint})" for error in check_pack(pack)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_gives_its_reason_its_place_and_its_limits(rule: Rule) -> None:
    assert rule.path.stem == rule.id
    assert re.fullmatch(r"https://[a-z.-]+/\S*", rule.source)
    assert all(known(kind) for kind in asked_kinds(rule))
    texts = (rule.why, rule.remedy, rule.fair_sentence, rule.may_not_conclude)
    for text in (*texts, *rule.other_explanations):
        assert text.endswith("."), text
    for framework, controls in rule.maps.items():
        assert framework in FRAMEWORKS, framework
        for control in controls:
            assert re.fullmatch(FRAMEWORKS[framework], control), control


def test_every_measure_and_topic_that_a_rule_asks_for_is_there() -> None:
    topics = {topic.id for topic in find_checklist().topics}
    for rule in RULES:
        for leaf in leaves(rule):
            if leaf.name == "topic":
                assert set(words(leaf.wanted)) <= topics, rule.id
            if rule.about == "measure" and leaf.name == "name":
                assert set(words(leaf.wanted)) <= shipped_measures(), rule.id


def test_a_rule_about_a_document_maps_to_every_control_that_its_topic_bears_on() -> None:
    bears = {
        (framework.id, control.id, topic)
        for framework in shipped_frameworks().values()
        for control in framework.controls
        for topic in control.topics
    }
    for rule in RULES:
        if rule.about == "attestation":
            mapped = {(each, control) for each in rule.maps for control in rule.maps[each]}
            [topic] = words(rule.when["topic"])
            assert {(f, c) for f, c, t in bears if t == topic} <= mapped, rule.id


def test_no_two_rules_have_one_id() -> None:
    ids = [rule.id for rule in RULES]
    assert sorted(ids) == sorted(set(ids))


_SUBJECTS = {"check", "kind", "kinds", "name", "phase", "topic"}
"""Fields that say what is asked; the constants of all others only say where the line is."""


def test_no_two_rules_differ_only_by_a_constant() -> None:
    shapes = [
        repr((_asked(rule), _shape([rule.when, rule.broken_if, rule.unless]), _needs(rule)))
        for rule in RULES
    ]
    doubles = {shape for shape in shapes if shapes.count(shape) > 1}
    assert [rule.id for rule, shape in zip(RULES, shapes, strict=True) if shape in doubles] == []


def _asked(rule: Rule) -> Any:
    """What a rule is about; one about other facts, measures, checks or topics asks another."""
    named = [leaf for leaf in leaves(rule) if leaf.name in _SUBJECTS]
    return rule.about, sorted((leaf.name, repr(leaf.wanted)) for leaf in named)


def _shape(value: Any) -> Any:
    """A condition without its constants; a list that plan or vendor gives is none."""
    if isinstance(value, str) and value.startswith(("params.", "declared.")):
        return value
    if isinstance(value, dict):
        return {key: _shape(value[key]) for key in sorted(value)}
    if isinstance(value, list) and any(isinstance(each, dict) for each in value):
        return [_shape(each) for each in value]
    return None


def _needs(rule: Rule) -> list[str]:
    needs = rule.needs
    return [name for name in ("capture", "control", "detector", "answered") if getattr(needs, name)]


def _wrong_copies(rule: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rule with one thing changed; each must be seen by its examples."""
    yield "broken-if turned round", rule | {"broken-if": {"none": [rule["broken-if"]]}}
    for name, wanted in rule["broken-if"].items():
        opposite = {"none": [{name: wanted}]}
        rest = {key: value for key, value in rule["broken-if"].items() if key != name}
        yield f"broken-if.{name} turned round", rule | {"broken-if": rest | opposite}
    if "unless" in rule:
        yield "no unless", {key: value for key, value in rule.items() if key != "unless"}
    for name, wanted in rule["broken-if"].items():
        if (other := _another(name, wanted)) is not None:
            yield f"another {name}", rule | {"broken-if": rule["broken-if"] | {name: other}}
    for name in rule["when"]:
        rest = {key: value for key, value in rule["when"].items() if key != name}
        if rest and name not in {"plane", "side"}:
            yield f"when without {name}", rule | {"when": rest}
    if rule.get("needs", {}).get("capture") == "decrypted":
        yield "needs to be seen only", rule | {"needs": rule.get("needs", {}) | {"capture": "seen"}}
    if "control" in rule.get("needs", {}):
        rest = {key: value for key, value in rule.get("needs", {}).items() if key != "control"}
        yield "needs no control", rule | {"needs": rest}
    if "answered" in rule.get("needs", {}) and rule["about"] != "measure":
        yield "needs one answer", rule | {"needs": rule.get("needs", {}) | {"answered": 1}}
    if "at-least-trials" in rule:
        yield "rated from one trial on", rule | {"at-least-trials": 1}
    yield from _with_other_values(rule)


def _with_other_values(rule: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rule with one single value of its conditions changed."""
    for part in ("when", "broken-if", "unless"):
        for spot, value in _literals(rule.get(part, {}), (part,)):
            for other in _other_values(spot, value):
                yield f"{spot}: {value!r} is {other!r}", _with(rule, spot, other)


def _literals(conditions: Any, at: Spot) -> Iterator[tuple[Spot, Any]]:
    """Every single value in conditions, items of lists one by one."""
    if isinstance(conditions, dict | list):
        inner = conditions.items() if isinstance(conditions, dict) else enumerate(conditions)
        for key, value in inner:
            yield from _literals(value, (*at, key))
    else:
        yield at, conditions


def _other_values(spot: Spot, value: Any) -> list[Any]:
    """What a value might have been by mistake; a limit of twice and of half as much."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int | float):
        return [min(2 * value, 0.99), value / 2]
    if value.startswith(("params.", "declared.")):
        return [f"{value}-of-nobody"]
    fields = [key for key in spot if isinstance(key, str) and key not in _OPERATIONS]
    return [_OTHERS.get(fields[-1].removesuffix("s"), "something-else")]


def _with(rule: dict[str, Any], spot: Spot, value: Any) -> dict[str, Any]:
    copied = deepcopy(rule)
    inner: Any = copied
    for key in spot[:-1]:
        inner = inner[key]
    inner[spot[-1]] = value
    return copied


_OPERATIONS = {"above", "all", "any", "at-least", "at-most", "below", "in", "none", "not", "not-in"}
_OTHERS = {
    "check": "provenance/style",
    "kind": "answer/not-judged",
    "party": "nobody",
    "state": "met",
    "verdict": "supported",
    "visibility": "error",
}


def _another(name: str, wanted: Any) -> Any:
    """Another value in a condition; None for those whose values are other conditions."""
    if isinstance(wanted, list) and any(isinstance(each, dict) for each in wanted):
        return None
    if not isinstance(wanted, dict):
        return _OTHERS.get(name, "something-else")
    operation, operand = next(iter(wanted.items()))
    return {operation: _another_operand(name, operation, operand)}


def _another_operand(name: str, operation: str, operand: Any) -> Any:
    match operation:
        case "present":
            return not operand
        case "above" | "at-least":
            return 0.999
        case "below" | "at-most":
            return -1
    if isinstance(operand, str) and operand.startswith(("params.", "declared.")):
        return f"{operand}-of-nobody"
    return _another(name, operand)


@pytest.mark.parametrize(("pack", "path"), FILES, ids=lambda each: getattr(each, "stem", ""))
def test_a_rules_examples_notice_when_any_value_in_it_is_wrong(pack: Any, path: Path) -> None:
    document = read_unit(pack, path)
    examples = read_yaml(examples_of(path))
    unnoticed = [
        change
        for change, copy in _wrong_copies(document.value)
        if not list(example_problems(shaped(Document(path, copy), Rule), examples))
    ]
    assert unnoticed == []


def test_a_hundred_thousand_observations_are_judged_by_all_packs_in_seconds() -> None:
    kinds, phases = list(KINDS), ("", "before-consent", "after-opt-out", "private-mode")
    seen = [
        an_observation(
            id=f"o-{n}",
            kind=kinds[n % len(kinds)],
            host=f"h{n % 500}.test",
            party=("third", "vendor", "unknown")[n % 3],
            phase=phases[n % 4],
        )
        for n in range(100_000)
    ]
    hosts = tuple(a_host(f"h{n}.test", party="third", owner="Some Ads") for n in range(500))
    with costing_less_than(10):
        findings = judge(RULES, a_case(*seen, coverage=covered(hosts=hosts)))
    broken = [each for each in findings if each.verdict == "broken"]
    assert len(findings) >= len(RULES)
    assert len(broken) >= 20
    assert max(len(each.observations) for each in broken) > 10_000


# Finding and reading packs

PACK = """\
id: mine
kind: rules
version: 1.0.0
format: 1
title: Mine
description: Rules of my own.
concerns: [privacy]
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A pack of rules, beside a plan, with one of the shipped rules in it."""
    folder = tmp_path / "packs" / "mine"
    folder.mkdir(parents=True)
    (folder / "pack.yaml").write_text(PACK)
    rule = FILES[0][1]
    shutil.copy(rule, folder)
    shutil.copy(examples_of(rule), folder)
    return folder


def _said(error: AuditorError, folder: Path) -> str:
    return str(error).replace(str(folder), "…")


@pytest.mark.parametrize("kind", ["probes", "rules"])
def test_every_shipped_pack_is_found_by_its_name(kind: Any) -> None:
    packs = shipped_packs(kind)
    assert packs
    for pack in packs:
        assert find(pack.id, kind) == pack
        assert pack.kind == kind
        assert len(pack.sha256) == 64
        assert pack.units()


def test_a_pack_is_found_at_a_path_from_the_plan_that_names_it(
    mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plans = mine.parent.parent
    for name, beside in (
        ("packs/mine", plans),
        ("./packs/mine", plans),
        ("mine", mine.parent),
        ("../mine", mine),
        (str(mine), plans / "elsewhere"),
    ):
        assert find(name, "rules", beside).path.resolve() == mine
    monkeypatch.chdir(plans)
    assert find("packs/mine", "rules").id == "mine"
    monkeypatch.setenv("HOME", str(plans))
    assert find("~/packs/mine", "rules", Path("/nowhere")).path == mine


def test_a_shipped_name_means_the_shipped_pack(mine: Path) -> None:
    own = mine.parent / "baseline"
    shutil.copytree(mine, own)
    (own / "pack.yaml").write_text(PACK.replace("mine", "baseline"))
    assert find("baseline", "rules", mine.parent).path == shipped("policies", "packs", "baseline")
    assert find("./baseline", "rules", mine.parent).title == "Mine"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("baselin", "no pack of rules is called 'baselin'"),
        ("", "…: no pack.yaml lies there"),
        ("..", "…/..: no pack.yaml lies there"),
        ("packs/yours", "…/packs/yours: no pack.yaml lies there"),
        ("Baseline", "…/Baseline: no pack.yaml lies there"),
        ("a\0b", "…/a\0b: no pack.yaml lies there"),
    ],
)
def test_an_unknown_pack_is_told_with_the_known_ones(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(AuditorError) as told:
        find(name, "rules", tmp_path)
    assert _said(told.value, tmp_path) == said
    assert told.value.hint.startswith("known ")
    assert "baseline" in told.value.hint


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kind: rules", "kind: probes", "…/pack.yaml:2:1: a pack of probes, not of rules"),
        ("id: mine", "id: yours", "…/pack.yaml:1:1: the pack is called 'yours', its folder 'mine'"),
        (
            "format: 1",
            "format: 2\nnew-key: 1",
            "…/pack.yaml:4:1: made for format 2; this auditor reads up to 1",
        ),
        ("title", "titel", "…/pack.yaml:5:1: unknown key 'titel'"),
        (PACK, "[]", "…/pack.yaml:1:1: [] is not of the type object"),
    ],
)
def test_a_pack_that_is_wrong_is_told_with_its_line(
    mine: Path, old: str, new: str, said: str
) -> None:
    (mine / "pack.yaml").write_text(PACK.replace(old, new))
    with pytest.raises(AuditorError) as told:
        read_pack(mine, "rules")
    assert _said(told.value, mine) == said


def test_a_folder_without_a_pack_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(AuditorError, match=r"pack\.yaml: cannot be read: No such file"):
        read_pack(tmp_path)


def test_a_link_that_leads_out_of_a_pack_is_refused(mine: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("password: hunter2")
    link = mine / "linked.yaml"
    link.symlink_to(tmp_path / "secret")
    with pytest.raises(AuditorError) as told:
        read_pack(mine)
    assert _said(told.value, mine) == "…/linked.yaml: leads out of its pack"
    link.unlink()
    (mine / "pack.yaml").unlink()
    (mine / "pack.yaml").symlink_to(tmp_path / "secret")
    with pytest.raises(AuditorError, match="leads out"):
        read_pack(mine)


@pytest.mark.parametrize(
    ("name", "said"), [("extra.yaml", "not a file"), ("extra.yml", "would not be read")]
)
def test_what_would_be_passed_over_in_silence_is_told(mine: Path, name: str, said: str) -> None:
    (mine / name).mkdir()
    with pytest.raises(AuditorError) as told:
        read_pack(mine)
    assert _said(told.value, mine) == f"…/{name}: {said}"


def test_the_sum_of_a_pack_changes_with_every_byte_and_name(mine: Path) -> None:
    sums = [read_pack(mine).sha256]
    (rule,) = read_pack(mine).units()
    rule.write_text(rule.read_text() + "# more\n")
    sums.append(read_pack(mine).sha256)
    rule.rename(rule.with_name("other.yaml"))
    sums.append(read_pack(mine).sha256)
    examples_of(rule).unlink()
    sums.append(read_pack(mine).sha256)
    assert len(set(sums)) == 4


def _pack(folder: Path) -> Pack:
    return read_pack(folder, "rules")


def test_a_rule_must_be_called_as_its_file(mine: Path) -> None:
    (rule,) = _pack(mine).units()
    assert read_unit(_pack(mine), rule).value["id"] == rule.stem
    other = rule.rename(rule.with_name("other.yaml"))
    with pytest.raises(
        AuditorError, match=f"the rule is called '{rule.stem}', its file 'other.yaml'"
    ):
        read_unit(_pack(mine), other)


def test_everything_that_the_schemas_say_against_a_pack_is_told(mine: Path) -> None:
    assert list(schema_problems(_pack(mine))) == []
    (rule,) = _pack(mine).units()
    rule.write_text(rule.read_text().replace("impact:", "impakt:"))
    examples_of(rule).write_text("broken: 3\nkept: &x []\n")
    (mine / "third.yaml").write_text("a: [")
    told = [_said(problem, mine) for problem in schema_problems(_pack(mine))]
    assert any(line.startswith(f"…/{rule.name}:") and "'impakt'" in line for line in told)
    assert f"…/{examples_of(rule).name}:2:7: anchors are not allowed" in told
    assert any(line.startswith("…/third.yaml:") and "not YAML" in line for line in told)


def test_what_a_schema_lets_through_must_still_fit_its_record() -> None:
    document = Document(Path("pack.yaml"), {"id": "x", "kind": "rules", "version": 1, "format": 1})
    with pytest.raises(AuditorError, match=r"^pack\.yaml: Expected `str`, got `int`"):
        shaped(document, Pack)


def test_one_probe_of_a_pack_can_be_named():
    pack = find("privacy/record-to-stranger", "probes")
    assert [path.name for path in pack.units()] == ["record-to-stranger.yaml"]
    assert pack.sha256 == find("privacy", "probes").sha256


def test_a_probe_that_a_pack_does_not_have_is_named_with_its_neighbour():
    with pytest.raises(
        AuditorError, match=r"the pack 'privacy' has no probe 'record-to-strangr'"
    ) as told:
        find("privacy/record-to-strangr", "probes")
    assert told.value.hint == "did you mean 'record-to-stranger'?"
