"""Reads HAR files of any size: ijson streams what is in order, mending.py reads the rest."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import ijson

from auditor.capture.importing.entry import Found
from auditor.capture.importing.harentry import entry_of
from auditor.capture.importing.mending import MAX_BYTES, MAX_COMMAS, MAX_OPENED, spans

CHUNK = 2**16
UNCOUNTED = 2 * CHUNK
MAX_SEEMING_DEPTH = 5000
_CONTROLS = bytes.maketrans(bytes(range(32)), b" " * 32)
"""Raw ones in a text are no JSON, and programs write them; outside texts they are white space."""


def read_har(path: Path) -> Iterator[Found]:
    """The entries in order; NotReadable when there is none or the rest is lost."""
    done = 0
    with path.open("rb") as file:
        guarded = _Guarded(file)
        try:
            for item in ijson.items(guarded, "log.entries.item", use_float=True):
                guarded.begin()
                done += 1
                yield entry_of(item)
        except (ijson.JSONError, UnicodeDecodeError, _TooMuch):
            in_order = False
        else:
            in_order = done > 0
    if in_order:
        return
    # The slow way, which survives an entry that is no JSON, knows where each ends, and has bounds.
    for number, found in enumerate(spans(path)):
        if number >= done:
            yield found if not isinstance(found, dict) else entry_of(found)


class _TooMuch(Exception):
    """An entry may be larger than memory should hold."""


class _Guarded:
    """A file as ijson reads it: without what it chokes on, and never too much of one entry."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._first = True
        self.begin()

    def begin(self) -> None:
        """An entry is over."""
        self._bytes = self._commas = self._opened = self._closed = 0
        self._uncounted: list[bytes] = []

    def read(self, size: int = CHUNK) -> bytes:
        """The next bytes; _TooMuch when this one entry goes on for too long."""
        if not size:
            return b""
        chunk = self._file.read(size)
        if self._first:
            chunk, self._first = chunk.removeprefix(b"\xef\xbb\xbf"), False
        self._bytes += len(chunk)
        self._opened += chunk.count(b"{") + chunk.count(b"[")
        # Most entries are too short to hold much, and counting costs as much as reading.
        self._uncounted.append(chunk)
        if self._bytes > UNCOUNTED or self._opened > MAX_SEEMING_DEPTH:
            self._count(b"".join(self._uncounted))
            self._uncounted.clear()
        return chunk.translate(_CONTROLS)

    def _count(self, chunk: bytes) -> None:
        self._commas += chunk.count(b",")
        self._closed += chunk.count(b"}") + chunk.count(b"]")
        depth = self._opened - self._closed
        too_long = self._bytes > MAX_BYTES or self._commas > MAX_COMMAS
        # Brackets in texts count as well here; the slow way counts right.
        if too_long or self._opened > MAX_OPENED or depth > MAX_SEEMING_DEPTH:
            raise _TooMuch
