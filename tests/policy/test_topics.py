"""A topic's state from findings, claims and attestations."""

from typing import Any

import pytest

from auditor.evidence.attestation import Attestation, TopicState
from auditor.evidence.claim import Claim, ClaimVerdict
from auditor.evidence.finding import Verdict
from auditor.evidence.measure import Measure
from auditor.evidence.topic import TopicEvidence, TopicResult
from auditor.policy.checklist import Checklist, Topic
from auditor.policy.topics import Answers, topic_results
from tests.making import a_finding


def a_topic(evidence: TopicEvidence = "traffic", **changes: Any) -> Topic:
    given: dict[str, Any] = {"rules": ("rule-a", "rule-b")} | changes
    return Topic("ds-01", "data-security", evidence, {"en": "?"}, ("Report",), ("SIG",), **given)


def a_document(state: TopicState, **changes: Any) -> Attestation:
    answer = {"not met": "no", "partly": "partly"}.get(state, "yes")
    given: dict[str, Any] = {"answer": answer, "document": "Report"} | changes
    return Attestation("v/ds-01", "ds-01", "v", state, **given)


def result(
    topic: Topic, *verdicts: Verdict, document: Attestation | None = None, **more: Any
) -> TopicResult:
    findings = [
        a_finding(rule=rule, verdict=verdict, fingerprint=f"f-{rule}")
        for rule, verdict in zip(("rule-a", "rule-b"), verdicts, strict=False)
    ]
    answers = Answers(
        [*findings, a_finding(rule="another")], attestations=[document] if document else [], **more
    )
    [found] = topic_results(Checklist("c", "1.0.0", 1, {}, (topic,)), answers)
    return found


@pytest.mark.parametrize(
    ("verdicts", "state"),
    [
        (["kept", "kept"], "met"),
        (["kept", "broken"], "not met"),
        # Accepting a risk does not answer the question.
        (["kept", "waived"], "not met"),
        (["kept", "inconclusive"], "partly"),
        (["kept", "not tested"], "partly"),
        (["kept"], "partly"),
        (["inconclusive", "not tested"], "not tested"),
        ([], "not tested"),
    ],
)
def test_findings_answer_what_was_measured(verdicts: list[Verdict], state: str) -> None:
    found = result(a_topic(), *verdicts)
    assert (found.state, found.documents, found.recurs_in) == (state, ("Report",), ("SIG",))


@pytest.mark.parametrize(
    ("evidence", "attested", "state"),
    [
        ("traffic", None, "document needed"),
        ("mixed", None, "document needed"),
        ("probe", "met", "met"),
        ("mixed", "met", "partly"),
        ("mixed", "not met", "not met"),
    ],
)
def test_what_auditor_has_no_test_for_needs_a_document(
    evidence: TopicEvidence, attested: TopicState | None, state: str
) -> None:
    topic = a_topic(evidence, rules=(), test="Look at it.")
    document = a_document(attested) if attested else None
    assert result(topic, document=document).state == state


def test_rules_that_answer_a_part_leave_the_rest_open() -> None:
    topic = a_topic("probe", test="Files of others, fetched")
    assert result(topic, "kept", "kept").state == "partly"
    assert result(topic, "broken", "kept").state == "not met"


@pytest.mark.parametrize(
    ("verdict", "state"),
    [
        ("supported", "met"),
        ("contradicted", "not met"),
        ("not distinguishable", "not tested"),
        ("unverifiable", "not tested"),
    ],
)
def test_claims_answer_by_their_check(verdict: ClaimVerdict, state: str) -> None:
    claims = [
        Claim("c-1", "v", "performance-claims", "equality/mmd", "m", "equality", verdict, "b"),
        Claim("c-2", "v", "performance-claims", "billing/tokens", "m", "t", "contradicted", "b"),
    ]
    found = result(a_topic(rules=(), claims=("equality/mmd",)), claims=claims)
    assert (found.state, found.claims) == (state, ("c-1",))


@pytest.mark.parametrize(
    ("evidence", "verdicts", "attested", "state"),
    [
        ("document", [], None, "document needed"),
        ("document", [], "met", "met"),
        ("document", [], "document expired", "document expired"),
        ("document", [], "not met", "not met"),
        # What was measured goes before what a document says.
        ("traffic", ["kept", "kept"], "not met", "met"),
        ("probe", ["broken"], "met", "not met"),
        ("traffic", [], "met", "met"),
        ("traffic", [], "document needed", "document needed"),
        ("mixed", [], None, "not tested"),
        ("mixed", ["kept", "kept"], None, "partly"),
        ("mixed", ["kept", "kept"], "document needed", "partly"),
        ("mixed", ["kept", "kept"], "met", "met"),
        ("mixed", ["kept", "kept"], "document expired", "document expired"),
        ("mixed", ["kept", "kept"], "not met", "not met"),
        ("mixed", ["broken"], "met", "not met"),
        ("mixed", [], "met", "partly"),
        ("mixed", [], "document needed", "document needed"),
    ],
)
def test_documents_and_measurements_together(
    evidence: TopicEvidence, verdicts: list[Verdict], attested: TopicState | None, state: str
) -> None:
    document = a_document(attested) if attested else None
    found = result(a_topic(evidence), *verdicts, document=document)
    assert (found.state, found.attested) == (state, attested)


@pytest.mark.parametrize(
    ("answer", "verdict", "contradicted"),
    [
        ("yes", "broken", True),
        ("yes", "waived", True),
        ("yes", "kept", False),
        ("yes", "inconclusive", False),
        ("partly", "broken", False),
        ("no", "broken", False),
    ],
)
def test_a_yes_that_measured_evidence_denies_is_a_contradiction(
    answer: str, verdict: Verdict, contradicted: bool
) -> None:
    found = result(a_topic(), verdict, document=a_document("met", answer=answer))
    told = "The vendor answers yes, and what was measured speaks against it: rule-a."
    assert found.contradiction == (told if contradicted else "")


@pytest.mark.parametrize(
    ("found", "because"),
    [
        (
            result(a_topic(), "kept", "broken"),
            "Broken: rule-b. Kept: rule-a.",
        ),
        (result(a_topic(), "kept"), "Kept: rule-a. Not judged here: rule-b."),
        (result(a_topic()), "Nothing that would answer it was judged."),
        (
            result(a_topic(rules=(), test="Look again.")),
            "auditor has no test that answers it, so a document must. What one would show: "
            "Look again.",
        ),
        (
            result(a_topic(test="Files of others, fetched"), "kept", "kept"),
            "Kept: rule-a, rule-b. Not tested: files of others, fetched.",
        ),
        (
            result(a_topic(test="Files of others, fetched"), "broken"),
            "Broken: rule-a. Not judged here: rule-b.",
        ),
        (result(a_topic("document", rules=())), "No document was handed in."),
        (
            result(a_topic("document"), document=a_document("met", reviewer="A", reviewed="d")),
            "The vendor answers yes. Report, read by A on d.",
        ),
        (
            result(a_topic("document"), document=a_document("document needed", document="")),
            "The vendor answers yes. No document shows it.",
        ),
        (
            result(a_topic("document"), document=a_document("document needed", in_scope="no")),
            "The vendor answers yes. Report does not cover what is bought.",
        ),
        (
            result(a_topic("document"), document=a_document("document needed")),
            "The vendor answers yes. Nobody is named who read Report by that day.",
        ),
        (
            result(a_topic("document"), document=a_document("document expired", expires="d")),
            "The vendor answers yes. Report expired on d.",
        ),
        (result(a_topic("document"), document=a_document("not met")), "The vendor answers no."),
    ],
)
def test_a_topic_says_why(found: TopicResult, because: str) -> None:
    assert found.because == because


def test_a_rate_that_no_rule_judges_is_told_and_decides_nothing() -> None:
    rate = Measure(
        id="m-1", name="recalled", target="chat", probe="p", language="en", concern="privacy",
        unit="share", trials=20, hits=3, refused=0, not_judged=0, clusters=5, statistic="rate",
        method="m", confidence_level=0.95,
    )  # fmt: skip
    found = result(a_topic("probe", rules=(), measures=("recalled",), test="T."), measures=[rate])
    assert (found.state, found.measures) == ("document needed", ("m-1",))
    assert found.because == "Measured, which alone does not answer it: recalled, 3 of 20."
