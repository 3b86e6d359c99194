"""The findings as rows, for people who sort: comma-separated values that no program runs."""

import csv
import io
from collections.abc import Iterable, Iterator

from auditor.report.page import in_order
from auditor.report.report import Report
from auditor.report.visible import visible

HEADS = (
    *("verdict", "risk", "impact", "likelihood", "confidence", "change", "concern"),
    *("subject", "rule", "pack", "title", "because", "hosts", "remedy", "fair sentence"),
    *("may not be concluded", "other explanations", "controls", "waived until", "review"),
    *("vendor reply", "fingerprint"),
)
LONGEST = 32_000
"""Characters of a cell: spreadsheets hold 32,767."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(report: Report) -> bytes:
    """UTF-8 with a byte order mark, as spreadsheets expect; CRLF (RFC 4180, 2005)."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(HEADS)
    writer.writerows([safe(cell) for cell in row] for row in rows(report))
    return out.getvalue().encode("utf-8-sig")


def rows(report: Report) -> Iterator[list[str]]:
    """One for each finding, the gravest first; hidden characters shown."""
    for f in in_order(report.findings):
        cells = [
            *(f.verdict, f.risk, f.impact, f.likelihood, f.confidence, f.change, f.concern),
            *(f.subject, f.rule, f.pack, f.title, f.because, _listed(f.hosts), f.remedy),
            *(f.fair_sentence, f.may_not_conclude, _listed(f.other_explanations)),
            "; ".join(f"{name}: {_listed(ids)}" for name, ids in f.maps.items()),
            f.waiver.expires if f.waiver else "",
            _listed(f"{name}: {value}" for name, value in (f.review or {}).items() if value),
            *(f.vendor_reply, f.fingerprint),
        ]
        yield [visible("" if cell is None else str(cell), LONGEST) for cell in cells]


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; the apostrophe marks it as text."""
    return f"'{cell}" if may_be_formula(cell) else cell


def may_be_formula(cell: str) -> bool:
    """Whether a spreadsheet would read, or once edited would read, a text as a formula."""
    return cell.startswith(_FORMULA)


def _listed(parts: Iterable[str]) -> str:
    return ", ".join(parts)
