"""The report as a workbook (OOXML, ECMA-376): numbers are numbers, and no text is ever a formula."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from auditor.evidence.coverage import Coverage
from auditor.report.moment import ended
from auditor.report.needs import check_needs
from auditor.report.page import spoken
from auditor.report.report import Report
from auditor.report.table import HEADS, LONGEST, may_be_formula
from auditor.report.table import rows as finding_rows
from auditor.report.visible import visible
from auditor.report.wording import CONCERNS

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

type Row = Sequence[object]
type Sheet = tuple[str, Sequence[str], Iterable[Row]]
"""Title, heads of the columns, rows."""

MOST_ROWS = 20_000
"""Of one sheet; report.json has all."""
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What spreadsheets would read as the number of a hidden character."""
_CUT = "… (cut: the JSON has it)"
_MEASURES = (
    *("id", "name", "target", "probe", "language", "concern", "unit", "trials", "hits", "refused"),
    *("not_judged", "clusters", "statistic", "value", "low", "high", "confidence_level"),
    *("method", "p", "p_adjusted"),
)
_CLAIMS = (
    *("id", "subject", "target", "measure", "benchmark", "stated", "measured", "low", "high"),
    *("unit", "n", "p", "p_adjusted", "verdict", "because", "check", "method", "source"),
)
_FLOWS = (
    *("subject", "plane", "host", "owner", "owner_country", "ip_country", "party", "visibility"),
    *("exchanges", "kinds", "declared", "declared_because"),
)


def as_xlsx(report: Report) -> bytes:
    """Seven sheets; the same report gives the same bytes. AuditorError without openpyxl."""
    return workbook_of(_sheets(report), ended(report))


def workbook_of(sheets: Iterable[Sheet], made: datetime) -> bytes:
    """A workbook that says when it was made; UTC."""
    check_needs(["xlsx"])
    from openpyxl import Workbook
    from openpyxl.writer.excel import ExcelWriter

    workbook = Workbook(write_only=True)
    workbook.properties.creator = "auditor"
    workbook.properties.created = workbook.properties.modified = made.replace(tzinfo=None)
    for title, heads, rows in sheets:
        _fill(workbook, title, heads, rows)
    out = io.BytesIO()
    # Its own save() would write the present time.
    ExcelWriter(workbook, zipfile.ZipFile(out, "w")).save()
    return _timeless(out)


def _sheets(report: Report) -> Iterator[Sheet]:
    yield "summary", ("what", "value"), _summary(report)
    yield "findings", HEADS, finding_rows(report)
    yield "measures", _heads(_MEASURES), _fields(report.measures, _MEASURES)
    yield "claims", _heads(_CLAIMS), _fields(report.claims, _CLAIMS)
    yield "data flows", _heads(_FLOWS), _fields(report.data_flows, _FLOWS)
    yield "coverage", ("of", "subject", "what", "counts", "because"), _coverage(report.coverage)
    yield "limits", ("limit",), ((each,) for each in report.limits)


def _summary(report: Report) -> Iterator[Row]:
    yield "audit", report.audit.name
    yield "vendor", report.vendor.title or report.vendor.id
    yield "authorisation", report.audit.authorisation
    yield "operator", report.audit.operator
    yield from (("started", report.started), ("ended", report.ended or "interrupted"))
    yield "judged as of", report.audit.as_of
    yield "in a sentence", report.verdict.sentence
    yield "highest risk", report.verdict.highest_risk
    for name in ("broken", "inconclusive", "not_tested", "waived", "kept"):
        yield name.replace("_", " "), getattr(report.verdict, name)
    yield from ((f"rating: {CONCERNS[each.id]}", each.rating) for each in report.concerns)
    yield from ((f"limit: {name}", spoken(value)) for name, value in report.audit.params.items())
    yield from ((f"pack: {each.id}", f"{each.version} {each.sha256}") for each in report.packs)
    yield "exchanges", report.evidence.count
    yield "head of the chain", report.evidence.head
    yield "Merkle root", report.evidence.merkle_root
    yield "sealed with key", report.evidence.sealed.key if report.evidence.sealed else "not sealed"


def _coverage(seen: Coverage) -> Iterator[Row]:
    for t in seen.targets:
        yield "target", t.target, "reachable" if t.reachable else "not reachable", "", t.because
    for p in seen.probes:
        counts = (
            f"{p.asked} asked, {p.answered} answered, {p.failed} failed, {p.not_judged} not judged"
        )
        yield "probe", p.target, f"{p.probe} ({p.language}, {p.arm})", counts, spoken(p.why)
    for a in seen.apps:
        yield "app", a.app, "overheard" if a.captured else "not overheard", a.phase, a.because
    for h in seen.hosts:
        counts = f"{h.exchanges} exchanges, {h.connections} connections without one"
        yield "host", h.subject, f"{h.host} ({h.visibility})", counts, h.because
    for d in seen.detectors:
        counts = f"{d.scanned} scanned, {d.not_fully_scanned} not to the end"
        yield "detector", d.subject, d.detector, counts, spoken(d.bounds)
    for i in seen.imports:
        counts = f"{i.read} read, {i.rejected} rejected, {i.left_out} left out"
        yield "import", i.app, i.file, counts, spoken(i.because)
    for c in seen.controls:
        yield "control", c.subject, c.control, c.seen, ""


def _heads(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name.replace("_", " ") for name in names)


def _fields(records: Iterable[object], names: Sequence[str]) -> Iterator[Row]:
    for record in records:
        yield [getattr(record, name) for name in names]


def _fill(workbook: "Workbook", title: str, heads: Row, rows: Iterable[Row]) -> None:
    sheet = workbook.create_sheet(title)
    sheet.freeze_panes = "A2"
    for number in range(len(heads)):
        sheet.column_dimensions["ABCDEFGHIJKLMNOPQRSTUVWXYZ"[number]].width = 24
    sheet.append(_cells(_styles(sheet, bold=True), heads))
    styles, more = _styles(sheet), 0
    for number, row in enumerate(rows):
        if number < MOST_ROWS:
            sheet.append(_cells(styles, row))
        else:
            more += 1
    if more:
        sheet.append(_cells(styles, [f"{more:,} more: see the JSON"]))


def _styles(sheet: Any, *, bold: bool = False) -> tuple[Any, Any, Any]:
    """A cell for numbers, one for texts, one for texts that look like formulas.

    Each is used again and again, since to style a cell takes longer than to write it.
    """
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    number, text, quoted = (WriteOnlyCell(sheet) for _ in range(3))
    for cell in (text, quoted):
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(bold=bold)
    # Without it a spreadsheet would take the text for a formula once somebody edits the cell.
    quoted.quotePrefix = True
    return number, text, quoted


def _cells(styles: tuple[Any, Any, Any], row: Row) -> Iterator[Any]:
    """One at a time, each written before the next is asked for: numbers, or texts whatever they say."""
    number, text, quoted = styles
    for value in row:
        if _is_number(value):
            number.value = value
            yield number
            continue
        told = "" if value is None else spoken(value)
        cell = quoted if may_be_formula(told) else text
        cell.value = shown(told)
        cell.data_type = "s"
        yield cell


def shown(text: str) -> str:
    """A text as a cell can hold it: hidden characters shown, at most ``LONGEST`` characters."""
    safe = _ESCAPE.sub("_x005F_", visible(text, LONGEST))
    return safe if len(safe) <= LONGEST else safe[: LONGEST - len(_CUT)] + _CUT


def _is_number(value: object) -> bool:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and abs(value) < 1e300  # type: ignore[arg-type]  # NaN and infinity are none


def _timeless(archive: io.BytesIO) -> bytes:
    """The same archive with every file dated alike."""
    out = io.BytesIO()
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return out.getvalue()
