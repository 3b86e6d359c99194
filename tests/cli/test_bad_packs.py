"""Whatever is wrong with a pack is one line with its place, and no file but the pack's is read."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import said
from tests.making import a_writer
from tests.policy.test_examples import EXAMPLES
from tests.policy.test_rule import PACK, RULE

FIELDS = (
    "kind, plane, side, place, host, party, owner, owner-country, ip-country, app, target, phase, "
    "probe, arm, language, sureness, all, any, none"
)
BOMB = "a: &a [x, x, x]\nb: &b [*a, *a, *a]\nbroken-if: {all: *b}"
HERE = "stays-home.yaml"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A sound pack of one rule; beside it what it must not read."""
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "pack.yaml").write_text(PACK)
    (folder / HERE).write_text(RULE)
    (folder / "stays-home.examples.yaml").write_text(EXAMPLES)
    (tmp_path / "outside.yaml").write_text("password: hunter2-hunter2\n")
    return folder


def _checked(mine: Path) -> list[str]:
    """What ``packs check`` says, with the pack's folder left out; it ends with 2."""
    result = said("packs", "check", mine)
    assert (result.exit_code, result.stdout) == (2, "")
    return result.stderr.replace(f"{mine}/", "").splitlines()


def _judged(mine: Path, tmp_path: Path) -> list[str]:
    """The same of ``judge``, which stops at the first error."""
    with a_writer(tmp_path):
        pass
    result = said("judge", tmp_path / "audit", "--policies", mine)
    assert (result.exit_code, result.stdout) == (2, "")
    return result.stderr.replace(f"{mine}/", "").splitlines()


def test_the_pack_is_sound_before_it_is_broken(mine: Path) -> None:
    result = said("packs", "check", mine)
    assert (result.exit_code, result.stderr) == (0, "1 pack with 1 rule: nothing wrong\n")


@pytest.mark.parametrize(
    ("old", "new", "told", "hint"),
    [
        ("[art-5]}", "[art-5", "14:7: not YAML: did not find expected ',' or ']'", ""),
        ("impact: 4", "impact: 4\nimpact: 3", "9:1: the key 'impact' stands twice", ""),
        ("impact: 4", "impakt: 4", "8:1: unknown key 'impakt'", "did you mean 'impact'?"),
        ("party:", "partty:", "6:13: unknown key 'partty'", "did you mean 'party'?"),
        ("party: third", "party: thrid", "6:13: party: 'thrid' is not one of vendor, third, unknown",
         "did you mean 'third'?"),
        ("party: third", "party: {is: third}", "6:21: unknown key 'is'",
         "known ones: not, in, not-in, present"),
        ("party: third", "host: {pattern: (a+)+$}", "6:20: unknown key 'pattern'",
         "known ones: not, in, not-in, present, under"),
        ("impact: 4", "impact: four", "8:1: impact: 'four' is not of the type integer", ""),
        ("[art-5]", "[art-5, art-555]", "13:22: gdpr has no control 'art-555'", "did you mean 'art-5'?"),
        ("gdpr:", "gdprr:", "13:8: no framework is called 'gdprr'", "did you mean 'gdpr'?"),
        ("kind: planted", "kind: plantd/email", "5:24: no detector yields the kind 'plantd/email'",
         "did you mean 'planted/email'?"),
        ("{party: third}", "{$ref: '#'}", "6:13: unknown key '$ref'", f"known ones: {FIELDS}"),
        ("{party: third}", "{$ref: 'https://evil.test/x.json'}", "6:13: unknown key '$ref'",
         f"known ones: {FIELDS}"),
        ("{party: third}", "{$ref: ../outside.yaml}", "6:13: unknown key '$ref'",
         f"known ones: {FIELDS}"),
        ("broken-if: {party: third}", BOMB, "6:4: anchors are not allowed", ""),
        ("{party: third}", "{<<: *x}", "6:17: aliases are not allowed", ""),
        ("impact: 4", "impact: !!python/object/apply:os.system [id]", "8:9: tags are not allowed", ""),
        ("impact: 4", "impact: !include ../outside.yaml", "8:9: tags are not allowed", ""),
        ("{party: third}", "{all: [" * 40 + "{side: sent}" + "]}" * 40, "6:123: nested deeper than 32", ""),
        ("id: stays-home", "id: ../outside", "1:1: id: '../outside' is not an id in kebab-case", ""),
        (RULE, "- 1\n", "1:1: [1] is not of the type object", ""),
        (RULE, RULE + "---\nid: x\n", "16:1: only one document a file", ""),
        ("impact: 4", "impact: \0", "8: not YAML: the character U+0000 is not allowed", ""),
    ],
)  # fmt: skip
def test_a_wrong_rule_is_one_line_with_its_place(
    mine: Path, tmp_path: Path, old: str, new: str, told: str, hint: str
) -> None:
    assert old in RULE
    (mine / HERE).write_text(RULE.replace(old, new, 1))
    in_brackets = f" ({hint})" if hint else ""
    assert _checked(mine) == [f"{HERE}:{told}{in_brackets}", "Error: 1 error"]
    tries = [f"try: {hint}"] if hint else []
    assert _judged(mine, tmp_path) == [f"Error: {HERE}:{told}", *tries]


@pytest.mark.parametrize(
    ("name", "content", "told", "hint"),
    [
        ("pack.yaml", PACK.replace("format: 1", "format: 2\nsigned-by: x"),
         "pack.yaml:4:1: made for format 2; this auditor reads up to 1", "upgrade auditor"),
        ("pack.yaml", PACK.replace("kind: rules", "kind: rule"),
         "pack.yaml:2:1: kind: 'rule' is not one of probes, rules", "did you mean 'rules'?"),
        ("pack.yaml", PACK.replace("id: mine", "id: yours"),
         "pack.yaml:1:1: the pack is called 'yours', its folder 'mine'", ""),
        (HERE, RULE + "#" * 10 * 2**20, f"{HERE}: larger than 2 MB", ""),
        ("more.yml", RULE, "more.yml: would not be read", "rename it to .yaml"),
        ("linked.yaml", Path("../outside.yaml"), "linked.yaml: leads out of its pack", ""),
        (HERE, Path("/etc/passwd"), f"{HERE}: leads out of its pack", ""),
        ("pack.yaml", Path("../outside.yaml"), "pack.yaml: leads out of its pack", ""),
    ],
)  # fmt: skip
def test_a_pack_that_cannot_be_read_is_one_line(
    mine: Path, tmp_path: Path, name: str, content: str | Path, told: str, hint: str
) -> None:
    path = mine / name
    if isinstance(content, Path):
        path.unlink(missing_ok=True)
        path.symlink_to(content)
    else:
        path.write_text(content)
    tries = [f"try: {hint}"] if hint else []
    assert _checked(mine) == [f"Error: {told}", *tries]
    assert _judged(mine, tmp_path) == [f"Error: {told}", *tries]


def test_a_rule_that_stands_twice_is_told(mine: Path, tmp_path: Path) -> None:
    (mine / "other.yaml").write_text(RULE)
    told = "other.yaml:1:1: the rule is called 'stays-home', its file 'other.yaml'"
    assert _checked(mine) == [told, "Error: 1 error"]
    assert _judged(mine, tmp_path) == [f"Error: {told}"]


def test_every_error_of_every_file_is_told_at_once(mine: Path) -> None:
    wrong = RULE.replace("impact: 4", "impakt: 4").replace("party:", "partty:")
    (mine / HERE).write_text(wrong.replace("concern: privacy", "concern: privcy"))
    (mine / "stays-home.examples.yaml").write_text(EXAMPLES.replace("expect: kept", "expect: kep"))
    (mine / "another.yaml").write_text("a: [")
    assert _checked(mine) == [
        "another.yaml:2:1: not YAML: did not find expected node content",
        "stays-home.examples.yaml:7:5: expect: 'kep' is not one of broken, kept, inconclusive, "
        "not tested (did you mean 'kept'?)",
        f"{HERE}:3:1: concern: 'privcy' is not one of data-security, privacy, performance-claims, "
        "ip-provenance, governance (did you mean 'privacy'?)",
        f"{HERE}:6:13: unknown key 'partty' (did you mean 'party'?)",
        f"{HERE}:8:1: unknown key 'impakt' (did you mean 'impact'?)",
        "Error: 5 errors",
    ]


WATCHED = """
import sys
from pathlib import Path

opened = []
sys.addaudithook(lambda event, args: opened.append(args[0]) if event == "open" else None)
from auditor.cli.app import app

try:
    app(["packs", "check", sys.argv[1]])
except SystemExit:
    pass
here = Path(sys.argv[1]).parent.resolve()
names = {Path(each).resolve() for each in opened if isinstance(each, str)}
print(sorted(str(each.relative_to(here)) for each in names if each.is_relative_to(here)))
print("/etc/passwd" in map(str, names))
"""


def test_no_file_but_the_packs_is_read(mine: Path, tmp_path: Path) -> None:
    (mine / HERE).write_text(RULE.replace("{party: third}", "{$ref: ../outside.yaml}"))
    (mine / "more.yaml").write_text(RULE.replace("why: ", "why: !include /etc/passwd "))
    script = tmp_path / "watched.py"
    script.write_text(WATCHED)
    command = [sys.executable, "-P", script, mine]
    done = subprocess.run(command, capture_output=True, check=True, text=True, timeout=60)
    names = ["more.yaml", "pack.yaml", "stays-home.examples.yaml", HERE]
    # The script itself is opened before it watches.
    assert done.stdout.splitlines() == [str([f"mine/{name}" for name in names]), "False"]
