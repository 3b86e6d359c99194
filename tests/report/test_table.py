import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.report.report import Report
from auditor.report.table import HEADS, as_csv, safe
from tests.report.reports import ALL, EACH, full


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(content.decode("utf-8-sig").splitlines()))


def test_each_finding_is_a_row_and_the_gravest_comes_first(tmp_path: Path) -> None:
    heads, *rows = read(as_csv(full(tmp_path)))
    assert heads == list(HEADS)
    assert len(rows) == len(ALL)
    first = dict(zip(heads, rows[0], strict=True))
    assert (first["verdict"], first["risk"]) == ("broken", "critical")
    waived = next(
        r for r in (dict(zip(heads, row, strict=True)) for row in rows) if r["verdict"] == "waived"
    )
    assert (waived["waived until"], waived["pack"], waived["change"]) == (
        "2026-12-31",
        "a-pack",
        "new",
    )


@pytest.mark.parametrize("made", EACH)
def test_no_cell_is_a_formula_and_no_cell_breaks_its_row(
    tmp_path: Path, made: Callable[[Path], Report]
) -> None:
    for row in read(as_csv(made(tmp_path))):
        assert len(row) == len(HEADS)
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


@pytest.mark.parametrize(
    ("cell", "shown"),
    [("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("1=1", "1=1"), ("", "")],
)
def test_what_a_spreadsheet_would_run_is_marked_as_text(cell: str, shown: str) -> None:
    assert safe(cell) == shown
