"""What is printed: sections of texts, lists and tables, in the order of the pages."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from auditor.evidence.finding import Finding
from auditor.evidence.measure import Measure
from auditor.report.page import Page, State, Told, page
from auditor.report.report import Report
from auditor.report.visible import visible
from auditor.report.wording import CONCERNS, counted, share

type Block = dict[str, Any]

LONGEST = 1000
"""Characters of one text; the attached report.json has the whole."""
MOST_ROWS = 300
RUN = 18
"""Characters without a space after which a line may break."""
_FILLS = {
    "broken": "#a4262c",
    "inconclusive": "#c29500",
    "not tested": "#8a8886",
    "waived": "#6b4fa0",
    "kept": "#2d7d46",
}


def printed(report: Report) -> dict[str, Any]:
    """Title, sentence and sections; plain values, every text made visible."""
    view = page(report)
    vendor = report.vendor.title or report.vendor.id
    return _texts(
        {
            "title": f"AI vendor risk report: {vendor}",
            "subtitle": f"{report.audit.name}; judged as of {report.audit.as_of}",
            "sentence": report.verdict.sentence,
            "sections": list(_sections(report, view)),
        }
    )


def breakable(text: str) -> str:
    """A visible text in which a long word may be broken over lines."""
    shown = visible(text, LONGEST)
    return " ".join(
        "\u200b".join(word[at : at + RUN] for at in range(0, len(word), RUN)) or word
        for word in shown.split(" ")
    )


def _sections(report: Report, view: Page) -> Iterator[dict[str, Any]]:
    yield _section("Decision", *_decision(report, view))
    yield _section("Scope, authorisation and method", _pairs(_scope(report, view)))
    yield _section("Risk by concern", _concerns(view))
    for state in view.states.values():
        if state.count:
            yield from _state(state)
    yield _section("Where data went", *_flows(report))
    yield _section("What was measured", *_measures(report.measures))
    yield _section("What the vendor states", *_claims(report, view))
    if report.baseline:
        changes = [[change, f"{number:,}"] for change, number in view.changes]
        gone = [
            [f"no longer found: {g.title}", "fixed" if g.fixed else "not fixed"] for g in report.gone
        ]
        yield _section(
            f"Changes since {report.baseline}", _table(["Change", ""], [3, 1], changes + gone)
        )
    yield _section("Limits", _list([*view.unseen, *view.limits]))
    yield _section("Integrity", _pairs(_integrity(report)))


def _decision(report: Report, view: Page) -> Iterator[Block]:
    yield {"kind": "strong", "text": report.verdict.sentence}
    states = [(name, state.count) for name, state in view.states.items()]
    total = sum(count for _, count in states)
    if total:
        said = ", ".join(f"{count:,} {name}" for name, count in states)
        parts = [{"share": n / total, "fill": _FILLS[name]} for name, n in states if n]
        yield {"kind": "bar", "alt": f"Of {counted(total, 'check')}: {said}.", "parts": parts}
    yield _table(["State", "Checks"], [3, 1], [[name, f"{n:,}"] for name, n in states])
    if view.top:
        yield _text("The gravest findings:")
        yield _list([f"{t.finding.risk} risk: {t.finding.title} ({t.finding.subject})" for t in view.top])
    if view.unseen:
        yield _text("What could not be seen:")
        yield _list(view.unseen[:10])
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
    yield from ((f"Pack {each.id}", f"{each.version}, SHA-256 {each.sha256}") for each in report.packs)
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
    return _table(heads, [3, 2, 2, 2, 2, 2, 2], rows)


def _state(state: State) -> Iterator[dict[str, Any]]:
    title = f"{state.verdict.capitalize()} ({state.count:,})"
    more = [_text(f"{state.more:,} more: see report.json.")] if state.more else []
    if state.verdict in ("kept", "not tested"):
        rows = [[t.finding.subject, t.finding.title, t.finding.because] for t in state.told]
        yield _section(title, _table(["Subject", "Rule", "Because"], [2, 3, 5], rows), *more)
        return
    yield _section(title, *more)
    for told in state.told:
        yield _section(f"{told.number}. {told.finding.title}", *_finding(told), level=2)


def _finding(told: Told) -> Iterator[Block]:
    yield _pairs(_facts(told.finding))
    yield _text(told.finding.fair_sentence)
    if told.finding.other_explanations:
        yield _text("What else could explain it:")
        yield _list(told.finding.other_explanations)
    if told.finding.remedy:
        yield _text(f"What mends it: {told.finding.remedy}")
    if told.rows:
        rows = [
            [row.kind, row.first.host, row.first.place, row.first.excerpt, f"{row.times:,}"]
            for row in told.rows
        ]
        yield _table(["Seen", "Host", "Place", "Masked", "Times"], [3, 3, 3, 4, 1], rows)
    if told.more_rows:
        yield _text(f"{counted(told.more_seen, 'more observation')}: see report.json.")


def _facts(finding: Finding) -> Iterator[tuple[str, str]]:
    yield "Subject", finding.subject
    yield "Concern", CONCERNS.get(finding.concern, finding.concern)
    yield "Rule", f"{finding.rule} ({finding.pack})" if finding.pack else finding.rule
    if finding.risk:
        yield "Risk", f"{finding.risk} (impact {finding.impact}, likelihood {finding.likelihood})"
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
    yield from _some(heads, [2, 4, 3, 2, 2, 2, 2, 4], rows, len(report.data_flows))


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
    yield from _some(heads, [4, 2, 2, 2, 2, 3, 3], rows, len(measures))


def _claims(report: Report, view: Page) -> Iterator[Block]:
    rows = [[c.verdict, c.subject, c.measure, c.because] for c in view.claims]
    heads = ["Verdict", "Subject", "Claim", "Because"]
    yield from _some(heads, [2, 2, 3, 6], rows, len(report.claims))


def _integrity(report: Report) -> Iterator[tuple[str, str]]:
    yield "Exchanges", f"{report.evidence.count:,}"
    yield "Head of the chain", report.evidence.head
    yield "Merkle root", report.evidence.merkle_root
    sealed = report.evidence.sealed
    yield "Seal", f"key {sealed.key}, at {sealed.at}" if sealed else "not sealed"


def _some(heads: list[str], widths: list[int], rows: list[list[str]], total: int) -> Iterator[Block]:
    yield _table(heads, widths, rows) if rows else _text("Nothing.")
    if total > len(rows):
        yield _text(f"{total - len(rows):,} more: see report.json.")


def _section(title: str, *blocks: Block, level: int = 1) -> dict[str, Any]:
    return {"title": title, "level": level, "blocks": list(blocks)}


def _text(text: str) -> Block:
    return {"kind": "text", "text": text}


def _list(items: Iterable[str]) -> Block:
    return {"kind": "list", "items": list(items)[:MOST_ROWS]}


def _pairs(pairs: Iterable[tuple[str, str]]) -> Block:
    return _table(["What", "Value"], [1, 3], [list(pair) for pair in pairs])


def _table(heads: list[str], widths: list[int], rows: Sequence[Sequence[str]]) -> Block:
    return {"kind": "table", "heads": heads, "widths": widths, "rows": rows}


def _texts(value: Any) -> Any:
    """Every text made visible and breakable; other values as they are."""
    match value:
        case str():
            return breakable(value)
        case dict():
            return {key: _texts(each) for key, each in value.items()}
        case list() | tuple():
            return [_texts(each) for each in value]
    return value
