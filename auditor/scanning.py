"""Reads what is to be scanned: texts and JSON lines of any size, and captures."""

import hashlib
import json
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from auditor.capture.importing.entry import NO_TIME, Entry, NotReadable, Passed, Rejected
from auditor.capture.importing.formats import reader_of
from auditor.capture.keeping import put_received, put_sent, safe_received, safe_sent
from auditor.capture.naming import moment
from auditor.detect.prose import OVERLAP, chunks
from auditor.detect.spans import Passage
from auditor.errors import AuditorError
from auditor.evidence.edge import Edge
from auditor.evidence.exchange import Blob, Exchange

PIECE = 50_000
"""Characters that are looked at together."""
MOST_LINE = 2**24
"""Characters of one JSON line."""

_HAR = re.compile(r"\ufeff?\s*\{\s*\"log\"\s*:\s*\{")
_DUMP = re.compile(r"[0-9]{1,12}:[0-9]{1,12}:")


@dataclass(slots=True)
class Memory:
    """Keeps the bodies of one entry."""

    bodies: dict[str, bytes] = field(default_factory=dict)

    def keep(self, body: bytes) -> Blob:
        """Put a body away."""
        name = hashlib.sha256(body).hexdigest()
        self.bodies[name] = body
        return Blob(name, len(body))

    def read(self, blob: Blob | None) -> bytes | None:
        """The body again."""
        return None if blob is None else self.bodies.get(blob.id)


@dataclass(slots=True)
class Capture:
    """A file of a capture, and how much of it could be read."""

    path: Path
    name: str = ""
    """What it is called in what is told; empty for its path."""
    read: int = 0
    rejected: dict[str, int] = field(default_factory=dict)
    """Why → how many entries."""

    def exchanges(self) -> Iterator[tuple[Exchange, Memory]]:
        """Each entry with what holds its bodies; its live secrets are placeholders, as in an audit.

        AuditorError when nothing in the file can be read.
        """
        salt = secrets.token_bytes(16)
        for name, entry in self.entries():
            yield exchange_of(name, entry, salt)

    def entries(self) -> Iterator[tuple[str, Entry]]:
        """The same as they stand in the file, with their names."""
        kind, reader = reader_of(self.path)
        called = self.name or str(self.path)
        number = 0
        try:
            for number, found in enumerate(reader(self.path), 1):
                match found:
                    case Entry():
                        self.read += 1
                        yield f"{called}:{number}", found
                    case Rejected():
                        self._reject(found.because)
                    case Passed():
                        pass
        except NotReadable as err:
            if not number:
                raise AuditorError(f"not readable as {kind}: {err}", where=called) from err
            self._reject(f"from entry {number + 1} on: {err}")
        if not self.read:
            why = ", ".join(self.rejected) or "it has no entries"
            raise AuditorError(f"nothing in this {kind} could be scanned: {why}", where=called)

    def _reject(self, why: str) -> None:
        self.rejected[why] = self.rejected.get(why, 0) + 1


def is_capture(path: Path) -> bool:
    """Whether a file is a HAR or a mitmproxy dump, by its first bytes."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        head = file.read(200).decode("utf-8", "replace")
    return bool(_HAR.match(head) or _DUMP.match(head))


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
        raise AuditorError("a folder, and no audit", where=path, hint="name the files in it")
    return path.open(encoding="utf-8-sig", errors="replace", newline="")


def exchange_of(name: str, entry: Entry, salt: bytes) -> tuple[Exchange, Memory]:
    """One entry with what holds its bodies; its live secrets are placeholders."""
    memory, edge = Memory(), Edge(salt)
    sent = received = None
    if entry.sent:
        sent = put_sent(memory, entry.method, safe_sent(edge, entry.url, entry.sent))
    if entry.received:
        received = put_received(memory, entry.status, safe_received(edge, entry.received))
    exchange = Exchange(
        id=name,
        plane="capture",
        subject=name,
        session="",
        started=moment(NO_TIME),
        ended=moment(NO_TIME),
        connection=entry.connection,
        sent=sent,
        received=received,
        error=entry.failure,
        placeholders=tuple(edge.placeholders),
    )
    return exchange, memory


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
