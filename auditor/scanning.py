"""Reads texts to be scanned, plain or as JSON lines, of any size in pieces of a bounded one."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from auditor.detect.prose import OVERLAP, chunks
from auditor.detect.spans import Passage
from auditor.errors import AuditorError

PIECE = 50_000
"""Characters that are looked at together."""
MOST_LINE = 2**24
"""Characters of one JSON line."""


def passages(source: IO[str], name: str) -> Iterator[Passage]:
    """The texts of a file: each line's own when all are JSON objects with id and text."""
    first = source.readline(MOST_LINE)
    if _as_json(first) is None:
        yield from _plain(first, source, name)
        return
    number, line = 1, first
    while line:
        if line.strip():
            yield from _of_line(line, f"{name}:{number}")
        number, line = number + 1, source.readline(MOST_LINE)


def batches(found: Iterator[Passage]) -> Iterator[list[Passage]]:
    """Passages in lists that together stay near the size of a piece."""
    batch: list[Passage] = []
    size = 0
    for passage in found:
        if batch and size + len(passage.text) > PIECE:
            yield batch
            batch, size = [], 0
        batch.append(passage)
        size += len(passage.text)
    if batch:
        yield batch


def opened(path: Path) -> IO[str]:
    """A text file; what is no UTF-8 in it is read as replacement characters."""
    if path.is_dir():
        raise AuditorError("a folder, not a text", where=path, hint="name the files in it")
    return path.open(encoding="utf-8-sig", errors="replace", newline="")


def _of_line(line: str, where: str) -> Iterator[Passage]:
    value = _as_json(line)
    if value is None:
        raise AuditorError('not an object with "id" and "text", as the first line is', where=where)
    yield from _pieces(str(value["id"]), value["text"], 0)


def _plain(first: str, source: IO[str], name: str) -> Iterator[Passage]:
    """A plain text, cut at the ends of lines where they come in time."""
    base, held = 0, first
    while True:
        more = source.read(PIECE)
        held += more
        end = len(held) if not more else held.rfind("\n") + 1
        if end > PIECE // 2 or not more or len(held) > 2 * PIECE:
            end = end or len(held) - OVERLAP
            yield from _pieces(name, held[:end], base)
            base, held = base + end, held[end:]
        if not more:
            return


def _pieces(id_: str, text: str, base: int) -> Iterator[Passage]:
    start = 0
    for piece in chunks(text, PIECE):
        yield Passage(id_, piece, base + start)
        start += len(piece) - OVERLAP


def _as_json(line: str) -> dict[str, str] | None:
    if not line.lstrip().startswith("{"):
        return None
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if isinstance(value, dict) and "id" in value and isinstance(value.get("text"), str):
        return value
    return None
