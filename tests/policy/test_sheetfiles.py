"""Sheets as CSV come back unchanged, and no cell begins as a formula would."""

import csv
import io
from pathlib import Path

import pytest

from auditor.errors import AuditorError
from auditor.policy.sheet import answers_of
from auditor.policy.sheetfiles import csv_bytes, markdown_bytes, read_csv
from tests.cost import costing_less_than
from tests.policy.sheets import ANSWERS, VENDOR, filled


def written(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "filled.csv"
    path.write_bytes(content)
    return path


def test_a_filled_sheet_comes_back_unchanged(tmp_path: Path) -> None:
    path = written(tmp_path, csv_bytes(filled()))
    assert answers_of(path, read_csv(path)) == (VENDOR, ANSWERS)


def test_no_cell_begins_as_a_formula_would() -> None:
    text = csv_bytes(filled()).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))] == []
    assert "'=1+1" in cells


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_other_delimiters_are_understood(tmp_path: Path, delimiter: str) -> None:
    out = io.StringIO()
    rows = filled(ANSWERS[1:6])
    csv.writer(out, delimiter=delimiter).writerows(
        [f"'{c}" if c.startswith(tuple("=+-@'")) else c for c in row] for row in rows
    )
    path = written(tmp_path, out.getvalue().encode())
    assert answers_of(path, read_csv(path)) == (VENDOR, ANSWERS[1:6])


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("vendor,topic\n".encode("utf-16"), ": not UTF-8 text"),
        (b'vendor,topic\n"open', ":2: not CSV: unexpected end of data"),
        (b"vendor\n" * 1001, ": more than 1000 rows"),
        (b"vendor\n" + b"x" * 20_002, ":2:1: a cell of more than 20,000 characters"),
        (b"vendor\n" + b"x" * 200_000, ":2: not CSV: field larger than field limit (131072)"),
        (b"x" * (2 * 2**20 + 1), ": larger than 2 MB"),
    ],
)
def test_a_hostile_file_is_refused_in_one_line(tmp_path: Path, content: bytes, told: str) -> None:
    path = written(tmp_path, content)
    with costing_less_than(2), pytest.raises(AuditorError) as error:
        list(read_csv(path))
    assert str(error.value) == f"{path}{told}"


def test_markdown_shows_questions_and_what_is_known_as_text() -> None:
    text = markdown_bytes(filled(ANSWERS[:2])).decode()
    assert text.startswith("# Checklist for deepseek\n")
    assert text.count("\n### ") == 73
    assert "\n- answer: yes\n- comment: plain\n- document: =cmd\\|' /C calc'!A0\n" in text
    assert "\n### gv-07: Can the AI features be switched off at once by us?\n" in text
    assert text.count("\n- answer:\n") == 71
