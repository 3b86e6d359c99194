"""Sheets as CSV and Markdown. No cell begins as a formula would, and reading takes that back."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from auditor.errors import AuditorError
from auditor.policy.sheet import LONGEST, MOST_ROWS, NOTES, Rows
from auditor.yamlfile import read_bounded

_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "'")
"""What a spreadsheet program may take for the beginning of a formula, and our own mark."""
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~])")


def csv_bytes(rows: Rows) -> bytes:
    """CSV in UTF-8 with a byte order mark, so that spreadsheet programs read Chinese."""
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([_harmless(c) for c in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def read_csv(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The numbered rows of a CSV file whose cells are parted by commas, semicolons or tabs."""
    try:
        text = read_bounded(path).decode("utf-8-sig")
    except UnicodeDecodeError as err:
        raise AuditorError("not UTF-8 text", where=path, hint="save it as CSV UTF-8") from err
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            if number > MOST_ROWS:
                raise AuditorError(f"more than {MOST_ROWS} rows", where=path)
            for at, cell in enumerate(cells, 1):
                if len(cell) > LONGEST + 1:
                    told = f"a cell of more than {LONGEST:,} characters"
                    raise AuditorError(told, where=f"{path}:{number}:{at}")
            yield number, [_as_meant(cell) for cell in cells]
    except csv.Error as err:
        raise AuditorError(f"not CSV: {err}", where=f"{path}:{number + 1}") from err


def markdown_bytes(rows: Rows) -> bytes:
    """The questions to read, one under the other; an answer's place stands under each."""
    heads, *rest = rows
    lines = [f"# Checklist for {_literal(rest[0][0])}", "", *(f"- {note}" for note in NOTES)]
    area = ""
    for row in rest:
        cells = dict(zip(heads, row, strict=True))
        if cells["area"] != area:
            area = cells["area"]
            lines += ["", f"## {area}"]
        lines += ["", f"### {cells['topic']}: {_literal(cells['question'])}", ""]
        lines += [_literal(cells["问题"]), "", f"- documents: {_literal(cells['documents'])}"]
        told = [name for name in heads[heads.index("documents") + 1 :] if cells[name]]
        lines += [f"- {name}: {_literal(cells[name])}" for name in told]
        lines += [] if cells["answer"] else ["- answer:"]
    return "\n".join(lines).encode() + b"\n"


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_RISKY) else cell


def _as_meant(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_RISKY) else cell


def _literal(text: str) -> str:
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
