from typing import Any

import pytest

from auditor.evidence.coverage import AppCoverage, Control, Coverage, ImportCoverage, TargetCoverage
from auditor.policy.case import Subject
from auditor.policy.conditions import Given
from auditor.policy.covered import asked_detectors, uncovered, unmet
from auditor.policy.rule import Rule
from tests.making import a_measure
from tests.policy.cases import (
    APP,
    TARGET,
    a_case,
    a_host,
    a_measure_rule,
    a_rule,
    asked,
    covered,
    detectors,
)

PINNED = a_host("pinned.test", visibility="pinned", exchanges=0, connections=2)
UNREACHED = TargetCoverage("chat", reachable=False, because="401")


def missing(rule: Rule, subject: Subject, coverage: Coverage) -> list[str]:
    return list(unmet(rule, subject, a_case(coverage=coverage), Given()))


def gaps(rule: Rule, subject: Subject, coverage: Coverage, *names: str) -> list[str]:
    measured = [a_measure(name=name) for name in names]
    return list(uncovered(rule, subject, a_case(coverage=coverage), Given(), measured))


def an_app(phase: str = "after-consent", because: str = "", **changes: Any) -> AppCoverage:
    row: dict[str, Any] = {"app": "our-client", "captured": not because}
    return AppCoverage(phase=phase, because=because, **(row | changes))


def about_answers(**changes: Any) -> Rule:
    when = {"plane": "probe", "kind": "planted"} | changes.pop("when", {})
    return a_rule(when=when, **({"needs": {"answered": 5}} | changes))


# Needs


@pytest.mark.parametrize(
    ("needs", "coverage", "told"),
    [
        ({"capture": "decrypted"}, covered(), []),
        # What was not overheard has no control and no detector either: said once.
        (
            {"capture": "decrypted", "control": "prompt-seen-at-vendor"},
            Coverage(),
            ["nothing was overheard of our-client"],
        ),
        (
            {"capture": "seen"},
            Coverage(apps=(an_app("b", "timeout"), an_app("a", "crashed"), an_app())),
            ["nothing was overheard of our-client: crashed; timeout"],
        ),
        ({}, covered(hosts=(a_host(plane="probe"),)), ["nothing was overheard of our-client"]),
        ({"capture": "seen"}, covered(hosts=(PINNED,)), []),
        (
            {"capture": "decrypted"},
            covered(hosts=(PINNED,)),
            ["nothing that our-client sent could be read"],
        ),
        ({"control": "prompt-seen-at-vendor"}, covered(), []),
        (
            {"control": "prompt-seen-at-vendor"},
            covered(controls=(Control("our-client", "prompt-seen-at-vendor", 0),)),
            ["the control prompt-seen-at-vendor was not seen"],
        ),
        (
            {"control": "prompt-seen-at-vendor"},
            covered(controls=(Control("chat", "prompt-seen-at-vendor", 1),)),
            ["the control prompt-seen-at-vendor was not seen"],
        ),
        (
            {"detector": "secret"},
            covered(detectors=detectors("chat")),
            [
                "the detector planted saw nothing of our-client",
                "the detector secret saw nothing of our-client",
            ],
        ),
    ],
)
def test_each_need_of_an_app_that_is_met_nowhere_is_told(
    needs: Any, coverage: Coverage, told: list[str]
) -> None:
    assert missing(a_rule(needs=needs), APP, coverage) == told


@pytest.mark.parametrize(
    ("phase", "told"),
    [
        ("after-consent", []),
        (["after-consent", "before-consent"], []),
        ("before-consent", ["nothing was overheard in the phase before-consent"]),
        ({"in": ["idle", "exit"]}, ["nothing was overheard in the phase idle, exit"]),
        (
            {"not": "after-consent"},
            ["nothing was overheard in the phase that the rule asks about"],
        ),
    ],
)
def test_a_phase_must_be_one_that_was_overheard(phase: Any, told: list[str]) -> None:
    rule = a_rule(when={"plane": "capture", "phase": phase, "kind": "planted"})
    assert missing(rule, APP, covered(apps=(an_app(), an_app("before-consent", "x")))) == told


@pytest.mark.parametrize(("side", "told"), [("sent", 0), (None, 0), ("received", 1)])
def test_a_detector_must_have_looked_at_the_side_asked_about(side: Any, told: int) -> None:
    rule = a_rule(when={"side": "sent", "kind": "planted"})
    said = missing(rule, APP, covered(detectors=detectors(side=side)))
    assert said == ["the detector planted saw nothing of our-client"] * told


@pytest.mark.parametrize(
    ("rule", "coverage", "told"),
    [
        (about_answers(), covered(), []),
        (about_answers(), covered(probes=(asked(4),)), ["4 answers, and 5 are needed"]),
        (about_answers(), covered(probes=(asked(3), asked(2, language="de"))), []),
        (about_answers(), covered(probes=(asked(target="c2"),)), ["0 answers, and 5 are needed"]),
        (about_answers(when={"language": "de"}), covered(), ["0 answers, and 5 are needed"]),
        (about_answers(when={"arm": "control"}), covered(), ["0 answers, and 5 are needed"]),
        (about_answers(when={"probe": "another"}), covered(), ["0 answers, and 5 are needed"]),
        (about_answers(needs={}), covered(probes=()), ["0 answers, and 1 are needed"]),
        (
            about_answers(),
            covered(probes=(asked(0),), targets=(UNREACHED,)),
            ["chat could not be reached: 401"],
        ),
        (about_answers(), covered(targets=(UNREACHED,)), []),
    ],
)
def test_a_target_must_have_answered_what_the_rule_asks_about(
    rule: Rule, coverage: Coverage, told: list[str]
) -> None:
    assert missing(rule, TARGET, coverage) == told


def test_a_vendors_word_needs_nothing_to_be_seen() -> None:
    rule = a_rule(about="claim", needs={"control": "prompt-seen-at-vendor", "answered": 5})
    assert missing(rule, Subject("generic", None, "vendor"), Coverage()) == []


# Gaps


@pytest.mark.parametrize(
    ("rule", "coverage", "told"),
    [
        (a_rule(), covered(), []),
        (a_rule(), covered(hosts=(a_host(), PINNED)), ["pinned.test could not be read (pinned)"]),
        (
            a_rule(),
            covered(hosts=(a_host("a\x1b[2J.test", visibility="opaque"),)),
            ["a·[2J.test could not be read (opaque)"],
        ),
        (a_rule(needs={"capture": "seen"}), covered(hosts=(a_host(), PINNED)), []),
        (
            a_rule(),
            covered(detectors=detectors(not_fully_scanned=2, bounds={"time": 1, "depth": 1})),
            ["planted: 2 of 3 not scanned to the end: depth 1; time 1"],
        ),
        (
            a_rule(when={"kind": "personal-data"}),
            covered(detectors=detectors(languages_not_covered={"zh": 4, "ar": 1})),
            [
                "personal-data: no detector for the language ar (1 texts)",
                "personal-data: no detector for the language zh (4 texts)",
            ],
        ),
        (a_rule(), covered(detectors=detectors("chat", not_fully_scanned=2)), []),
        (
            a_rule(),
            covered(apps=(an_app(), an_app("before-consent", "timeout"))),
            ["our-client was not overheard in the phase before-consent: timeout"],
        ),
        (
            a_rule(when={"phase": "after-consent", "kind": "planted"}),
            covered(apps=(an_app(), an_app("before-consent", "timeout"))),
            [],
        ),
        (
            a_rule(),
            covered(apps=(an_app("", "crashed"), an_app(because="x", app="other-app"))),
            ["our-client was not overheard: crashed"],
        ),
        (
            a_rule(),
            covered(imports=(ImportCoverage("a.har", "", 9, 2), ImportCoverage("b.har", "", 9, 0))),
            ["2 entries of a.har were rejected"],
        ),
    ],
)
def test_each_part_of_an_app_that_was_not_seen_is_told(
    rule: Rule, coverage: Coverage, told: list[str]
) -> None:
    assert gaps(rule, APP, coverage) == told


@pytest.mark.parametrize(("side", "told"), [("sent", 1), (None, 1), ("received", 0)])
def test_a_bound_that_was_hit_matters_on_the_side_asked_about(side: Any, told: int) -> None:
    rule = a_rule(when={"side": "sent", "kind": "planted"})
    said = gaps(rule, APP, covered(detectors=detectors(side=side, not_fully_scanned=1)))
    assert said == ["planted: 1 of 3 not scanned to the end"] * told


@pytest.mark.parametrize(
    ("rule", "coverage", "told"),
    [
        (about_answers(), covered(), []),
        (about_answers(), covered(probes=(asked(18, asked=20),)), []),
        (
            about_answers(),
            covered(probes=(asked(17, asked=20),)),
            ["3 of 20 questions have no answer"],
        ),
        (
            about_answers(when={"language": "en"}),
            covered(probes=(asked(), asked(0, asked=20, language="de"))),
            [],
        ),
        (about_answers(), covered(targets=(UNREACHED,)), ["chat could not be reached: 401"]),
        # An imported file is the apps' talk.
        (about_answers(), covered(imports=(ImportCoverage("a.har", "", 9, 2),)), []),
        # Another probe's silence is nothing to what was measured.
        (
            a_measure_rule(),
            covered(probes=(asked(), asked(0, asked=20, probe="another"))),
            [],
        ),
    ],
)
def test_each_part_of_a_target_that_was_not_seen_is_told(
    rule: Rule, coverage: Coverage, told: list[str]
) -> None:
    assert gaps(rule, TARGET, coverage, "record-disclosure-rate") == told


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (["a", "b"], []),
        ("c", ["1 of 1 measures are missing: c"]),
        (["a", "c", "d", "e"], ["3 of 4 measures are missing: c, d, e"]),
        ({"in": ["c", "a", "d", "e", "f"]}, ["4 of 5 measures are missing: c, d, e, …"]),
        ({"not": "c"}, []),
        ({"not-in": ["c", "d"]}, []),
        ({"present": True}, []),
    ],
)
def test_measures_that_a_rule_names_and_nobody_made_are_told(wanted: Any, told: list[str]) -> None:
    assert gaps(a_measure_rule(when={"name": wanted}), TARGET, covered(), "a", "b") == told


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        ({}, ["planted"]),
        ({"needs": {"detector": "transport"}}, ["planted", "transport"]),
        ({"unless": {"kind": ["secret/cookie", "answer/refused"]}}, ["planted", "secret"]),
        ({"when": {"side": "sent"}}, []),
        ({"about": "data-flow", "when": {"kinds": "personal-data/email"}}, ["personal-data"]),
    ],
)
def test_a_rules_silence_hangs_on_the_detectors_of_its_kinds(
    changes: Any, names: list[str]
) -> None:
    assert asked_detectors(a_rule(**changes)) == names
