"""The rows of a comparison: rules, recipients, claims and topics, with a cell for each audit."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from auditor.evidence.claim import Claim
from auditor.evidence.finding import VERDICTS, Finding
from auditor.evidence.flows import DataFlow
from auditor.evidence.kinds import KINDS
from auditor.report.comparison import Row
from auditor.report.report import Report
from auditor.report.wording import CONCERNS, counted, named

NOT_APPLIED = "not applied"
"""A rule that was not judged on one side; never a verdict."""
NOT_MET = "not met with"
_READ = {"cleartext", "decrypted"}


def rules(reports: Sequence[Report]) -> tuple[Row, ...]:
    """Every rule with its gravest verdict on each side, those that differ first."""
    rows = []
    sides = [_grouped(each.findings, lambda f: (f.rule, f.pack)) for each in reports]
    for key, first in _firsts(sides).items():
        cells = [_verdict(side.get(key, [])) for side in sides]
        concern = CONCERNS.get(first.concern, first.concern)
        rows.append(_row(first.rule, first.title, concern, cells))
    return tuple(sorted(rows, key=lambda row: (not row.differs, _gravest(row), row.id)))


def flows(reports: Sequence[Report]) -> tuple[Row, ...]:
    """Every recipient and country with what it got on each side."""
    sides = [_grouped(each.data_flows, _recipient) for each in reports]
    rows = [
        _row(key[0], key[0], key[1], [_sent(side.get(key, [])) for side in sides])
        for key in _firsts(sides)
    ]
    return tuple(sorted(rows, key=lambda row: (row.id == "unknown", row.id, row.under)))


def claims(reports: Sequence[Report]) -> tuple[Row, ...]:
    """Every kind of claim with what became of it on each side."""
    sides = [_grouped(each.claims, lambda c: (c.check, c.measure, c.benchmark)) for each in reports]
    return tuple(
        _row(
            "/".join(filter(None, key)),
            ", ".join(filter(None, key[1:])),
            key[0],
            [_claimed(side.get(key, [])) for side in sides],
        )
        for key in _firsts(sides)
    )


def topics(reports: Sequence[Report]) -> tuple[Row, ...]:
    """Every topic of the checklist with its state on each side."""
    sides = [{topic.id: topic for topic in each.checklist} for each in reports]
    rows = []
    for key in dict.fromkeys(key for side in sides for key in side):
        first = next(side[key] for side in sides if key in side)
        cells = [side[key].state if key in side else NOT_APPLIED for side in sides]
        area = CONCERNS.get(first.area, first.area)
        rows.append(_row(key, first.question.get("en", key), area, cells))
    return tuple(rows)


def _row(id_: str, title: str, under: str, cells: Sequence[str]) -> Row:
    return Row(id_, title, under, tuple(cells), differs=len(set(cells)) > 1)


def _grouped[R, K: Hashable](records: Iterable[R], key: Callable[[R], K]) -> dict[K, list[R]]:
    groups: dict[K, list[R]] = {}
    for record in records:
        groups.setdefault(key(record), []).append(record)
    return groups


def _firsts[R, K: Hashable](sides: Sequence[Mapping[K, Sequence[R]]]) -> dict[K, R]:
    """Each key once, in the order of the first side that has it."""
    firsts: dict[K, R] = {}
    for side in sides:
        for key, records in side.items():
            firsts.setdefault(key, records[0])
    return firsts


def _verdict(findings: Sequence[Finding]) -> str:
    """The gravest over all subjects, with how many of them say so."""
    if not findings:
        return NOT_APPLIED
    counts = Counter(finding.verdict for finding in findings)
    worst = next(verdict for verdict in VERDICTS if counts[verdict])
    return worst if len(findings) == 1 else f"{worst} ({counts[worst]} of {len(findings)})"


def _gravest(row: Row) -> int:
    """The place of its gravest verdict in the order of verdicts."""
    ranks = [rank for rank, verdict in enumerate(VERDICTS) if _says(row.cells, verdict)]
    return min(ranks, default=len(VERDICTS))


def _says(cells: Sequence[str], verdict: str) -> bool:
    return any(cell == verdict or cell.startswith(f"{verdict} (") for cell in cells)


def _recipient(flow: DataFlow) -> tuple[str, str]:
    return flow.owner or "unknown", flow.owner_country or flow.ip_country or "unknown"


def _sent(flows: Sequence[DataFlow]) -> str:
    """Kinds and hosts; what could not be read is never called nothing."""
    if not flows:
        return NOT_MET
    kinds = dict.fromkeys(kind for flow in flows for kind in flow.kinds)
    hidden = sum(flow.visibility not in _READ for flow in flows)
    told = named(KINDS.get(kind, kind) for kind in kinds)
    if not told:
        told = "not known" if hidden else "nothing noticed"
    unread = f", {hidden} not read" if hidden else ""
    party = named(sorted({f"{flow.party} party" for flow in flows}))
    return f"{told} ({counted(len({f.host for f in flows}), 'host')}{unread}; {party})"


def _claimed(some: Sequence[Claim]) -> str:
    if not some:
        return "no such claim"
    counts = Counter(claim.verdict for claim in some)
    return ", ".join(f"{verdict} ({number})" for verdict, number in counts.items())
