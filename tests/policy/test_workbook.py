"""Workbooks come back unchanged, formulas stay text, and hostile ones are refused."""

import io
import sys
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from auditor.errors import AuditorError
from auditor.policy.sheet import answers_of
from auditor.policy.workbook import read_workbook, workbook_bytes
from tests.cost import costing_less_than
from tests.policy.sheets import ANSWERS, VENDOR, filled

GOOD = workbook_bytes(filled(ANSWERS[:3]))
BOMB = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><l>&b;</l>'
OUTSIDE = b'<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><l>&a;</l>'


def written(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "filled.xlsx"
    path.write_bytes(content)
    return path


def parts(change: Callable[[dict[str, bytes]], None]) -> bytes:
    """The good workbook with its parts changed."""
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    change(held)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in held.items():
            archive.writestr(name, content)
    return out.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    return parts(lambda held: held.update({name: content}))


def with_cells(**cells: object) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(GOOD))
    for place, value in cells.items():
        book["Checklist"][place] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_filled_workbook_comes_back_unchanged(tmp_path: Path) -> None:
    path = written(tmp_path, workbook_bytes(filled()))
    assert answers_of(path, read_workbook(path)) == (VENDOR, ANSWERS)


def test_every_cell_is_written_as_text() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes(filled())))
    kinds = {
        c.data_type for sheet in book for row in sheet.rows for c in row if c.value is not None
    }
    assert kinds == {"s"}
    assert [str(d.sqref) for d in book["Checklist"].data_validations.dataValidation] == [
        "H2:H74",
        "R2:R74",
    ]


def test_what_a_spreadsheet_program_made_of_answers_is_read_as_text(tmp_path: Path) -> None:
    day = datetime(2026, 3, 1)  # noqa: DTZ001 - cells know no zones
    path = written(tmp_path, with_cells(H2=True, I2="=1+1", N2=day, J2=27001))
    _, answers = answers_of(path, read_workbook(path))
    assert {k: answers[0][k] for k in ("answer", "comment", "issued", "document")} == {
        "answer": "yes",
        "comment": "=1+1",
        "issued": "2026-03-01",
        "document": "27001",
    }


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"no zip at all", ": not a workbook that can be read"),
        (GOOD[: len(GOOD) // 2], ": not a workbook that can be read"),
        (with_part("xl/workbook.xml", b"<broken"), ": not a workbook that can be read"),
        (parts(lambda held: held.pop("xl/workbook.xml")), ": not a workbook that can be read"),
        (with_part("xl/sharedStrings.xml", BOMB), ": 'xl/sharedStrings.xml' declares entities or another encoding than UTF-8"),
        (with_part("xl/worksheets/sheet1.xml", OUTSIDE), ": 'xl/worksheets/sheet1.xml' declares entities or another encoding than UTF-8"),
        (with_part("xl/x.png", BOMB), ": 'xl/x.png' declares entities or another encoding than UTF-8"),
        (with_part("xl/x.xml", BOMB.decode().encode("utf-16")), ": 'xl/x.xml' declares entities or another encoding than UTF-8"),
        (with_part("xl/x.xml", BOMB.decode().encode("utf-16-be")), ": 'xl/x.xml' declares entities or another encoding than UTF-8"),
        (with_part("xl/x.xml", b'<?xml version="1.0" encoding="cp037"?>'), ": 'xl/x.xml' declares entities or another encoding than UTF-8"),
        (with_part("xl/vbaProject.bin", b"x"), ": holds 'xl/vbaProject.bin': macros and embedded files are not read"),
        (with_part("xl/x.bin", b"\0" * 5 * 2**20), ": unpacks to more than 200 parts or 4 MB"),
        (parts(lambda held: held.update({f"x{n}": b"" for n in range(201)})), ": unpacks to more than 200 parts or 4 MB"),
        (with_cells(A1001="more"), ": more than 1000 rows"),
        (with_cells(I2="x" * 20_001), ":2:9: a cell of more than 20,000 characters"),
        (b"x" * (2 * 2**20 + 1), ": larger than 2 MB"),
    ],
    ids=range(16),
)  # fmt: skip
def test_a_hostile_workbook_is_refused_in_one_line(
    tmp_path: Path, content: bytes, told: str
) -> None:
    path = written(tmp_path, content)
    with costing_less_than(5), pytest.raises(AuditorError) as error:
        list(read_workbook(path))
    assert str(error.value) == f"{path}{told}"


def test_a_cell_far_away_costs_nothing(tmp_path: Path) -> None:
    path = written(tmp_path, with_cells(A1048576="below", XFD2="right"))
    with costing_less_than(5):
        assert answers_of(path, read_workbook(path)) == (VENDOR, ANSWERS[:3])


def test_a_part_as_large_as_may_be_costs_little(tmp_path: Path) -> None:
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    fonts = b"<font><b/></font>" * 60_000
    styles = b'<styleSheet xmlns="' + space + b'"><fonts>' + fonts + b"</fonts></styleSheet>"
    path = written(tmp_path, with_part("xl/styles.xml", styles))
    with costing_less_than(10):
        assert len(list(read_workbook(path))) == 74


def test_without_openpyxl_one_line_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(AuditorError, match="workbooks need openpyxl") as told:
        workbook_bytes([["a"]])
    assert told.value.hint == "pip install 'auditor[xlsx]', or --format csv"
