"""What is printed: sections of texts, lists and tables, in the order of the pages."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from auditor.evidence.finding import Finding
from auditor.evidence.measure import Measure
from auditor.report.blocks import (
    MOST_ROWS,
    Block,
    listed,
    pairs,
    retold,
    section,
    some,
    table,
    text,
    texts,
)
from auditor.report.language import printed as spoken
from auditor.report.language import verdict
from auditor.report.page import Page, State, Told, page
from auditor.report.report import Report
from auditor.report.wording import CONCERNS, counted, share

_FILLS = {
    "broken": "#a4262c",
    "inconclusive": "#c29500",
    "not tested": "#8a8886",
    "waived": "#6b4fa0",
    "kept": "#2d7d46",
}


_WORDS = ("Contents", "Role", "Name and signature", "Date")
"""Of the template."""


def printed(report: Report, language: str = "en") -> dict[str, Any]:
    """Title, sentence and sections; plain values, every text made visible."""
    view = page(report)
    vendor = report.vendor.title or report.vendor.id
    english = language == "en"
    say: Callable[[str], str] = str if english else spoken
    sentence = report.verdict.sentence if english else verdict(report.verdict, vendor)
    made: dict[str, Any] = texts(
        {
            "language": language,
            "title": say(f"AI vendor risk report: {vendor}"),
            "subtitle": say(f"{report.audit.name}; judged as of {report.audit.as_of}"),
            "sentence": sentence,
            "words": {each: say(each) for each in _WORDS},
            "sections": [retold(each, say) for each in _sections(report, view, sentence)],
        }
    )
    return made


def _sections(report: Report, view: Page, sentence: str) -> Iterator[dict[str, Any]]:
    yield section("Decision", *_decision(sentence, view))
    yield section("Scope, authorisation and method", pairs(_scope(report, view)))
    yield section("Risk by concern", _concerns(view))
    for state in view.states.values():
        if state.count:
            yield from _state(state)
    yield section("Where data went", *_flows(report))
    yield section("What was measured", *_measures(report.measures))
    yield section("What the vendor states", *_claims(report, view))
    if report.baseline:
        changes = [[change, f"{number:,}"] for change, number in view.changes]
        gone = [
            [f"no longer found: {g.title}", "fixed" if g.fixed else "not fixed"]
            for g in report.gone
        ]
        yield section(
            f"Changes since {report.baseline}",
            table(["Change", ""], [3, 1], changes + gone, (0, 1)),
        )
    yield section("Limits", listed([*view.unseen, *view.limits]))
    yield section("Integrity", pairs(_integrity(report)))


def _decision(sentence: str, view: Page) -> Iterator[Block]:
    yield {"kind": "strong", "text": sentence}
    states = [(name, state.count) for name, state in view.states.items()]
    total = sum(count for _, count in states)
    if total:
        said = ", ".join(f"{count:,} {name}" for name, count in states)
        parts = [{"share": n / total, "fill": _FILLS[name]} for name, n in states if n]
        yield {"kind": "bar", "alt": f"Of {counted(total, 'check')}: {said}.", "parts": parts}
    yield table(["State", "Checks"], [3, 1], [[name, f"{n:,}"] for name, n in states], (0,))
    if view.top:
        yield text("The gravest findings:")
        yield listed(
            [f"{t.finding.risk} risk: {t.finding.title} ({t.finding.subject})" for t in view.top]
        )
    if view.unseen:
        yield text("What could not be seen:")
        yield listed(view.unseen[:10])
    yield {"kind": "signatures", "roles": ["Auditor", "Reviewer", "Decision"]}


def _scope(report: Report, view: Page) -> Iterator[tuple[str, str]]:
    yield "Authorisation", report.audit.authorisation
    yield "Operator", report.audit.operator
    yield "Started", report.started
    yield "Ended", report.ended or "interrupted"
    for each in report.targets:
        told = ", ".join(p for p in (each.dialect, each.model, each.address, each.phase) if p)
        yield each.kind.capitalize(), f"{each.id}: {told}" if told else each.id
    yield from view.facts
    yield from (
        (f"Pack {each.id}", f"{each.version}, SHA-256 {each.sha256}") for each in report.packs
    )
    yield from ((f"Made with {name}", version) for name, version in view.made_with)
    yield from (("Method", each) for each in view.methods)


def _concerns(view: Page) -> Block:
    heads = ["Concern", "Risk", "Broken", "Inconclusive", "Not tested", "Waived", "Kept"]
    rows = [
        [
            *(name, concern.rating, f"{concern.counts.broken:,}"),
            *(f"{concern.counts.inconclusive:,}", f"{concern.counts.not_tested:,}"),
            *(f"{concern.counts.waived:,}", f"{concern.counts.kept:,}"),
        ]
        for concern, name, _ in view.concerns
    ]
    return table(heads, [3, 2, 2, 2, 2, 2, 2], rows, (0, 1))


def _state(state: State) -> Iterator[dict[str, Any]]:
    title = f"{state.verdict.capitalize()} ({state.count:,})"
    more = [text(f"{state.more:,} more: see report.json.")] if state.more else []
    if state.verdict in ("kept", "not tested"):
        rows = [[t.finding.subject, t.finding.title, t.finding.because] for t in state.told]
        yield section(title, table(["Subject", "Rule", "Because"], [2, 3, 5], rows), *more)
        return
    yield section(title, *more)
    for told in state.told:
        yield section(f"{told.number}. {told.finding.title}", *_finding(told), level=2)


def _finding(told: Told) -> Iterator[Block]:
    yield pairs(_facts(told.finding))
    yield text(told.finding.fair_sentence)
    if told.finding.verdict == "broken" and told.finding.may_not_conclude:
        yield text(f"What may not be concluded: {told.finding.may_not_conclude}")
    if told.finding.other_explanations:
        yield text("What else could explain it:")
        yield listed(told.finding.other_explanations)
    if told.finding.remedy:
        yield text(f"What mends it: {told.finding.remedy}")
    if told.rows:
        rows = [
            [row.kind, row.first.host, row.first.place, row.first.excerpt, f"{row.times:,}"]
            for row in told.rows
        ]
        yield table(["Seen", "Host", "Place", "Masked", "Times"], [3, 3, 3, 4, 1], rows, (0,))
    if told.more_rows:
        yield text(f"{counted(told.more_seen, 'more observation')}: see report.json.")


def _facts(finding: Finding) -> Iterator[tuple[str, str]]:
    yield "Subject", finding.subject
    yield "Concern", CONCERNS.get(finding.concern, finding.concern)
    yield "Rule", f"{finding.rule} ({finding.pack})" if finding.pack else finding.rule
    if finding.risk:
        likelihood = finding.likelihood or "not rated"
        yield "Risk", f"{finding.risk} (impact {finding.impact}, likelihood {likelihood})"
    yield "Confidence", finding.confidence
    yield "Because", finding.because
    for framework, ids in finding.maps.items():
        yield framework, ", ".join(ids)
    if waiver := finding.waiver:
        yield "Waived", f"until {waiver.expires}, by {waiver.approved_by}: {waiver.reason}"
    if finding.change:
        yield "Since the baseline", finding.change
    for name, value in (finding.review or {}).items():
        yield f"Review: {name}", value
    if finding.vendor_reply:
        yield "The vendor's reply", finding.vendor_reply


def _flows(report: Report) -> Iterator[Block]:
    rows = [
        [
            *(flow.subject, flow.host, flow.owner or "unknown", flow.owner_country or "unknown"),
            *(flow.party, flow.visibility, f"{flow.exchanges:,}", ", ".join(flow.kinds)),
        ]
        for flow in report.data_flows[:MOST_ROWS]
    ]
    heads = ["Subject", "Host", "Owner", "Country", "Party", "Seen", "Exchanges", "Kinds"]
    yield from some(heads, [2, 4, 3, 2, 2, 2, 2, 4], rows, len(report.data_flows), (4, 5))


def _measures(measures: Sequence[Measure]) -> Iterator[Block]:
    rows = [
        [
            *(m.name, m.target, m.language, f"{m.hits:,} of {m.trials:,}", share(m.value)),
            f"{share(m.low)} to {share(m.high)}",
            f"{m.confidence_level:.0%}, {m.method}",
        ]
        for m in measures[:MOST_ROWS]
    ]
    heads = ["Measure", "Target", "Language", "Hits", "Rate", "Interval", "Method"]
    yield from some(heads, [4, 2, 2, 2, 2, 3, 3], rows, len(measures), (3, 5))


def _claims(report: Report, view: Page) -> Iterator[Block]:
    rows = [[c.verdict, c.subject, c.measure, c.because] for c in view.claims]
    heads = ["Verdict", "Subject", "Claim", "Because"]
    yield from some(heads, [2, 2, 3, 6], rows, len(report.claims), (0,))


def _integrity(report: Report) -> Iterator[tuple[str, str]]:
    yield "Exchanges", f"{report.evidence.count:,}"
    yield "Head of the chain", report.evidence.head
    yield "Merkle root", report.evidence.merkle_root
    sealed = report.evidence.sealed
    yield "Seal", f"key {sealed.key}, at {sealed.at}" if sealed else "not sealed"
