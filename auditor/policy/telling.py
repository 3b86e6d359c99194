"""Says in plain words why a finding is as it is, and names it the same in every run."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from typing import Any

from auditor.evidence.attestation import Attestation
from auditor.evidence.claim import Claim
from auditor.evidence.flows import DataFlow
from auditor.evidence.kinds import KINDS
from auditor.evidence.measure import Measure
from auditor.evidence.observation import Observation
from auditor.policy.case import Case, Subject
from auditor.policy.conditions import shown
from auditor.policy.rule import Rule

MOST_NAMED = 5
"""Hosts, kinds or gaps named in one sentence; the rest are counted."""

_VALUE = re.compile(r"(?<![0-9A-Za-z])[0-9a-fA-F-]{16,}(?![0-9A-Za-z])|[0-9]+")
"""Parts of a place that change from run to run: indexes, counters, ids."""


def broken_because(breaking: Sequence[Any], asked: int) -> str:
    """Counts, kinds and hosts of what breaks a rule."""
    if rates := _rates(breaking):
        return f"{rates}."
    flows = sorted(_flow(each) for each in breaking if isinstance(each, DataFlow))
    if flows:
        return f"{_counted(len(flows), 'host')} of {asked}: {listed(flows)}."
    if told := _stated(breaking):
        return f"{told}."
    seen = [each for each in breaking if isinstance(each, Observation)]
    if not seen:
        return f"{_counted(len(breaking), 'record')} of {asked} break it."
    kinds = listed(sorted(_in_words(each.kind) for each in seen))
    hosts = listed(sorted(_host(each) for each in seen))
    return f"{_counted(len(seen), 'observation')} at {hosts}: {kinds}."


def kept_because(subject: Subject, case: Case, asked: Sequence[Any]) -> str:
    """How much was looked at without finding a breach."""
    if rates := _rates(asked):
        return f"Every rate stays within the limit: {rates}."
    if subject.kind == "vendor":
        return f"None of {_counted(len(asked), 'record')} breaks it."
    looked_at = f"None of {_counted(len(asked), 'record')} that it asks about breaks it"
    if subject.kind == "target":
        answers = sum(row.answered for row in case.coverage.probes if row.target == subject.id)
        return f"{looked_at}, in {_counted(answers, 'answer')}."
    rows = [
        row
        for row in case.coverage.hosts
        if row.subject == subject.id and row.plane == subject.plane
    ]
    exchanges = sum(row.exchanges for row in rows)
    hosts = _counted(len({row.host for row in rows}), "host")
    return f"{looked_at}, in {_counted(exchanges, 'exchange')} with {hosts}."


def listed(parts: Iterable[str]) -> str:
    """Distinct parts in their order; the first few by name, the rest as a number."""
    distinct = list(dict.fromkeys(parts))
    named = ", ".join(distinct[:MOST_NAMED])
    more = len(distinct) - MOST_NAMED
    return f"{named} and {more} more" if more > 0 else named


def fingerprint(rule: Rule, subject: Subject, breaking: Sequence[Any]) -> str:
    """32 hex digits of rule, subject and where it breaks; never of a run's values."""
    places = sorted({_place(each) for each in breaking})
    whole = [rule.id, subject.kind, subject.id, *("\x1f".join(place) for place in places)]
    return hashlib.sha256("\x1e".join(whole).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _stated(breaking: Sequence[Any]) -> str:
    """Claims with what speaks against them, and topics with their state."""
    claims = [each for each in breaking if isinstance(each, Claim)]
    topics = [each for each in breaking if isinstance(each, Attestation)]
    told = [f"{shown(each.subject)}: {_words(each.because)}" for each in claims]
    told += [f"{shown(each.topic)}: {each.state}" for each in topics]
    return listed(sorted(told))


def _words(text: str) -> str:
    return "".join(char if char.isprintable() else "·" for char in text[:300]).rstrip(".")


def _place(record: Any) -> tuple[str, str, str]:
    match record:
        case Observation():
            return record.kind, record.host, _VALUE.sub("#", record.place)
        case DataFlow():
            return "data-flow", record.host, ""
        case Measure():
            return "measure", record.name, record.language
        case Claim():
            return record.check, record.subject, f"{record.measure} {record.benchmark}"
        case Attestation():
            return "attestation", record.topic, ""
    return "", "", ""


def _rates(records: Sequence[Any]) -> str:
    return listed(sorted(_rate(each) for each in records if isinstance(each, Measure)))


def _rate(measure: Measure) -> str:
    trials = f"{measure.name} {measure.hits} of {measure.trials}"
    level = f"{measure.confidence_level:.0%}"
    interval = f", {level} interval {_share(measure.low)} to {_share(measure.high)}"
    control = measure.control
    beside = f", control {control.hits} of {control.trials}" if control else ""
    return f"{trials} ({measure.language}{interval}{beside})"


def _share(value: float | None) -> str:
    return "?" if value is None else f"{value:.0%}"


def _flow(flow: DataFlow) -> str:
    owner = shown(flow.owner) if flow.owner else "owner unknown"
    where = f", {shown(flow.owner_country)}" if flow.owner_country else ""
    return f"{shown(flow.host)} ({owner}{where}, {flow.visibility})"


def _host(seen: Observation) -> str:
    return f"{shown(seen.host)} ({shown(seen.owner)})" if seen.owner else shown(seen.host)


def _in_words(kind: str) -> str:
    return KINDS.get(kind, shown(kind))


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
