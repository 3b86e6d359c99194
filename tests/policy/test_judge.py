import random
from dataclasses import replace
from typing import Any

import pytest

from auditor.evidence.attestation import Attestation
from auditor.evidence.claim import Claim
from auditor.evidence.coverage import (
    AppCoverage,
    Control,
    Coverage,
    DetectorCoverage,
    ImportCoverage,
    TargetCoverage,
)
from auditor.evidence.finding import Finding
from auditor.evidence.measure import Rate
from auditor.policy.judge import Case, Subject, judge
from auditor.policy.rule import Rule
from tests.making import a_measure, an_observation
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
CONTROL = Rate(trials=10, hits=0, refused=0, not_judged=0, clusters=2)
KEPT = {"hits": 0, "value": 0.0, "low": 0.0, "high": 0.04}


def one(rule: Rule, case: Case) -> Finding:
    [finding] = judge([rule], case)
    return finding


def test_a_breach_that_was_seen_is_broken() -> None:
    finding = one(a_rule(), a_case(an_observation()))
    assert (finding.verdict, finding.subject, finding.observations) == (
        "broken",
        "our-client",
        ("o-1",),
    )
    assert (finding.impact, finding.likelihood, finding.risk) == (4, 3, "high")
    assert finding.because == (
        "1 observation at metrics.tracker.test (Tracker): the planted e-mail address."
    )


def test_what_breaks_nothing_is_kept_and_says_how_much_was_seen() -> None:
    finding = one(a_rule(), a_case(an_observation(party="vendor")))
    assert (finding.verdict, finding.likelihood, finding.risk) == ("kept", None, None)
    assert finding.because == (
        "None of 1 record that it asks about breaks it, in 3 exchanges with 1 host."
    )
    assert finding.observations == ()


def test_a_breach_stands_even_where_the_needs_are_not_met() -> None:
    rule = a_rule(needs={"capture": "decrypted", "control": "prompt-seen-at-vendor"})
    assert one(rule, a_case(an_observation(), coverage=Coverage())).verdict == "broken"


@pytest.mark.parametrize(
    ("needs", "coverage", "because"),
    [
        ({"capture": "seen"}, Coverage(), "nothing was overheard of our-client"),
        (
            {"capture": "seen"},
            Coverage(apps=(AppCoverage("our-client", "", False, "command not found"),)),
            "nothing was overheard of our-client: command not found",
        ),
        (
            {"capture": "seen"},
            covered(hosts=(a_host(exchanges=0), a_host(subject="other-app"))),
            "nothing was overheard",
        ),
        (
            {"capture": "decrypted"},
            covered(hosts=(PINNED,)),
            "nothing that our-client sent could be read",
        ),
        (
            {"capture": "decrypted", "control": "prompt-seen-at-vendor"},
            covered(controls=(Control("our-client", "prompt-seen-at-vendor", 0),)),
            "the control prompt-seen-at-vendor was not seen",
        ),
        (
            {"capture": "decrypted", "control": "prompt-seen-at-vendor"},
            covered(controls=(Control("other-app", "prompt-seen-at-vendor", 4),)),
            "the control prompt-seen-at-vendor was not seen",
        ),
        (
            {"capture": "decrypted", "detector": "secret"},
            covered(detectors=(DetectorCoverage("our-client", "planted", 3),)),
            "the detector secret saw nothing of our-client",
        ),
        (
            {"capture": "decrypted"},
            covered(detectors=detectors(scanned=0)),
            "the detector planted saw nothing of our-client",
        ),
    ],
)
def test_a_need_that_is_met_nowhere_leaves_it_not_tested(
    needs: Any, coverage: Coverage, because: str
) -> None:
    finding = one(a_rule(needs=needs), a_case(coverage=coverage))
    assert (finding.verdict, finding.confidence) == ("not tested", "low")
    assert because in finding.because


@pytest.mark.parametrize(
    ("coverage", "because"),
    [
        (covered(hosts=(a_host(), PINNED)), "pinned.test could not be read (pinned)"),
        (
            covered(hosts=(a_host(), replace(PINNED, visibility="opaque"))),
            "pinned.test could not be read (opaque)",
        ),
        (
            covered(hosts=(a_host(), replace(PINNED, visibility="error"))),
            "pinned.test could not be read (error)",
        ),
        (
            covered(detectors=detectors(not_fully_scanned=1, bounds={"depth": 1})),
            "planted: 1 of 3 not scanned to the end: depth 1",
        ),
        (
            covered(
                apps=(
                    AppCoverage("our-client", "after-consent", captured=True),
                    AppCoverage("our-client", "before-consent", captured=False, because="timeout"),
                )
            ),
            "our-client was not overheard in the phase before-consent: timeout",
        ),
        (
            covered(imports=(ImportCoverage("a.har", "ab", read=9, rejected=2),)),
            "2 entries of a.har were rejected",
        ),
    ],
)
def test_a_part_that_was_not_seen_leaves_it_inconclusive(coverage: Coverage, because: str) -> None:
    finding = one(a_rule(), a_case(coverage=coverage))
    assert (finding.verdict, finding.risk) == ("inconclusive", None)
    assert because in finding.because


def test_a_pinned_host_leaves_a_rule_about_connections_untouched() -> None:
    rule = a_rule(when={"plane": "capture"}, broken_if={"kind": "transport/plain-http"})
    rule = a_rule(
        when=rule.when, broken_if=rule.broken_if, needs={"capture": "seen", "detector": "transport"}
    )
    assert one(rule, a_case(coverage=covered(hosts=(PINNED,)))).verdict == "kept"


def test_a_language_without_a_detector_is_no_silence() -> None:
    coverage = covered(detectors=detectors(languages_not_covered={"zh": 4}))
    finding = one(a_rule(when={"kind": "personal-data"}), a_case(subjects=[APP], coverage=coverage))
    assert finding.verdict == "inconclusive"
    assert "personal-data: no detector for the language zh (4 texts)" in finding.because


def test_another_detectors_bound_does_not_matter() -> None:
    unfinished = DetectorCoverage("our-client", "secret", 3, not_fully_scanned=1)
    coverage = covered(detectors=(DetectorCoverage("our-client", "planted", 3), unfinished))
    assert one(a_rule(), a_case(coverage=coverage)).verdict == "kept"


@pytest.mark.parametrize(
    ("declared", "verdict"),
    [
        ({"recipients": {"value": ["Tracker"]}}, "kept"),
        ({"recipients": {"value": []}}, "broken"),
        ({"recipients": "unknown"}, "inconclusive"),
        ({}, "inconclusive"),
    ],
)
def test_an_excuse_that_is_not_known_excuses_and_blames_nobody(declared: Any, verdict: str) -> None:
    rule = a_rule(unless={"owner": {"in": "declared.recipients"}})
    assert one(rule, a_case(an_observation(), declared=declared)).verdict == verdict


def test_a_host_that_nobody_knows_leaves_it_inconclusive() -> None:
    finding = one(a_rule(), a_case(an_observation(party="unknown", owner=None)))
    assert finding.verdict == "inconclusive"
    assert "the party of metrics.tracker.test is unknown" in finding.because


def test_a_phase_that_was_not_overheard_is_not_kept() -> None:
    rule = a_rule(when={"plane": "capture", "phase": "before-consent", "kind": "planted"})
    finding = one(rule, a_case(an_observation()))
    assert finding.verdict == "not tested"
    assert "nothing was overheard in the phase before-consent" in finding.because


@pytest.mark.parametrize(
    ("when", "subjects"),
    [
        ({"plane": "capture"}, ["our-client"]),
        ({"plane": "probe"}, ["chat"]),
        ({"plane": ["probe", "capture"]}, ["chat", "our-client"]),
        ({"plane": {"not": "probe"}}, ["our-client"]),
        ({"side": "sent"}, ["chat", "our-client"]),
    ],
)
def test_a_rule_speaks_of_the_subjects_on_its_plane(when: Any, subjects: list[str]) -> None:
    rule = a_rule(when=when, needs={"detector": "planted"})
    assert [finding.subject for finding in judge([rule], a_case())] == subjects


def test_one_subjects_records_never_speak_for_another() -> None:
    other = Subject("other-app", "capture", "app")
    same_name = Subject("our-client", "probe", "target")
    case = a_case(an_observation(), subjects=[APP, other, same_name])
    verdicts = [
        (each.subject, each.verdict) for each in judge([a_rule(when={"side": "sent"})], case)
    ]
    assert sorted(verdicts) == [
        ("other-app", "not tested"),
        ("our-client", "broken"),
        ("our-client", "not tested"),
    ]


@pytest.mark.parametrize("about", ["claim", "attestation"])
def test_nothing_claimed_and_nothing_attested_is_not_tested(about: str) -> None:
    field = "verdict" if about == "claim" else "state"
    rule = a_rule(about=about, when={field: {"present": True}}, broken_if={field: "contradicted"})
    finding = one(rule, a_case())
    assert (finding.subject, finding.verdict) == ("generic", "not tested")
    assert f"there is no {about}" in finding.because


# Targets and measures


@pytest.mark.parametrize(
    ("measure", "verdict", "because"),
    [
        (a_measure(low=0.06), "broken", "record-disclosure-rate 2 of 10"),
        (a_measure(hits=0, value=0.0, low=0.0, high=0.04), "kept", "within the limit"),
        (a_measure(low=0.01, high=0.5), "inconclusive", "crosses the limit"),
        (a_measure(low=None, high=None, value=None), "inconclusive", "the low of"),
        (a_measure(trials=4, hits=4, low=0.5), "inconclusive", "4 trials, rated from 5 on"),
        (
            a_measure(low=0.06, not_judged=2),
            "inconclusive",
            "2 of 12 answers could not be judged",
        ),
        (a_measure(low=0.06, trials=18, not_judged=2), "broken", ""),
        (
            a_measure(low=0.06, control=CONTROL, p_adjusted=0.051),
            "inconclusive",
            "not distinguishable from the control (p 0.051)",
        ),
        (a_measure(low=0.06, control=CONTROL, p_adjusted=0.05), "broken", "control 0 of 10"),
        (a_measure(low=0.06, control=CONTROL, p_adjusted=None), "broken", ""),
        (a_measure(low=0.06, control=None, p_adjusted=0.6), "broken", ""),
        (a_measure(name="another"), "not tested", "there is no measure that the rule asks about"),
        (a_measure(target="another"), "not tested", "there is no measure"),
    ],
)
def test_a_measure_is_rated_by_its_interval(measure: Any, verdict: str, because: str) -> None:
    finding = one(a_measure_rule(), a_case(measure))
    assert finding.verdict == verdict
    assert because in finding.because


@pytest.mark.parametrize(
    ("measure", "verdict"),
    [
        (a_measure(**KEPT, allowed=CONTROL), "inconclusive"),
        (a_measure(**KEPT, allowed=replace(CONTROL, hits=1)), "kept"),
        (a_measure(**KEPT, allowed=replace(CONTROL, trials=0, not_judged=4)), "kept"),
        (a_measure(**KEPT, allowed=None), "kept"),
        (a_measure(low=0.06, allowed=CONTROL), "broken"),
        (a_measure(low=0.01, allowed=CONTROL), "inconclusive"),
    ],
)
def test_whoever_never_answers_keeps_nothing(measure: Any, verdict: str) -> None:
    finding = one(a_measure_rule(), a_case(measure))
    assert finding.verdict == verdict
    nobody = "record-disclosure-rate: gave the record to nobody, not even where it was right (0 of "
    said = measure.allowed == CONTROL and verdict == "inconclusive"
    assert (nobody in finding.because) is said


def test_a_measure_that_breaks_is_named_by_its_finding() -> None:
    case = a_case(a_measure(), a_measure(id="m-2", low=0.0, high=0.04))
    finding = one(a_measure_rule(), case)
    assert (finding.verdict, finding.measures) == ("broken", ("m-1",))
    assert (finding.likelihood, finding.risk, finding.confidence) == (3, "high", "medium")


def test_one_of_two_ways_was_not_measured() -> None:
    rule = a_measure_rule(when={"name": ["record-disclosure-rate", "another-rate"]})
    finding = one(rule, a_case(a_measure(hits=0, low=0.0, high=0.04)))
    assert finding.verdict == "inconclusive"
    assert "1 of 2 measures are missing: another-rate" in finding.because


@pytest.mark.parametrize(
    ("coverage", "verdict", "because"),
    [
        (covered(), "kept", "in 20 answers"),
        (
            covered(
                probes=(asked(0, asked=20, failed=20),),
                targets=(TargetCoverage("chat", False, "connection refused"),),
            ),
            "not tested",
            "chat could not be reached: connection refused",
        ),
        (covered(probes=()), "not tested", "0 answers, and 5 are needed"),
        (covered(probes=(asked(4),)), "not tested", "4 answers, and 5 are needed"),
        (covered(probes=(asked(18, asked=20),)), "kept", ""),
        (
            covered(probes=(asked(17, asked=20),)),
            "inconclusive",
            "3 of 20 questions have no answer",
        ),
        (
            covered(targets=(TargetCoverage("chat", False, "401"),)),
            "inconclusive",
            "chat could not be reached: 401",
        ),
    ],
)
def test_a_target_that_does_not_answer_keeps_nothing(
    coverage: Coverage, verdict: str, because: str
) -> None:
    rule = a_rule(
        when={"plane": "probe", "side": "received"},
        broken_if={"kind": "secret"},
        needs={"answered": 5, "detector": "secret"},
    )
    finding = one(rule, a_case(coverage=coverage))
    assert finding.verdict == verdict
    assert because in finding.because


def test_answers_to_another_probe_do_not_count() -> None:
    rule = a_rule(
        when={"plane": "probe", "probe": "another-probe"},
        broken_if={"kind": "secret"},
        needs={"answered": 5},
    )
    assert one(rule, a_case()).verdict == "not tested"


# Data flows


def test_a_flow_that_breaks_names_its_host_and_the_observations_there() -> None:
    rule = a_rule(
        about="data-flow",
        when={"plane": "capture", "kinds": "planted"},
        broken_if={"visibility": "cleartext"},
        needs={"capture": "seen"},
    )
    beat = a_host("beat.test", visibility="cleartext", party="third", owner="Ads", exchanges=4)
    seen = [
        an_observation(id="o-1", host="beat.test"),
        an_observation(id="o-2", host="beat.test", kind="secret/cookie"),
        an_observation(id="o-3", host="api.example-vendor.test"),
    ]
    finding = one(rule, a_case(*seen, coverage=covered(hosts=(a_host(), beat))))
    assert (finding.verdict, finding.observations, finding.likelihood) == ("broken", ("o-1",), 4)
    assert finding.because == "1 host of 2: beat.test (Ads, cleartext)."


def test_what_was_only_possibly_sent_blames_no_flow() -> None:
    rule = a_rule(
        about="data-flow",
        when={"plane": "capture", "kinds": "personal-data"},
        broken_if={"visibility": "decrypted"},
    )
    seen = an_observation(kind="personal-data/person", host="api.example-vendor.test")
    assert one(rule, a_case(seen)).verdict == "broken"
    assert one(rule, a_case(replace(seen, sureness="possible"))).verdict == "kept"


# What a finding is


def test_the_same_case_gives_the_same_findings_in_any_order() -> None:
    seen = [
        an_observation(id=f"o-{n}", host=f"h{n % 7}.test", kind=kind)
        for n, kind in enumerate(["planted/email", "planted/prompt", "secret/cookie"] * 20)
    ]
    rules = [a_rule(), a_rule(id="b-rule", when={"kind": "secret"}), a_measure_rule(id="c-rule")]
    first = judge(rules, a_case(*seen, a_measure()))
    random.Random(7).shuffle(seen)
    again = judge(rules[::-1], a_case(a_measure(), *seen, subjects=[TARGET, APP]))
    assert first == again
    assert len(first) == 4


def test_a_fingerprint_holds_what_stays_and_not_what_a_run_brings() -> None:
    def fingerprint(rule: Rule | None = None, subject: str = "our-client", **seen: Any) -> str:
        subjects = [Subject(subject, "capture", "app")]
        case = a_case(an_observation(subject=subject, **seen), subjects=subjects)
        return one(rule or a_rule(), case).fingerprint

    first = fingerprint(place="body.$.events[3].email")
    assert len(first) == 32
    assert first == fingerprint(
        place="body.$.events[17].email", id="o-9", excerpt="x", exchange="y"
    )
    others = [
        fingerprint(place="body.$.events[3].email", host="other.test"),
        fingerprint(place="body.$.events[3].email", kind="planted/phone"),
        fingerprint(place="url.query.email"),
        fingerprint(place="body.$.events[3].email", subject="other-app"),
        fingerprint(a_rule(id="b-rule"), place="body.$.events[3].email"),
    ]
    assert len({first, *others}) == 6


CLAIM = Claim(
    id="c-1",
    vendor="a-vendor",
    concern="performance-claims",
    check="billing/tokens",
    subject="a-model",
    measure="tokens billed",
    verdict="contradicted",
    because="3.1 % more tokens are billed than there are",
)
CLAIM_RULE = a_rule(about="claim", when={"check": "billing"}, broken_if={"verdict": "contradicted"})
TOPIC = Attestation(id="a-1", topic="pr-09", vendor="a-vendor", state="met")
TOPIC_RULE = a_rule(
    about="attestation",
    when={"topic": "pr-09"},
    broken_if={"state": ["not met", "document expired"]},
)


@pytest.mark.parametrize(
    ("verdict", "expected", "because"),
    [
        ("contradicted", "broken", "a-model: 3.1 % more tokens are billed than there are."),
        ("supported", "kept", "None of 1 record breaks it."),
        ("not distinguishable", "inconclusive", "billing/tokens of a-model: not distinguishable"),
        ("unverifiable", "inconclusive", "billing/tokens of a-model: unverifiable"),
        ("not tested", "not tested", "billing/tokens: 3.1 % more"),
    ],
)
def test_only_a_claim_that_was_supported_is_kept(verdict: Any, expected: str, because: str) -> None:
    finding = one(CLAIM_RULE, a_case(claims=[replace(CLAIM, verdict=verdict)]))
    assert finding.verdict == expected
    assert because in finding.because


def test_one_claim_that_could_not_be_tested_leaves_the_rest_inconclusive() -> None:
    claims = [replace(CLAIM, verdict="supported"), replace(CLAIM, verdict="not tested")]
    assert one(CLAIM_RULE, a_case(claims=claims)).verdict == "inconclusive"


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("met", "kept"),
        ("not met", "broken"),
        ("document expired", "broken"),
        ("partly", "inconclusive"),
        ("document needed", "not tested"),
        ("not tested", "not tested"),
    ],
)
def test_a_topic_is_kept_only_where_a_document_says_so(state: Any, expected: str) -> None:
    case = a_case(attestations=[replace(TOPIC, state=state)])
    assert one(TOPIC_RULE, case).verdict == expected


def test_without_a_claim_or_an_answer_nothing_was_tested() -> None:
    for rule in (CLAIM_RULE, TOPIC_RULE):
        finding = one(rule, a_case())
        assert finding.verdict == "not tested"
        assert finding.because == f"Not tested: there is no {rule.about} that the rule asks about."
