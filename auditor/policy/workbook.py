"""Sheets as Excel workbooks, through openpyxl, which is the extra ``[xlsx]``.

A filled workbook comes from outside: it is looked through before openpyxl opens it, and what a
sheet has no need of (macros, entities, huge parts) is refused.
"""

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from auditor.errors import AuditorError
from auditor.policy.sheet import ASKED, COLUMNS, LONGEST, MOST_ROWS, NOTES, Rows
from auditor.yamlfile import read_bounded

MOST_PARTS = 200
MOST_BYTES = 4 * 2**20
"""Of all parts of a workbook together, unpacked."""

_SHEET = "Checklist"
_WIDTHS = {"question": 60, "问题": 50, "documents": 32, "measured": 40, "comment": 50, "sha256": 24}
_UNREADABLE = (
    AttributeError,
    IndexError,
    KeyError,
    OSError,
    OverflowError,
    ParseError,
    RecursionError,
    RuntimeError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What zipfile and openpyxl raise for a file that is no sound workbook."""
_DECLARED = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([^"']*)""")
_MACROS = re.compile(r"vbaproject|macrosheets|activex|embeddings", re.IGNORECASE)


def workbook_bytes(rows: Rows) -> bytes:
    """A workbook whose cells are all text, with a choice of answers; AuditorError without openpyxl."""
    openpyxl = _openpyxl()
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = _SHEET
    for number, row in enumerate(rows, 1):
        for at, text in enumerate(row, 1):
            _write(openpyxl, sheet.cell(row=number, column=at), text, bold=number == 1)
    _dress(openpyxl, sheet, rows)
    notes = book.create_sheet("Notes")
    notes.column_dimensions["A"].width = 110
    for number, note in enumerate(NOTES, 1):
        _write(openpyxl, notes.cell(row=number, column=1), note)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read_workbook(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The numbered rows of a workbook's first sheet, or of the one called Checklist.

    A formula comes as its text. AuditorError for what is no workbook, is too large, or holds
    macros or entities.
    """
    openpyxl = _openpyxl()
    content = read_bounded(path)
    try:
        _look_through(path, content)
        found = _rows(openpyxl, path, content)
    except _UNREADABLE as err:
        told = "not a workbook that can be read"
        raise AuditorError(told, where=path, hint="save it as .xlsx or as CSV UTF-8") from err
    while found and not any(found[-1][1]):
        found.pop()
    if len(found) > MOST_ROWS:
        raise AuditorError(f"more than {MOST_ROWS} rows", where=path)
    yield from found


def _rows(openpyxl: Any, path: Path, content: bytes) -> list[tuple[int, list[str]]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and validations that it does not know
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        sheet = book[_SHEET] if _SHEET in book.sheetnames else book.worksheets[0]
        rows = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=len(COLUMNS) + 5, values_only=True)
        return [(number, _texts(path, number, row)) for number, row in enumerate(rows, 1)]


def _openpyxl() -> Any:
    try:
        import openpyxl
    except ImportError as err:
        hint = "pip install 'auditor[xlsx]', or --format csv"
        raise AuditorError("workbooks need openpyxl", hint=hint) from err
    return openpyxl


def _write(openpyxl: Any, cell: Any, text: str, *, bold: bool = False) -> None:
    cell.value = text
    cell.data_type = "s"  # else a text that begins with = becomes a formula
    cell.number_format = "@"
    cell.alignment = openpyxl.styles.Alignment(wrap_text=True, vertical="top")
    if bold:
        cell.font = openpyxl.styles.Font(bold=True)


def _dress(openpyxl: Any, sheet: Any, rows: Rows) -> None:
    """Widths, a heading that stays, and lists to choose answers from."""
    heads = rows[0]
    for at, name in enumerate(heads, 1):
        letter = openpyxl.utils.get_column_letter(at)
        sheet.column_dimensions[letter].width = _WIDTHS.get(name, 14)
        choices = {"answer": "yes,no,partly,not applicable", "in-scope": "yes,no"}.get(name)
        if choices:
            kind = openpyxl.worksheet.datavalidation.DataValidation
            # Chinese answers are read too, so another text warns and is not refused.
            choice = kind(
                type="list", formula1=f'"{choices}"', allow_blank=True, errorStyle="warning"
            )
            choice.add(f"{letter}2:{letter}{len(rows)}")
            sheet.add_data_validation(choice)
    sheet.freeze_panes = sheet.cell(row=2, column=len(ASKED) - 3)


def _look_through(path: Path, content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
            told = f"unpacks to more than {MOST_PARTS} parts or {MOST_BYTES // 2**20} MB"
            raise AuditorError(told, where=path)
        if len({part.filename.lower() for part in parts}) < len(parts):
            raise AuditorError("holds a part twice", where=path)
        for part in parts:
            if _MACROS.search(part.filename):
                told = f"holds {part.filename[:80]!r}: macros and embedded files are not read"
                raise AuditorError(told, where=path, hint="save it as .xlsx without them")
            # Any part may be named as a sheet, whatever it is called.
            _refuse_entities(path, part.filename, archive.read(part))


def _refuse_entities(path: Path, name: str, content: bytes) -> None:
    declared = _DECLARED.match(content.removeprefix(b"\xef\xbb\xbf")[:200])
    foreign = declared and declared[1].lower() not in {b"utf-8", b"us-ascii", b"ascii"}
    wide = content[:2] in {b"\xff\xfe", b"\xfe\xff"} or content[:4].replace(b"\0", b"") == b"<?"
    if foreign or wide or b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        told = f"{name[:80]!r} declares entities or another encoding than UTF-8"
        raise AuditorError(told, where=path)
    if b"macroEnabled" in content:
        told = "a workbook with macros"
        raise AuditorError(told, where=path, hint="save it as .xlsx without them")


def _texts(path: Path, number: int, row: tuple[Any, ...]) -> list[str]:
    texts = [_text(value) for value in row]
    for at, text in enumerate(texts, 1):
        if len(text) > LONGEST:
            told = f"a cell of more than {LONGEST:,} characters"
            raise AuditorError(told, where=f"{path}:{number}:{at}")
    return texts


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
    return str(value)
