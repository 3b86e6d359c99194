"""Finds the entries of a HAR file of any size, so that a broken one costs only itself.

Where an entry ends, brackets tell; counting them takes long, and so the way one entry gave place
to the next is tried first: what lies between two such places and is one whole object of JSON can
be nothing but the entry.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from auditor.capture.importing.entry import NotReadable, Rejected
from auditor.capture.importing.harshape import Item

MAX_BYTES = 48 * 2**20
"""Of one entry: two bodies at their bound, as base64."""
MAX_COMMAS = 4_000_000
MAX_OPENED = 200_000
MAX_DEPTH = 200
CHUNK = 2**18
_OVERLAP = 64
_LEAP = 2**20
"""Bytes within which the next entry is looked for."""
_UNCOUNTED = 2**17
"""Bytes that hold too little to fill the memory, whatever they are."""
_MAX_JOINTS = 16

_ENTRIES = re.compile(rb'"entries"\s{0,32}:\s{0,32}\[')
_BETWEEN = re.compile(rb'[^"{}\[\]]*+')
_WITHIN = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+)*+', re.DOTALL)
"""Of a text; it also stops at the end of the window, and goes on there when more was read."""
_JOINT = re.compile(rb'\}(?:\s{0,80},\s{0,80}\n\s{0,80}\{|\s{0,80},\s{0,80}\{\s{0,80}"[^"\\]{1,80}")')
"""From an entry to the next: lines are indented as no deeper ones are, or there is the first name."""
_LONGEST_JOINT = 400
_SCALAR = re.compile(rb"[^\s,]++")
_USUAL = msgspec.json.Decoder(Item)


class _Text:
    """A file as a window that moves over it; an entry is kept while it is read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._window = bytearray()
        self._at = 0
        self._keeping = False
        self._from = 0
        self._within = False
        self._joints: list[bytes] = []
        self._listing = False
        self._others = 0
        self._within_other = False

    def skip_to(self, pattern: re.Pattern[bytes]) -> bool:
        """Go behind the first match."""
        while not (found := pattern.search(self._window, self._at)):
            self._at = max(len(self._window) - _OVERLAP, self._at)
            if not self._more():
                return False
        self._at = found.end()
        return True

    def next_item(self) -> tuple[bytes | None, int]:
        """The next bracket of the list, and how many values without brackets lie before it."""
        self._listing, self._others, self._within_other = True, 0, False
        kind = self.next_bracket()
        self._listing = False
        return kind, self._others

    def next_bracket(self) -> bytes | None:
        """Go behind the next bracket that is in no text; None at the end of the file."""
        while True:
            pattern = _WITHIN if self._within else _BETWEEN
            found, before = pattern.match(self._window, self._at), self._at
            self._at = found.end() if found else self._at
            if self._listing and not self._within:
                self._count(self._window[before : self._at])
            kind = bytes(self._window[self._at : self._at + 1])
            if not kind or kind == b"\\":  # the second half of an escape is not read yet
                if not self._more():
                    return None
                continue
            self._at += 1
            if kind != b'"':
                return kind
            self._within = not self._within
            self._others += self._within

    def _count(self, between: bytearray) -> None:
        """Count what begins here; the first may have begun before the window did."""
        if not between:
            return
        goes_on = self._within_other and _SCALAR.match(between) is not None
        self._others += len(_SCALAR.findall(between)) - goes_on
        self._within_other = _SCALAR.match(between, len(between) - 1) is not None

    def keep(self) -> None:
        """Keep what follows, from the bracket that was just read."""
        self._keeping, self._from = True, self._at - 1

    def forget(self) -> None:
        """Keep it no longer."""
        self._keeping = False

    def kept(self) -> bytearray | None:
        """What was kept, up to here; None when it was forgotten."""
        if not self._keeping:
            return None
        self._learn()
        self._keeping = False
        return self._window[self._from : self._at]

    def leap(self) -> bytearray | None:
        """What was kept and what follows, to where the next entry seems to begin."""
        looked = 1
        while self._joints:
            if end := self._joint(self._from + looked):
                self._at = end + 1
                return self._window[self._from : self._at]
            looked = max(len(self._window) - self._from - _LONGEST_JOINT, 1)
            if looked > _LEAP or not self._more():
                break
        return None

    def back(self) -> None:
        """Go behind the bracket with which what is kept begins."""
        self._at = self._from + 1

    def _joint(self, start: int) -> int:
        """Where the next one is; 0 for nowhere in the window."""
        nearest, used = -1, b""
        for joint in self._joints:
            bound = len(self._window) if nearest < 0 else nearest + len(joint) - 1
            if (at := self._window.find(joint, start, bound)) >= 0:
                nearest, used = at, joint
        if used and used != self._joints[0]:
            self._joints.remove(used)
            self._joints.insert(0, used)
        return max(nearest, 0)

    def _learn(self) -> None:
        """How the entry that was just read gives place to the next."""
        if len(self._window) - self._at < _LONGEST_JOINT:
            self._more()
        found = _JOINT.match(self._window, self._at - 1)
        if found and found[0] not in self._joints and len(self._joints) < _MAX_JOINTS:
            self._joints.insert(0, found[0])

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
            some = False
            for found in _listed(text):
                some = some or (isinstance(found, dict) and "request" in found)
                yield found
            # A list of the same name that holds no request is not yet the one of the log.
            if some or not text.skip_to(_ENTRIES):
                return


def _listed(text: _Text) -> Iterator[dict[str, Any] | Rejected]:
    """What the list holds that was just opened."""
    while True:
        kind, others = text.next_item()
        yield from (Rejected("no request") for _ in range(others))
        if kind is None:
            raise NotReadable("it ends in the middle")
        if kind == b"]":
            return
        if kind == b"}":
            raise NotReadable("a bracket in it closes nothing")
        found = _entry(text)
        yield found if kind == b"{" else Rejected("no request")


def _entry(text: _Text) -> dict[str, Any] | Rejected:
    """The entry that was just opened."""
    text.keep()
    leapt = text.leap()
    if leapt and (found := _at_once(leapt)):
        text.forget()
        return found
    text.back()
    if told := _bounded(text):
        return Rejected(told)
    taken = text.kept()
    if taken is None:
        return Rejected(f"larger than {MAX_BYTES // 2**20} MB")
    if taken.count(b",") > MAX_COMMAS:
        return Rejected(f"more than {MAX_COMMAS:,} parts")
    return _parsed(taken)


def _bounded(text: _Text) -> str:
    """Go behind the entry; why it is too much to be read, or nothing."""
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
        return f"nested more than {MAX_DEPTH} deep"
    return f"more than {MAX_OPENED:,} parts" if count > MAX_OPENED else ""


def _at_once(raw: bytearray) -> dict[str, Any] | None:
    """What seems to be an entry; None unless it is one whole object, and no large one."""
    if len(raw) > _UNCOUNTED and (
        raw.count(b",") > MAX_COMMAS or raw.count(b"{") + raw.count(b"[") > MAX_OPENED
    ):
        return None
    try:
        return _USUAL.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _loosely(raw)


def _loosely(raw: bytearray) -> dict[str, Any] | None:
    try:
        return msgspec.json.decode(raw, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _parsed(raw: bytearray) -> dict[str, Any] | Rejected:
    if (found := _loosely(raw)) is not None:
        return found
    try:  # it also takes NaN, and control characters in texts
        mended = json.loads(raw.decode("utf-8", "replace"), strict=False)
    except (ValueError, RecursionError):
        return Rejected("not JSON")
    return mended if isinstance(mended, dict) else Rejected("no object")
