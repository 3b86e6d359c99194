"""A whole line: a plan's checks are asked of a scripted vendor, and each way of cheating is told."""

from pathlib import Path

import msgspec
import pytest

from auditor.answering import claims_of_answers
from auditor.audit import open_audit
from auditor.claiming import answers_of, check_probes, measured_of
from auditor.claims.questions import generated
from auditor.claims.recall.references import Text, hashed, write_references
from auditor.errors import AuditorError
from auditor.estimate import estimate
from auditor.evidence.claim import Claim
from auditor.evidence.folder import Folder
from auditor.evidence.measure import Measure
from auditor.judging import judge_folder
from auditor.observing import observe_folder
from tests.probing.fake import FakeVendor, serving
from tests.probing.making import an_endpoint
from tests.served import SEED, Model, Ways, a_plan, collected

WAYS = {
    "honest": Ways(),
    "inflating": Ways(inflates=1.03),
    "hiding": Ways(hides=200),
    "misnaming": Ways(names="tiny-2"),
    "uncapped": Ways(ignores_cap=True),
}


def by_target(claims: list[Claim], check: str) -> dict[str, str]:
    return {each.target: each.verdict for each in claims if each.check == check}


@pytest.fixture(scope="module")
def vendor() -> FakeVendor:
    with serving() as served:
        solved = {each.prompt: _said(each.answer) for each in generated(SEED, 1).values()}
        ways = {**WAYS, "honest": Ways(solves=solved)}
        served.always = Model(ways)
        yield served


def _said(answer: object) -> str:
    return f"ANSWER: {', '.join(answer) if isinstance(answer, tuple) else answer}"


@pytest.fixture(scope="module")
def billed(vendor: FakeVendor, tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """What each target was asked, and answered."""
    path = tmp_path_factory.mktemp("billed")
    targets = [{"id": name, "tokenizer": "o200k"} for name in WAYS]
    targets[3]["tokenizer"] = "qwen2.5"
    checks = ["tokenizer", "service", "billing", "benchmark"]
    policies = ["performance-claims", "ip-provenance"]
    return collected(a_plan(vendor.url, path, targets, checks=checks, policies=policies), path)


@pytest.fixture(scope="module")
def measured(billed: Folder) -> tuple[list[Claim], list[Measure]]:
    return measured_of(billed)


@pytest.fixture(scope="module")
def claims(measured: tuple[list[Claim], list[Measure]]) -> list[Claim]:
    return measured[0]


@pytest.mark.parametrize(
    ("check", "caught"),
    [
        ("billing/tokens", {"inflating"}),
        ("billing/hidden-prompt", {"hiding"}),
        ("billing/reasoning", set()),
        ("equality/echo", {"misnaming"}),
        ("service/parameters", {"uncapped"}),
        ("provenance/tokenizer", {"misnaming"}),
    ],
)
def test_each_way_of_cheating_is_caught_and_nobody_else(
    claims: list[Claim], check: str, caught: set[str]
) -> None:
    verdicts = by_target(claims, check)
    assert set(verdicts) == set(WAYS)
    assert {target for target, verdict in verdicts.items() if verdict == "contradicted"} == caught
    assert verdicts["honest"] == "supported"


def test_a_target_that_knows_the_answers_solves_every_family(
    measured: tuple[list[Claim], list[Measure]],
) -> None:
    measures = [each for each in measured[1] if each.target == "honest"]
    assert len(measures) == 16
    assert {(each.trials, each.hits, each.not_judged) for each in measures} == {(1, 1, 0)}
    others = [each for each in measured[1] if each.target == "hiding"]
    assert {each.hits for each in others} == {0}


def test_rules_read_what_was_measured(billed: Folder) -> None:
    observe_folder(billed, lambda _: None)
    broken = {each.rule: each.because for each in judge_folder(billed) if each.verdict == "broken"}
    assert {rule: _named(because) for rule, because in broken.items()} == {
        "answers-name-the-model-asked-for": {"misnaming"},
        "billed-tokens-are-there": {"inflating"},
        "no-hidden-text-is-billed": {"hiding"},
        "request-parameters-are-obeyed": {"uncapped"},
        "tokenizer-is-of-the-stated-family": {"misnaming"},
    }
    notes = " ".join(billed.coverage().notes)
    assert "not searched for personal data" in notes


def _named(because: str) -> set[str]:
    return {name for name in WAYS if name in because}


def test_a_swap_is_told_from_the_reference_and_a_twin_is_not(tmp_path: Path) -> None:
    targets = [
        {"id": "swapping", "reference": "own"},
        {"id": "twin", "reference": "own"},
        {"id": "own"},
    ]
    with serving() as vendor:
        vendor.always = Model({"swapping": Ways(swaps=0.3), "twin": Ways(), "own": Ways()})
        prepared = a_plan(vendor.url, tmp_path, targets, checks=["equality"])
        assert prepared.requests == 600
        folder = collected(prepared, tmp_path)
        first = [seen.body["model"] for seen in vendor.asked[:60]]
    assert {*first} == {"swapping", "twin", "own"}
    verdicts = by_target(measured_of(folder)[0], "equality/reference")
    assert verdicts == {"swapping": "contradicted", "twin": "supported"}


def test_a_second_run_asks_nothing_again(vendor: FakeVendor, billed: Folder) -> None:
    about = billed.about
    assert about.checks is not None
    asked = len(vendor.asked)
    answers = answers_of(billed)
    assert sum(map(len, answers.values())) == asked
    targets = [{"id": name, "tokenizer": "o200k"} for name in WAYS]
    targets[3]["tokenizer"] = "qwen2.5"
    checks = list(about.checks.names)
    policies = ["performance-claims", "ip-provenance"]
    prepared = a_plan(vendor.url, billed.path.parent, targets, checks=checks, policies=policies)
    collected(prepared, billed.path.parent)
    assert len(vendor.asked) == asked


def test_a_target_that_does_not_answer_is_not_tested(tmp_path: Path) -> None:
    with serving() as vendor:
        url = vendor.url
    prepared = a_plan(url, tmp_path, [{"id": "gone"}], checks=["tokenizer", "billing"])
    with open_audit(prepared, tmp_path / "audit", SEED) as writer:
        writer.end()
    verdicts = {each.verdict for each in measured_of(Folder(tmp_path / "audit"))[0]}
    assert verdicts == {"not tested"}


def test_what_is_asked_is_told_before(tmp_path: Path) -> None:
    prepared = a_plan("http://127.0.0.1:1/v1", tmp_path, [{"id": "chat"}], checks=["tokenizer"])
    lines = estimate(prepared)
    assert "checks what the vendor states: tokenizer" in lines
    assert "about 15 requests and up to" in lines[-1]


@pytest.mark.parametrize(
    ("targets", "what"),
    [
        ([{"id": "chat", "reference": "chat"}], "reference: 'chat' is no other target"),
        ([{"id": "chat", "reference": "own"}], "reference: 'own' is no other target"),
        ([], "checks, and no targets to ask"),
        ([{"id": "chat", "parents": ["chat"]}], "parents: 'chat' is no other target"),
        ([{"id": "chat", "unrelated": ["gone"]}], "unrelated: 'gone' is no other target"),
        (
            [{"id": "chat", "parents": ["one"], "unrelated": ["one"]}, {"id": "one"}],
            "'one' is a parent and unrelated",
        ),
    ],
)
def test_a_plan_that_compares_with_nothing_is_refused(
    tmp_path: Path, targets: list[dict], what: str
) -> None:
    with pytest.raises(AuditorError, match=what):
        a_plan("http://127.0.0.1:1/v1", tmp_path, targets, checks=["equality"])


def test_a_parameter_that_a_dialect_lacks_is_not_asked(tmp_path: Path) -> None:
    endpoint = an_endpoint("http://127.0.0.1:1/v1")
    ask = msgspec.structs.replace(endpoint.dialect.ask, sampling={"max-tokens": "max_tokens"})
    bare = msgspec.structs.replace(endpoint.dialect, ask=ask)
    object.__setattr__(endpoint, "dialect", bare)
    prepared = a_plan(endpoint.base_url, tmp_path, [{"id": "chat"}], checks=["service"])
    probes = check_probes(prepared.plan, endpoint, SEED)
    assert [each.phrasings[0].id for each in probes] == ["cap", "hot", "cold", "stream"]


def test_a_stated_context_is_looked_into(tmp_path: Path) -> None:
    url = "http://127.0.0.1:1/v1"
    targets = [{"id": "chat", "context": 1000}, {"id": "other"}]
    prepared = a_plan(url, tmp_path, targets, checks=["service"])
    assert [len(prepared.jobs(each, SEED)) for each in ("chat", "other")] == [44, 24]
    with open_audit(prepared, tmp_path / "audit", SEED) as writer:
        writer.end()
    checks = [each.check for each in measured_of(Folder(tmp_path / "audit"))[0]]
    assert checks.count("service/context-length") == 1


def test_a_model_that_changed_since_an_earlier_audit_is_told(tmp_path: Path) -> None:
    targets = [{"id": "changing"}, {"id": "steady"}]
    limits = {"requests": 2000, "answers": 8}
    with serving() as vendor:
        vendor.always = Model({"changing": Ways(), "steady": Ways()})
        first = tmp_path / "first"
        first.mkdir()
        folder = collected(
            a_plan(vendor.url, first, targets, checks=["equality"], limits=limits), first
        )
        assert measured_of(folder) == ([], [])
        report = folder.path / "report" / "report.json"
        report.parent.mkdir(exist_ok=True)
        report.write_text("{}")
        vendor.always.ways["changing"] = Ways(swaps=1.0)
        again = a_plan(
            vendor.url, tmp_path, targets, checks=["equality"], limits=limits, baseline=str(report)
        )
        verdicts = by_target(measured_of(collected(again, tmp_path))[0], "equality/drift")
    assert verdicts == {"changing": "contradicted", "steady": "not distinguishable"}


def test_where_customers_name_what_they_ask_no_name_is_wrong(tmp_path: Path) -> None:
    with serving() as vendor:
        vendor.always = Model({"ep-2026-our-own": Ways(names="small-1")})
        targets = [{"id": "chat", "model": "ep-2026-our-own", "dialect": "ark"}]
        prepared = a_plan(vendor.url, tmp_path, targets, checks=["service"])
        claims = measured_of(collected(prepared, tmp_path))[0]
    assert by_target(claims, "equality/echo") == {"chat": "unverifiable"}


LICENCE = " ".join(f"clause{n} grants right{n}" for n in range(60))


def test_another_name_and_a_recited_licence_are_told_of_the_one_that_does_it(
    tmp_path: Path,
) -> None:
    own = tmp_path / "own.json"
    write_references(hashed([Text("own", "own.txt", "protected", LICENCE)], openings=30), own)
    ways = {"leaky": Ways(is_another=0.15, knows=LICENCE), "clean": Ways(), "control": Ways()}
    targets = [{"id": "leaky", "unrelated": ["control"]}, {"id": "clean"}, {"id": "control"}]
    languages = ["en", "de", "fr", "es", "zh", "ja", "ko"]
    with serving() as vendor:
        vendor.always = Model(ways)
        prepared = a_plan(
            vendor.url,
            tmp_path,
            targets,
            checks=["identity", "recitation"],
            languages=languages,
            references=str(own),
        )
        asked = [len(prepared.jobs(each, SEED)) for each in ways]
        folder = collected(prepared, tmp_path)
    # 7 languages: 112 unled, 112 controls, 20 led; 50 recitals and 24 tasks for code.
    assert asked == [318, 318, 112]
    claims = claims_of_answers(folder, [])
    assert by_target(claims, "provenance/identity") == {
        "leaky": "contradicted",
        "clean": "supported",
    }
    assert by_target(claims, "text/verbatim") == {"leaky": "contradicted", "clean": "supported"}
    assert {each.check for each in claims} == {
        "provenance/identity",
        "provenance/style",
        "text/verbatim",
    }


def test_parents_and_controls_are_asked_what_they_are_needed_for(tmp_path: Path) -> None:
    others = [f"other-{n}" for n in range(5)]
    targets = [{"id": "chat", "parents": ["big"], "unrelated": others}, {"id": "big"}]
    targets += [{"id": name} for name in others]
    checks = ["tokenizer", "identity", "parents"]
    prepared = a_plan(
        "http://127.0.0.1:1/v1", tmp_path, targets, checks=checks, languages=["en", "zh"]
    )
    asked = [len(prepared.jobs(each, SEED)) for each in ("chat", "big", "other-1")]
    assert asked == [15 + 72 + 672, 672, 32 + 672]
    with open_audit(prepared, tmp_path / "audit", SEED) as writer:
        writer.end()
    folder = Folder(tmp_path / "audit")
    claims = [*measured_of(folder)[0], *claims_of_answers(folder, [])]
    assert {(each.target, each.check, each.verdict) for each in claims} == {
        ("chat", "provenance/tokenizer", "not tested"),
        ("chat", "provenance/next-token", "not tested"),
        ("chat", "provenance/similarity", "not tested"),
        ("chat", "provenance/identity", "not tested"),
    }


def test_public_items_and_their_twins_are_kept_with_the_audit(tmp_path: Path) -> None:
    items = tmp_path / "items.yaml"
    pair = "{public: How many?, answer: '1', twin: How much?, twin-answer: '2'}"
    items.write_text(f"benchmark: b\npairs:\n- {pair}\n")
    url, targets = "http://127.0.0.1:1/v1", [{"id": "chat"}]
    prepared = a_plan(url, tmp_path, targets, checks=["contamination"], items="items.yaml")
    assert len(prepared.jobs("chat", SEED)) == 2
    with open_audit(prepared, tmp_path / "audit", SEED) as writer:
        writer.end()
    items.unlink()
    claims = measured_of(Folder(tmp_path / "audit"))[0]
    assert [(each.check, each.verdict, each.benchmark) for each in claims] == [
        ("benchmark/contamination", "not tested", ""),
        ("benchmark/completion", "not tested", ""),
    ]
    with pytest.raises(AuditorError, match="needs public items"):
        a_plan(url, tmp_path, targets, checks=["contamination"])
