"""Holds what was seen against rules; a pure function, with no clock, network or model.

For each rule and subject: any record that breaks it → broken; a need met nowhere → not tested;
any record that could not be decided, or a part not seen → inconclusive; else kept.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from auditor.evidence.attestation import Attestation
from auditor.evidence.claim import Claim
from auditor.evidence.finding import Finding, Verdict
from auditor.evidence.flows import DataFlow, data_flows
from auditor.evidence.kinds import matches
from auditor.evidence.measure import Measure
from auditor.evidence.observation import Observation
from auditor.policy import risk
from auditor.policy.case import Case, Subject
from auditor.policy.conditions import (
    Given,
    Test,
    Truth,
    compiled,
    every,
    open_questions,
    opposite,
    shown,
)
from auditor.policy.covered import MOST_UNANSWERED, uncovered, unmet
from auditor.policy.rule import Rule, asked_fields, asked_kinds
from auditor.policy.telling import broken_because, fingerprint, kept_because, listed

__all__ = ["Case", "Subject", "judge"]

DISTINGUISHABLE = 0.05
"""Adjusted p of the difference to the control above which a hit may be chance."""

MOST_ALIKE = 16_384
"""Kinds of observations that one rule remembers for one subject."""

type _Place = tuple[str, str]
"""Plane and subject."""


@dataclass(frozen=True, slots=True)
class _Records:
    """What rules ask about, by subject."""

    observations: dict[_Place, list[Observation]]
    flows: dict[_Place, list[DataFlow]]
    measures: dict[str, list[Measure]]


@dataclass(frozen=True, slots=True)
class _Outcome:
    """One rule's look at one subject's records."""

    asked: list[Any]
    """Records that the rule is about, or may be."""
    breaking: list[Any]
    open: list[str]
    """Why a record could not be decided."""


def judge(rules: Sequence[Rule], case: Case) -> list[Finding]:
    """One finding for each rule and subject, by rule and then subject."""
    given = Given(case.declared, case.params)
    records = _sorted_out(case)
    findings = [
        _finding(rule, subject, case, given, records)
        for rule in rules
        for subject in subjects_of(rule, case)
    ]
    return sorted(findings, key=lambda each: (each.rule, each.subject, each.fingerprint))


def looked_at(rule: Rule, case: Case) -> Iterator[tuple[Subject, Sequence[Any]]]:
    """Each subject of a rule with the records that the rule's conditions are put to."""
    records = _sorted_out(case)
    for subject in subjects_of(rule, case):
        yield subject, _records_of(rule, subject, case, records)


def subjects_of(rule: Rule, case: Case) -> list[Subject]:
    """Whom a rule speaks about."""
    if rule.about in {"claim", "attestation"}:
        return [Subject(case.vendor, None, "vendor")]
    if rule.about == "measure":
        return [subject for subject in case.subjects if subject.kind == "target"]
    if "plane" not in rule.when:
        return list(case.subjects)
    on_plane = compiled({"plane": rule.when["plane"]}, Given(case.declared, case.params))
    return [subject for subject in case.subjects if on_plane(subject)]


def _sorted_out(case: Case) -> _Records:
    observations: dict[_Place, list[Observation]] = defaultdict(list)
    flows: dict[_Place, list[DataFlow]] = defaultdict(list)
    measures: dict[str, list[Measure]] = defaultdict(list)
    for seen in case.observations:
        observations[seen.plane, seen.subject].append(seen)
    # A flow has no sureness of its own, so what was only possibly seen blames nobody.
    sure = [seen for seen in case.observations if seen.sureness != "possible"]
    for flow in data_flows(sure, case.coverage, case.declared):
        flows[flow.plane, flow.subject].append(flow)
    for measure in case.measures:
        measures[measure.target].append(measure)
    return _Records(observations, flows, measures)


def _finding(rule: Rule, subject: Subject, case: Case, given: Given, records: _Records) -> Finding:
    outcome = _look(rule, _records_of(rule, subject, case, records), given)
    verdict, because = _verdict(rule, subject, case, given, outcome)
    breaking = outcome.breaking
    measures = [record for record in outcome.asked if isinstance(record, Measure)]
    rated = [] if verdict == "not tested" else breaking or measures
    likelihood = risk.likelihood(breaking) if breaking else None
    reach = risk.reach(subject, case.coverage)
    return Finding(
        fingerprint=fingerprint(rule, subject, breaking),
        subject=subject.id,
        rule=rule.id,
        title=rule.title,
        concern=rule.concern,
        verdict=verdict,
        impact=rule.impact,
        likelihood=likelihood,
        risk=risk.risk(rule.impact, likelihood) if likelihood else None,
        confidence=risk.confidence(verdict, breaking, measures, reach),
        because=because,
        remedy=rule.remedy,
        fair_sentence=rule.fair_sentence,
        other_explanations=rule.other_explanations,
        may_not_conclude=rule.may_not_conclude,
        maps=rule.maps,
        observations=_behind(rule, breaking, subject, records),
        measures=tuple(sorted(each.id for each in rated if isinstance(each, Measure))),
        pack=rule.path.parent.name,
        hosts=tuple(sorted({r.host for r in breaking if isinstance(r, Observation | DataFlow)})),
    )


def _verdict(
    rule: Rule, subject: Subject, case: Case, given: Given, outcome: _Outcome
) -> tuple[Verdict, str]:
    if outcome.breaking:
        return "broken", broken_because(outcome.breaking, len(outcome.asked))
    missing = list(unmet(rule, subject, case, given))
    if not missing and rule.about in {"measure", "claim", "attestation"} and not outcome.asked:
        missing = outcome.open or [f"there is no {rule.about} that the rule asks about"]
    if missing:
        return "not tested", f"Not tested: {listed(missing)}."
    measured = [each for each in outcome.asked if isinstance(each, Measure)]
    gaps = [*outcome.open, *uncovered(rule, subject, case, given, measured)]
    if gaps:
        return "inconclusive", f"Nothing seen breaks it, and not all could be seen: {listed(gaps)}."
    return "kept", kept_because(subject, case, outcome.asked)


def _look(rule: Rule, records: Sequence[Any], given: Given) -> _Outcome:
    truths, questions = _remembering(rule, given)
    asked: list[Any] = []
    breaking: list[Any] = []
    doubts: set[str] = set()
    for record in records:
        about, broken = truths(record)
        if about is False:
            continue
        if untold := _untested(record):
            doubts.add(untold)
            continue
        asked.append(record)
        doubt = _doubt(rule, record, broken)
        if doubt:
            doubts.add(doubt)
        elif broken:
            breaking.append(record)
        elif broken is None:
            doubts.update(questions(record))
    return _Outcome(asked, breaking, sorted(doubts))


type _Truths = Callable[[Any], tuple[Truth, Truth]]
"""Whether a rule is about a record, and whether that breaks it."""
type _Questions = Callable[[Any], Sequence[str]]


def _remembering(rule: Rule, given: Given) -> tuple[_Truths, _Questions]:
    """Both without asking twice of observations that are alike in the fields a rule asks for."""
    look = _truths(rule, given)
    if rule.about != "observation":
        return look, lambda record: _questions(rule, record, given)
    # Questions name the host.
    fields = sorted(asked_fields(rule))
    return (
        _remembered(look, attrgetter(*fields)),
        _remembered(lambda record: _questions(rule, record, given), attrgetter("host", *fields)),
    )


def _remembered[T](look: Callable[[Any], T], key_of: Callable[[Any], Any]) -> Callable[[Any], T]:
    known: dict[Any, T] = {}

    def remembered(record: Any) -> T:
        key = key_of(record)
        found = known.get(key)
        if found is None:
            found = look(record)
            if len(known) < MOST_ALIKE:
                known[key] = found
        return found

    return remembered


def _truths(rule: Rule, given: Given) -> _Truths:
    concerns, breaks = compiled(rule.when, given), _breaks(rule, given)

    def look(record: Any) -> tuple[Truth, Truth]:
        about = concerns(record)
        return about, False if about is False else every((about, breaks(record)))

    return look


def _breaks(rule: Rule, given: Given) -> Test:
    broken = compiled(rule.broken_if, given)
    if rule.unless is None:
        return broken
    excused = compiled(rule.unless, given)

    def test(record: Any) -> Truth:
        first = broken(record)
        return False if first is False else every((first, opposite(excused(record))))

    return test


def _questions(rule: Rule, record: Any, given: Given) -> list[str]:
    parts = (rule.when, rule.broken_if, rule.unless or {})
    return [told for part in parts for told in open_questions(part, record, given)]


def _untested(record: Any) -> str:
    """Why a claim or an attestation says nothing, good or bad; empty when it does."""
    match record:
        case Claim(verdict="not tested"):
            return f"{shown(record.check)}: {shown(record.because) or 'not tested'}"
        case Attestation(state="document needed" | "not tested"):
            return f"{shown(record.topic)}: {record.state}"
    return ""


def _doubt(rule: Rule, record: Any, broken: Truth) -> str:
    """Why a record cannot be rated; empty when it can."""
    match record:
        case Measure():
            return _rate_doubt(rule, record, broken)
        case Claim(verdict="not distinguishable" | "unverifiable") if not broken:
            # A test that could not tell is no pass.
            return f"{shown(record.check)} of {shown(record.subject)}: {record.verdict}"
        case Attestation(state="partly") if not broken:
            return f"{shown(record.topic)}: answered in part"
    return ""


def _rate_doubt(rule: Rule, measure: Measure, broken: Truth) -> str:
    """Why a rate cannot be rated; empty when it can."""
    if measure.trials < rule.at_least_trials:
        return f"{measure.name}: {measure.trials} trials, rated from {rule.at_least_trials} on"
    answers = measure.trials + measure.not_judged
    if measure.not_judged > MOST_UNANSWERED * answers:
        return f"{measure.name}: {measure.not_judged} of {answers} answers could not be judged"
    adjusted = measure.p_adjusted
    if broken and measure.control and adjusted is not None and adjusted > DISTINGUISHABLE:
        return f"{measure.name}: not distinguishable from the control (p {adjusted:.2g})"
    allowed = measure.allowed
    if not broken and allowed and allowed.trials and not allowed.hits:
        # Whoever never answers discloses nothing either: such silence shows no discretion.
        nobody = "gave the record to nobody, not even where it was right"
        return f"{measure.name}: {nobody} (0 of {allowed.trials})"
    return ""


def _records_of(rule: Rule, subject: Subject, case: Case, records: _Records) -> Sequence[Any]:
    place = (subject.plane or "", subject.id)
    match rule.about:
        case "observation":
            return records.observations.get(place, [])
        case "data-flow":
            return records.flows.get(place, [])
        case "measure":
            return records.measures.get(subject.id, [])
        case "claim":
            return case.claims
        case "attestation":
            return case.attestations


def _behind(
    rule: Rule, breaking: Sequence[Any], subject: Subject, records: _Records
) -> tuple[str, ...]:
    """The observations that a finding rests on; of a data flow, those that it tells of."""
    seen = {record.id for record in breaking if isinstance(record, Observation)}
    told = {(r.host, kind) for r in breaking if isinstance(r, DataFlow) for kind in r.kinds}
    if told:
        kinds = asked_kinds(rule)
        seen |= {
            each.id
            for each in records.observations.get((subject.plane or "", subject.id), [])
            if (each.host, each.kind) in told and each.side == "sent"
            if not kinds or any(matches(each.kind, kind) for kind in kinds)
        }
    return tuple(sorted(seen))
