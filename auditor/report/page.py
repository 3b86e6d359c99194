"""What the pages show: findings in their order, with evidence grouped and capped."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from auditor.evidence.claim import CLAIM_VERDICTS, Claim
from auditor.evidence.finding import RISKS, VERDICTS, Finding
from auditor.evidence.flows import DataFlow
from auditor.evidence.kinds import KINDS
from auditor.evidence.observation import Observation
from auditor.report.drawing import Cell, Plot, Segment, matrix, plot, stack
from auditor.report.flowmap import FlowMap, flow_map
from auditor.report.limits import unseen
from auditor.report.rating import Concern, counts
from auditor.report.report import Report
from auditor.report.wording import CONCERNS

MOST_ROWS = 12
"""Groups of observations under one finding."""
MOST_FINDINGS = 200
"""Findings of one state with an article of their own."""
MOST_FLOWS = 200
MOST_TOP = 5
MOST_EXCHANGES = 5

_NUMBER = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Row:
    """Observations of one kind at one place, shown by the first of them."""

    first: Observation
    kind: str
    times: int
    values: int
    """Different masked values among them."""
    phases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One finding with what it rests on."""

    number: int
    finding: Finding
    concern: str
    rows: tuple[Row, ...]
    more_rows: int
    more_seen: int
    plots: tuple[Plot, ...]
    exchanges: tuple[str, ...]
    """The first of those that its observations were seen in."""
    more_exchanges: int


@dataclass(frozen=True, slots=True)
class State:
    """All findings that say the same; at most ``MOST_FINDINGS`` of them are told."""

    verdict: str
    count: int
    told: tuple[Told, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Flows:
    """One subject's hosts."""

    subject: str
    rows: tuple[tuple[DataFlow, tuple[str, ...]], ...]
    more: int


@dataclass(frozen=True, slots=True)
class Page:
    """Everything a template needs beside the report itself."""

    states: dict[str, State]
    top: tuple[Told, ...]
    concerns: tuple[tuple[Concern, str, tuple[Segment, ...]], ...]
    bar: tuple[Segment, ...]
    cells: tuple[Cell, ...]
    flows: tuple[Flows, ...]
    flow_map: FlowMap
    plots: tuple[Plot, ...]
    unseen: tuple[str, ...]
    limits: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    """Limits that the plan sets and practices that the vendor declared, in words."""
    made_with: tuple[tuple[str, str], ...]
    """Tool, detector, model or table → version."""
    methods: tuple[str, ...]
    claims: tuple[Claim, ...]
    """Those that something speaks against first; at most ``MOST_FINDINGS``."""
    changes: tuple[tuple[str, int], ...]
    """Broken or waived findings by what changed since the baseline."""


def page(report: Report) -> Page:
    """The view of a report; pure, and the same for the same report."""
    states = _states(report)
    hidden = tuple(unseen(report.coverage))
    return Page(
        states=states,
        top=states["broken"].told[:MOST_TOP],
        concerns=tuple((each, CONCERNS[each.id], stack(each.counts)) for each in report.concerns),
        bar=stack(counts(report.findings)),
        cells=matrix(report.findings),
        flows=tuple(_flows(report.data_flows)),
        flow_map=flow_map(report.data_flows),
        plots=tuple(plot(measure) for measure in report.measures[:MOST_FINDINGS]),
        unseen=hidden,
        limits=report.limits[len(hidden) :],
        facts=tuple(
            (f"{what}: {name.replace('-', ' ')}", spoken(value))
            for what, facts in (
                ("Limit", report.audit.params),
                ("Declared", report.vendor.declared),
            )
            for name, value in facts.items()
        ),
        made_with=tuple((report.tool | report.coverage.observed_with).items()),
        methods=tuple(dict.fromkeys(measure.method for measure in report.measures))[:MOST_TOP],
        claims=tuple(sorted(report.claims, key=_against)[:MOST_FINDINGS]),
        changes=tuple(sorted(Counter(f.change for f in report.findings if f.change).items())),
    )


def _against(claim: Claim) -> int:
    return CLAIM_VERDICTS.index(claim.verdict)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Broken first, the gravest of them first of all; kept last."""
    return sorted(findings, key=_gravity)


def spoken(value: Any) -> str:
    """A value from a YAML file in one line."""
    match value:
        case {"value": stated, **rest} if rest:
            return f"{spoken(stated)} ({spoken(rest)})"
        case dict():
            return "; ".join(f"{key}: {spoken(each)}" for key, each in value.items())
        case list() | tuple():
            return ", ".join(spoken(each) for each in value)
        case bool():
            return "yes" if value else "no"
    return "unknown" if value is None else str(value)


def _gravity(finding: Finding) -> tuple[int, int, int, str, str]:
    risk = RISKS.index(finding.risk) if finding.risk else len(RISKS)
    weight = -finding.impact * (finding.likelihood or 1)
    return VERDICTS.index(finding.verdict), risk, weight, finding.rule, finding.subject


def _states(report: Report) -> dict[str, State]:
    seen = {each.id: each for each in report.observations}
    plots = {measure.id: plot(measure) for measure in report.measures}
    told: dict[str, list[Told]] = {verdict: [] for verdict in VERDICTS}
    for number, finding in enumerate(in_order(report.findings), 1):
        if len(told[finding.verdict]) < MOST_FINDINGS:
            told[finding.verdict].append(_told(number, finding, seen, plots))
    said = [finding.verdict for finding in report.findings]
    return {
        verdict: State(verdict, said.count(verdict), tuple(some), said.count(verdict) - len(some))
        for verdict, some in zip(VERDICTS, told.values(), strict=True)
    }


def _told(
    number: int, finding: Finding, seen: dict[str, Observation], plots: dict[str, Plot]
) -> Told:
    mine = [seen[each] for each in finding.observations if each in seen]
    rows, exchanges = _rows(mine), tuple(dict.fromkeys(each.exchange for each in mine))
    hidden = rows[MOST_ROWS:]
    return Told(
        number=number,
        finding=finding,
        concern=CONCERNS.get(finding.concern, finding.concern),
        rows=tuple(rows[:MOST_ROWS]),
        more_rows=len(hidden),
        more_seen=sum(row.times for row in hidden),
        plots=tuple(plots[each] for each in finding.measures[:MOST_ROWS] if each in plots),
        exchanges=exchanges[:MOST_EXCHANGES],
        more_exchanges=max(0, len(exchanges) - MOST_EXCHANGES),
    )


def _rows(observations: Sequence[Observation]) -> list[Row]:
    groups: dict[tuple[object, ...], list[Observation]] = defaultdict(list)
    for each in observations:
        place = _NUMBER.sub("#", each.place)
        groups[each.kind, each.side, each.host, place, each.decoded, each.sureness].append(each)
    return [
        Row(
            first=group[0],
            kind=KINDS.get(group[0].kind, group[0].kind),
            times=len(group),
            values=len({each.excerpt for each in group}),
            phases=tuple(dict.fromkeys(each.phase for each in group if each.phase)),
        )
        for group in groups.values()
    ]


def _flows(flows: Sequence[DataFlow]) -> Iterable[Flows]:
    for subject in dict.fromkeys(flow.subject for flow in flows):
        mine = [flow for flow in flows if flow.subject == subject]
        rows = [(flow, tuple(KINDS.get(k, k) for k in flow.kinds)) for flow in mine[:MOST_FLOWS]]
        yield Flows(subject, tuple(rows), len(mine) - len(rows))
