import io
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.cell import Cell

from auditor.errors import AuditorError
from auditor.report.report import Report
from auditor.report.xlsx import as_xlsx, shown
from tests.report.audits import MEASURE
from tests.report.reports import ALL, CLAIMS, EACH, full, hostile

SHEETS = ["summary", "findings", "measures", "claims", "data flows", "coverage", "limits"]


def cells(content: bytes) -> Iterator[Cell]:
    for sheet in load_workbook(io.BytesIO(content)):
        yield from (cell for row in sheet.iter_rows() for cell in row if cell.value is not None)


def table(content: bytes, title: str) -> list[dict[object, object]]:
    heads, *rows = load_workbook(io.BytesIO(content))[title].iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


@pytest.mark.parametrize("made", EACH)
def test_no_cell_of_any_report_is_a_formula(tmp_path: Path, made: Callable[[Path], Report]) -> None:
    content = as_xlsx(made(tmp_path))
    assert load_workbook(io.BytesIO(content)).sheetnames == SHEETS
    assert {cell.data_type for cell in cells(content)} <= {"s", "n"}
    # No cell holds a formula element either, whatever a reader makes of the types.
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        assert len(sheets) == len(SHEETS)
        assert not any(b"<f>" in archive.read(name) for name in sheets)


def test_what_looks_like_a_formula_stays_text_when_it_is_edited(tmp_path: Path) -> None:
    report = full(tmp_path)
    named = replace(report, vendor=replace(report.vendor, title="=HYPERLINK(1)"))
    (cell,) = [each for each in cells(as_xlsx(named)) if each.value == "=HYPERLINK(1)"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_numbers_are_numbers_and_what_was_not_measured_is_empty(tmp_path: Path) -> None:
    content = as_xlsx(full(tmp_path))
    (measure,) = table(content, "measures")
    assert (measure["trials"], measure["hits"], measure["low"]) == (12, 7, MEASURE.low)
    assert measure["not judged"] == 0
    claims = table(content, "claims")
    assert [row["verdict"] for row in claims] == [each.verdict for each in CLAIMS]
    assert (claims[0]["stated"], claims[1]["stated"]) == (0.93, "128k")
    assert claims[2]["measured"] is None
    assert len(table(content, "findings")) == len(ALL)


def test_a_hostile_text_is_shown(tmp_path: Path) -> None:
    texts = [str(cell.value) for cell in cells(as_xlsx(hostile(tmp_path)))]
    assert any("<script>alert(1)</script>" in text for text in texts)
    assert any("⟨U+202E⟩⟨U+0000⟩⟨U+001B⟩[31m⟨U+D800⟩" in text for text in texts)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("plain", "plain"),
        ("_x202E_", "_x005F_x202E_"),
        ("a\x00b", "a⟨U+0000⟩b"),
        ("\u202e" * 32_000, "⟨U+202E⟩" * 3997 + "… (cut: the JSON has it)"),
    ],
)
def test_a_cell_holds_nothing_hidden_and_at_most_what_spreadsheets_hold(
    text: str, cell: str
) -> None:
    assert shown(text) == cell
    assert len(shown(text)) < 32_767


def test_nothing_in_the_file_tells_when_it_was_written(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(as_xlsx(full(tmp_path)))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert core.count("2026-11-23T18:09:00Z</dcterms:") == 2


def test_without_openpyxl_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(AuditorError, match="the format xlsx needs openpyxl") as caught:
        as_xlsx(full(tmp_path))
    assert caught.value.hint == "pip install 'auditor[xlsx]'"
