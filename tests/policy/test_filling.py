from pathlib import Path
from typing import Any

import pytest

from auditor.errors import AuditorError
from auditor.evidence.coverage import Coverage, DetectorCoverage, HostCoverage, ProbeCoverage
from auditor.evidence.measure import Rate
from auditor.policy.case import Case, Subject
from auditor.policy.covered import DETECTORS
from auditor.policy.filling import filled_case, subject_for
from auditor.policy.rule import Rule
from auditor.yamlfile import parse_yaml
from tests.policy.cases import a_measure_rule, a_rule

MEASURE = a_measure_rule()


def filled(text: str, rule: Rule | None = None) -> Case:
    document = parse_yaml(f"examples:\n- name: one\n{text}", Path("r.examples.yaml"))
    example = document.value["examples"][0]
    return filled_case(rule or a_rule(), example, document, ("examples", 0))


def test_an_example_that_gives_nothing_is_a_case_in_which_nobody_looked() -> None:
    case = filled("")
    assert [(each.id, each.plane) for each in case.subjects] == [("the-app", "capture")]
    assert case.coverage == Coverage()
    assert (case.observations, case.measures, case.declared, case.params) == ((), (), {}, {})
    assert (case.as_of, case.vendor) == ("2026-01-01", "the-vendor")


def test_an_observation_is_the_subjects_own_and_says_no_more_than_was_given() -> None:
    first, second = filled("  observations: [{kind: planted/email}, {host: b.test}]").observations
    assert (first.id, first.subject, first.plane, first.app) == (
        "o0",
        "the-app",
        "capture",
        "the-app",
    )
    assert (first.kind, first.party, first.sureness) == ("planted/email", "unknown", "certain")
    assert (first.owner, first.target, first.probe) == (None, None, None)
    assert (second.id, second.exchange, second.host) == ("o1", "e1", "b.test")


def test_a_measure_that_was_made_had_all_its_questions_answered() -> None:
    text = "  measures: [{name: a-rate, hits: 3, not-judged: 2, control: {hits: 1}}]"
    case = filled(text, MEASURE)
    [measure] = case.measures
    assert (measure.id, measure.target, measure.probe) == ("m0", "the-target", "probe-0")
    assert (measure.trials, measure.hits, measure.not_judged) == (20, 3, 2)
    assert (measure.value, measure.low, measure.allowed) == (None, None, None)
    assert measure.control == Rate(trials=20, hits=1, refused=0, not_judged=0, clusters=1)
    assert case.coverage.probes == (
        ProbeCoverage("the-target", "probe-0", "en", "test", asked=22, answered=22, not_judged=2),
    )


def test_an_app_that_an_example_only_hints_at_is_the_subject_and_was_overheard() -> None:
    (app,) = filled("  coverage: {apps: [{phase: after-consent}]}").coverage.apps
    assert (app.app, app.phase, app.captured) == ("the-app", "after-consent", True)


def test_what_was_seen_was_also_looked_through() -> None:
    coverage = filled("  coverage: {hosts: [{visibility: decrypted}, {visibility: pinned}]}")
    read, pinned = coverage.coverage.hosts
    assert read == HostCoverage(
        "the-app", "capture", "host.example", "decrypted", 1, 0, party="unknown"
    )
    assert (pinned.exchanges, pinned.connections) == (0, 1)
    assert coverage.coverage.detectors == tuple(
        DetectorCoverage("the-app", name, 1) for name in DETECTORS
    )


@pytest.mark.parametrize(
    ("text", "field", "rows"),
    [
        ("{detectors: []}", "detectors", ()),
        (
            "{detectors: [{detector: secret}]}",
            "detectors",
            (DetectorCoverage("the-target", "secret", 1),),
        ),
        ("{probes: []}", "probes", ()),
        (
            "{probes: [{answered: 7}]}",
            "probes",
            (ProbeCoverage("the-target", "a-probe", "en", "test", asked=7, answered=7),),
        ),
    ],
)
def test_rows_that_are_given_stand_alone(text: str, field: str, rows: Any) -> None:
    case = filled(f"  measures: [{{name: a-rate}}]\n  coverage: {text}", MEASURE)
    assert getattr(case.coverage, field) == rows


def test_claims_and_attestations_are_the_vendors_with_the_rest_neutral() -> None:
    text = "  claims: [{check: billing/tokens, verdict: contradicted}]\n"
    case = filled(f"{text}  attestations: [{{topic: pr-09, state: met}}]", a_rule(about="claim"))
    assert case.subjects == (Subject("the-vendor", None, "vendor"),)
    (claim,), (attestation,) = case.claims, case.attestations
    assert (claim.id, claim.check, claim.verdict) == ("c0", "billing/tokens", "contradicted")
    assert (attestation.id, attestation.topic, attestation.state) == ("a0", "pr-09", "met")


@pytest.mark.parametrize(
    ("text", "line", "what", "hint"),
    [
        ("  coverage:\n    hots: []", 4, "unknown key 'hots'", "did you mean 'hosts'?"),
        ("  coverage:\n    weather: []", 4, "unknown key 'weather'", ""),
        ("  coverage:\n    hosts: 5", 4, "hosts: not a list", ""),
        (
            "  observations:\n  - kind: planted/email\n    ownr: Ads",
            5,
            "unknown key 'ownr'",
            "did you mean 'owner'?",
        ),
        (
            "  measures:\n  - name: a\n    not-jugded: 1",
            5,
            "unknown key 'not-jugded'",
            "did you mean 'not-judged'?",
        ),
        (
            "  measures:\n  - name: a\n    control:\n      trails: 4",
            6,
            "unknown key 'trails'",
            "did you mean 'trials'?",
        ),
        (
            "  measures:\n  - {name: a}\n  - {name: b, hits: many}",
            5,
            "Expected `int`, got `str` - at `$.hits`",
            "",
        ),
        (
            "  measures:\n  - {name: a, allowed: {hits: many}}",
            4,
            "Expected `int`, got `str` - at `$.allowed.hits`",
            "",
        ),
        (
            "  observations:\n  - {party: stranger}",
            4,
            "Invalid enum value 'stranger' - at `$.party`",
            "",
        ),
        ("  coverage:\n    hosts:\n    - {}", 5, "missing required field `visibility`", ""),
        ("  coverage:\n    probes:\n    - 5", 5, "Expected `object`, got `int`", ""),
    ],
)
def test_a_wrong_field_is_told_with_its_line(text: str, line: int, what: str, hint: str) -> None:
    with pytest.raises(AuditorError) as caught:
        filled(text)
    assert what in caught.value.what
    assert caught.value.where.startswith(f"r.examples.yaml:{line}:")
    assert caught.value.hint == hint


@pytest.mark.parametrize(
    ("rule", "subject"),
    [
        (a_rule(), "the-app"),
        (a_rule(when={"side": "sent"}), "the-app"),
        (a_rule(when={"plane": ["probe", "capture"]}), "the-app"),
        (a_rule(when={"plane": "probe"}), "the-target"),
        (a_rule(when={"plane": {"not": "capture"}}), "the-target"),
        (a_measure_rule(), "the-target"),
    ],
)
def test_an_example_is_about_an_app_unless_its_rule_is_not(rule: Rule, subject: str) -> None:
    assert subject_for(rule).id == subject
