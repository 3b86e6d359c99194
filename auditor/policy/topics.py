"""What findings, claims and the vendor's own answers say of each topic of a checklist.

Measured evidence goes before a document, and a vendor's word without a document shows nothing. A
topic of mixed evidence needs both.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from auditor.evidence.attestation import Attestation, TopicState
from auditor.evidence.claim import Claim
from auditor.evidence.finding import Finding
from auditor.evidence.measure import Measure
from auditor.evidence.topic import TopicResult
from auditor.policy.checklist import Checklist, Topic
from auditor.policy.conditions import shown
from auditor.policy.telling import listed

_BAD = {"broken", "waived", "contradicted"}
_GOOD = {"kept", "supported"}


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything that an audit has to answer topics with."""

    findings: Sequence[Finding]
    measures: Sequence[Measure] = ()
    claims: Sequence[Claim] = ()
    attestations: Sequence[Attestation] = ()


def topic_results(checklist: Checklist, answers: Answers) -> tuple[TopicResult, ...]:
    """Every topic of a checklist with its state, in its order."""
    attested = {each.topic: each for each in answers.attestations}
    return tuple(_result(topic, answers, attested.get(topic.id)) for topic in checklist.topics)


def _result(topic: Topic, answers: Answers, attestation: Attestation | None) -> TopicResult:
    findings = [each for each in answers.findings if each.rule in topic.rules]
    claims = [each for each in answers.claims if each.check in topic.claims]
    measures = [each for each in answers.measures if each.name in topic.measures and each.trials]
    said: list[tuple[str, str]] = [(each.rule, each.verdict) for each in findings]
    said += [(each.check, each.verdict) for each in claims]
    measured = _measured(topic, said)
    state = _together(topic, measured, attestation)
    told = [*_told(topic, said), *_rates(measures), *_documents(attestation)]
    return TopicResult(
        id=topic.id,
        area=topic.area,
        evidence=topic.evidence,
        question=topic.question,
        state=state,
        because=" ".join(told) or _nothing(topic),
        measured=measured,
        attested=attestation.state if attestation else None,
        contradiction=_contradiction(measured, attestation, said),
        findings=tuple(each.fingerprint for each in findings),
        measures=tuple(each.id for each in measures),
        claims=tuple(each.id for each in claims),
        attestation=attestation,
        documents=topic.documents,
        test=topic.test,
        recurs_in=topic.recurs_in,
    )


def _measured(topic: Topic, said: Sequence[tuple[str, str]]) -> TopicState:
    verdicts = {verdict for _, verdict in said}
    if verdicts & _BAD:
        return "not met"
    if not verdicts & _GOOD:
        return "not tested"
    whole = not topic.test and {name for name, _ in said}.issuperset(topic.rules)
    return "met" if whole and verdicts <= _GOOD else "partly"


def _together(topic: Topic, measured: TopicState, attestation: Attestation | None) -> TopicState:
    attested = attestation.state if attestation else None
    if topic.evidence == "document" or (topic.evidence != "mixed" and not _measurable(topic)):
        return attested or "document needed"
    if topic.evidence != "mixed":
        return measured if measured != "not tested" else attested or "not tested"
    if "not met" in (measured, attested):
        return "not met"
    if attested == "document expired" or measured == "not tested":
        # What a document shows of a mixed topic is half of it.
        unanswered: TopicState = "not tested" if _measurable(topic) else "document needed"
        return "partly" if attested == "met" else attested or unanswered
    return "met" if measured == attested == "met" else "partly"


def _measurable(topic: Topic) -> bool:
    """Whether auditor has a rule or a check that answers it, at least in part."""
    return bool(topic.rules or topic.claims)


def _told(topic: Topic, said: Sequence[tuple[str, str]]) -> Iterable[str]:
    by_verdict: dict[str, list[str]] = {}
    for name, verdict in said:
        by_verdict.setdefault(verdict, []).append(shown(name))
    for verdict, names in sorted(by_verdict.items()):
        yield f"{verdict.capitalize()}: {listed(sorted(set(names)))}."
    missing = sorted(set(topic.rules) - {name for name, _ in said})
    if said and missing:
        yield f"Not judged here: {listed(missing)}."
    if topic.test and _measurable(topic) and any(verdict in _GOOD for _, verdict in said):
        yield f"Not tested: {topic.test[0].lower()}{topic.test[1:].rstrip('.')}."


def _rates(measures: Iterable[Measure]) -> Iterable[str]:
    for each in measures:
        yield f"Measured, which alone does not answer it: {shown(each.name)}, {each.hits} of {each.trials}."


def _documents(attestation: Attestation | None) -> Iterable[str]:
    if attestation is None or not attestation.answer:
        return
    yield f"The vendor answers {attestation.answer}."
    if attestation.answer != "yes":
        return
    if not attestation.document:
        yield "No document shows it."
    elif attestation.state == "document expired":
        yield f"{shown(attestation.document)} expired on {attestation.expires}."
    elif attestation.in_scope == "no":
        yield f"{shown(attestation.document)} does not cover what is bought."
    elif attestation.state == "met":
        by = f"{shown(attestation.reviewer)} on {attestation.reviewed}"
        yield f"{shown(attestation.document)}, read by {by}."
    else:
        yield f"Nobody is named who read {shown(attestation.document)} by that day."


def _contradiction(
    measured: TopicState, attestation: Attestation | None, said: Sequence[tuple[str, str]]
) -> str:
    if attestation is None or attestation.answer != "yes" or measured != "not met":
        return ""
    names = sorted({name for name, verdict in said if verdict in _BAD})
    return f"The vendor answers yes, and what was measured speaks against it: {listed(names)}."


def _nothing(topic: Topic) -> str:
    if topic.evidence == "document":
        return "No document was handed in."
    if _measurable(topic):
        return "Nothing that would answer it was judged."
    return f"auditor has no test that answers it, so a document must. What one would show: {topic.test}"
