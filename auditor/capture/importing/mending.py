"""Finds the entries of a HAR file by their brackets, so that a broken one costs only itself."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from auditor.capture.importing.entry import NotReadable, Rejected

MAX_BYTES = 48 * 2**20
"""Of one entry: two bodies at their bound, as base64."""
MAX_COMMAS = 4_000_000
MAX_OPENED = 200_000
MAX_DEPTH = 200
CHUNK = 2**18
_OVERLAP = 64

_ENTRIES = re.compile(rb'"entries"\s{0,32}:\s{0,32}\[')
_BETWEEN = re.compile(rb'[^"{}\[\]]*+')
_WITHIN = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+)*+', re.DOTALL)
"""Of a text; it also stops at the end of the window, and goes on there when more was read."""


class _Text:
    """A file as a window that moves over it; an entry is kept while it is read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._window = bytearray()
        self._at = 0
        self._keeping = False
        self._from = 0
        self._within = False

    def skip_to(self, pattern: re.Pattern[bytes]) -> bool:
        """Go behind the first match."""
        while not (found := pattern.search(self._window)):
            del self._window[:-_OVERLAP]
            if not self._more():
                return False
        self._at = found.end()
        return True

    def next_bracket(self) -> bytes | None:
        """Go behind the next bracket that is in no text; None at the end of the file."""
        while True:
            pattern = _WITHIN if self._within else _BETWEEN
            found = pattern.match(self._window, self._at)
            self._at = found.end() if found else self._at
            kind = bytes(self._window[self._at : self._at + 1])
            if not kind or kind == b"\\":  # the second half of an escape is not read yet
                if not self._more():
                    return None
                continue
            self._at += 1
            if kind != b'"':
                return kind
            self._within = not self._within

    def keep(self) -> None:
        """Keep what follows, from the bracket that was just read."""
        self._keeping, self._from = True, self._at - 1

    def forget(self) -> None:
        """Keep it no longer."""
        self._keeping = False

    def kept(self) -> bytes | None:
        """What was kept, up to here; None when it was forgotten."""
        if not self._keeping:
            return None
        self._keeping = False
        return bytes(self._window[self._from : self._at])

    def _more(self) -> bool:
        if self._keeping and self._at - self._from > MAX_BYTES:
            self._keeping = False
        start = self._from if self._keeping else self._at
        del self._window[:start]
        self._at, self._from = self._at - start, 0
        chunk = self._file.read(CHUNK)
        self._window += chunk
        return bool(chunk)


def spans(path: Path) -> Iterator[dict[str, Any] | Rejected]:
    """Each entry as it stands, or why it cannot be read; NotReadable where no more can be found."""
    with path.open("rb") as file:
        text = _Text(file)
        if not text.skip_to(_ENTRIES):
            raise NotReadable("no list of entries in it")
        while True:
            kind = text.next_bracket()
            if kind is None:
                raise NotReadable("it ends in the middle")
            if kind != b"{":
                return
            yield _entry(text)


def _entry(text: _Text) -> dict[str, Any] | Rejected:
    """The entry that was just opened."""
    text.keep()
    depth, most, count = 1, 1, 1
    while depth:
        kind = text.next_bracket()
        if kind is None:
            raise NotReadable("it ends in the middle of an entry")
        step = 1 if kind in b"{[" else -1
        depth += step
        count += step > 0
        most = max(most, depth)
        if most > MAX_DEPTH or count > MAX_OPENED:
            text.forget()
    if most > MAX_DEPTH:
        return Rejected(f"nested more than {MAX_DEPTH} deep")
    if count > MAX_OPENED:
        return Rejected(f"more than {MAX_OPENED:,} parts")
    taken = text.kept()
    if taken is None:
        return Rejected(f"larger than {MAX_BYTES // 2**20} MB")
    if taken.count(b",") > MAX_COMMAS:
        return Rejected(f"more than {MAX_COMMAS:,} parts")
    return _parsed(taken)


def _parsed(raw: bytes) -> dict[str, Any] | Rejected:
    try:
        return msgspec.json.decode(raw, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        pass
    try:  # it also takes NaN, and control characters in texts
        found = json.loads(raw.decode("utf-8", "replace"), strict=False)
    except (ValueError, RecursionError):
        return Rejected("not JSON")
    return found if isinstance(found, dict) else Rejected("no object")
