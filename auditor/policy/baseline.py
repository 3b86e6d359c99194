"""Holds findings against those of an earlier report: new, unchanged, worse, better or gone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import msgspec

from auditor.errors import AuditorError
from auditor.evidence.finding import RISKS, Change, Finding, Gone
from auditor.evidence.jsonl import decode
from auditor.evidence.measure import Measure

MAX_BYTES = 256 * 2**20
_BROKEN = {"broken", "waived"}

type _Place = tuple[str, str]
"""Rule and subject."""
type _Rates = Mapping[str, Measure]
"""By id."""


class _Audited(msgspec.Struct, frozen=True):
    as_of: str


class _Vendor(msgspec.Struct, frozen=True):
    id: str


class Baseline(msgspec.Struct, frozen=True):
    """What comparing needs of a ``report.json``."""

    schema: str
    audit: _Audited
    vendor: _Vendor
    findings: tuple[Finding, ...]
    measures: tuple[Measure, ...]


def read_baseline(path: Path, vendor: str) -> Baseline:
    """An earlier report of a vendor; AuditorError when it is none, or another vendor's."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as err:
        hint = "a report.json that auditor report wrote"
        raise AuditorError(f"cannot be read: {err.strerror}", where=path, hint=hint) from err
    if len(content) > MAX_BYTES:
        raise AuditorError(f"larger than {MAX_BYTES // 2**20} MB", where=path)
    old = decode(content, Baseline, path)
    if old.schema != "auditor-report/1":
        raise AuditorError(f"holds {old.schema[:60]!r}, no auditor-report/1", where=path)
    if old.vendor.id != vendor:
        told = f"is about {old.vendor.id[:60]!r}, and this audit about {vendor!r}"
        raise AuditorError(told, where=path, hint="auditor compare, for several vendors")
    return old


def against(
    findings: Sequence[Finding], measures: Sequence[Measure], old: Baseline
) -> tuple[list[Finding], tuple[Gone, ...]]:
    """The findings with what changed, and those of the baseline that are not found again."""
    before = {(each.rule, each.subject): each for each in _broken(old.findings)}
    then, now = ({each.id: each for each in several} for several in (old.measures, measures))
    told = [
        replace(each, change=_change(before.get((each.rule, each.subject)), each, then, now))
        if each.verdict in _BROKEN
        else each
        for each in findings
    ]
    return told, tuple(_gone(before, findings))


def _broken(findings: Sequence[Finding]) -> Iterator[Finding]:
    return (each for each in findings if each.verdict in _BROKEN)


def _gone(before: Mapping[_Place, Finding], findings: Sequence[Finding]) -> Iterator[Gone]:
    verdicts = {(each.rule, each.subject): each.verdict for each in findings}
    for (rule, subject), was in sorted(before.items()):
        verdict = verdicts.get((rule, subject))
        if verdict not in _BROKEN:
            yield Gone(was.fingerprint, subject, rule, was.title, was.risk, verdict)


def _change(was: Finding | None, new: Finding, then: _Rates, now: _Rates) -> Change:
    if was is None:
        return "new"
    if (rank := _rank(new) - _rank(was)) or (rank := _moved(was, new, then, now)):
        return "worse" if rank > 0 else "better"
    if was.fingerprint == new.fingerprint:
        return "unchanged"
    # The same rule at other places: fewer hosts are better, more worse, others a new finding.
    if set(new.hosts) < set(was.hosts):
        return "better"
    return "worse" if set(new.hosts) > set(was.hosts) else "new"


def _rank(finding: Finding) -> int:
    return -RISKS.index(finding.risk or "critical")


def _moved(was: Finding, new: Finding, then: _Rates, now: _Rates) -> int:
    """1 where a rate's interval lies above that of the same rate before; else -1 where below."""
    earlier = {_named(then[each]): then[each] for each in was.measures if each in then}
    pairs = ((earlier.get(_named(now[each])), now[each]) for each in new.measures if each in now)
    ways = {_apart(before, after) for before, after in pairs if before}
    return 1 if 1 in ways else min(ways, default=0)


def _named(measure: Measure) -> tuple[str, str, str]:
    return measure.name, measure.target, measure.language


def _apart(was: Measure, new: Measure) -> int:
    if was.low is None or was.high is None or new.low is None or new.high is None:
        return 0
    return int(new.low > was.high) - int(new.high < was.low)
