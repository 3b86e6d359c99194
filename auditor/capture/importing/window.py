"""A window that moves over a file of JSON, from bracket to bracket or from entry to entry.

Where an entry ends, brackets tell; counting them takes long, and so the way one entry gave place
to the next is tried first.
"""

import re
from typing import BinaryIO

MAX_BYTES = 48 * 2**20
"""Of one entry: two bodies at their bound, as base64."""
CHUNK = 2**18
_OVERLAP = 64
_LEAST_REACH, _REACH, _MAX_REACH = 4096, 8, 2**21
"""How far the next entry is looked for: so many bytes, and so many times the one before."""
_MAX_JOINTS = 6

_BETWEEN = re.compile(rb'[^"{}\[\]]*+')
_WITHIN = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+)*+', re.DOTALL)
"""Of a text; it also stops at the end of the window, and goes on there when more was read."""
_INDENTED = rb"\s{0,80},\s{0,80}\n[ \t]{1,80}\{"
_NAMED = rb'\s{0,80},\s{0,80}\{\s{0,80}"[^"\\]{1,80}"'
_JOINT = re.compile(rb"%b|%b" % (_INDENTED, _NAMED))
"""From an entry to the next: indented as no deeper ones are, or followed by its first name."""
_LONGEST_JOINT = 400
_SCALAR = re.compile(rb"[^\s,]++")


class Window:
    """A file as a window that moves over it; an entry is kept while it is read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._window = bytearray()
        self._at = 0
        self._keeping = False
        self._from = 0
        self._within = False
        self._joints: list[bytes] = []
        self._length = 0
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
        kept = self._window[self._from : self._at]
        self._keeping, self._length = False, len(kept)
        self._learn()
        return kept

    def leap(self) -> bytearray | None:
        """What was kept and what follows, to where the next entry seems to begin."""
        reach = min(_LEAST_REACH + _REACH * self._length, _MAX_REACH)
        looked = 1
        while self._joints and looked < reach:
            if end := self._joint(self._from + looked, self._from + reach):
                self._at = end + 1
                self._length = self._at - self._from
                return self._window[self._from : self._at]
            looked = max(len(self._window) - self._from - _LONGEST_JOINT, 1)
            if looked < reach and not self._more():
                break
        return None

    def back(self) -> None:
        """Go behind the bracket with which what is kept begins."""
        self._at = self._from + 1

    def _joint(self, start: int, end: int) -> int:
        """Where the next one is; 0 for nowhere between."""
        nearest, used = -1, b""
        for joint in self._joints:
            within = end if nearest < 0 else nearest + len(joint) - 1
            if (at := self._window.find(joint, start, within)) >= 0:
                nearest, used = at, joint
        if used and used != self._joints[0]:
            self._joints.remove(used)
            self._joints.insert(0, used)
        return max(nearest, 0)

    def _learn(self) -> None:
        """How the entry that was just read gives place to the next."""
        if len(self._window) - self._at < _LONGEST_JOINT:
            self._more()
        found = _JOINT.match(self._window, self._at)
        joint = b"}" + found[0] if found else b""
        if joint and joint not in self._joints and len(self._joints) < _MAX_JOINTS:
            self._joints.insert(0, joint)

    def _more(self) -> bool:
        if self._keeping and self._at - self._from > MAX_BYTES:
            self._keeping = False
        start = self._from if self._keeping else self._at
        del self._window[:start]
        self._at, self._from = self._at - start, 0
        chunk = self._file.read(CHUNK)
        self._window += chunk
        return bool(chunk)
