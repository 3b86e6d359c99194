"""The phases of a capture, and the marks by which they are switched while it runs."""

import os
import select
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from auditor.errors import AuditorError

MARK = ".mark"
"""In the audit's folder: the phase that ``auditor capture --mark`` asks for."""
MOST_CHARACTERS = 60


class Phases:
    """Which phase it is, and was; a request belongs to the phase in which it began."""

    def __init__(self, first: str, planned: tuple[str, ...] = ()) -> None:
        self._marks = [(0.0, first)]
        self._planned = [name for name in planned if name != first]

    @property
    def now(self) -> str:
        """The phase that goes on."""
        return self._marks[-1][1]

    @property
    def following(self) -> str:
        """The next one that was planned; empty when there is none."""
        return self._planned[0] if self._planned else ""

    @property
    def begun(self) -> tuple[str, ...]:
        """Every phase so far, each once, in order."""
        return tuple(dict.fromkeys(name for _, name in self._marks))

    def mark(self, name: str) -> None:
        """From now on it is this phase."""
        if name in self._planned:
            del self._planned[: self._planned.index(name) + 1]
        if name != self.now:
            self._marks.append((time.time(), name))

    def at(self, seconds: float) -> str:
        """The phase at a time, in seconds since 1970."""
        return next(name for since, name in reversed(self._marks) if since <= seconds or not since)


def ask(folder: Path, name: str) -> None:
    """Have the capture that runs in a folder go over to a phase; AuditorError if none runs."""
    if wrong := why_not(name):
        raise AuditorError(f"no name of a phase: {wrong}", where=name[:MOST_CHARACTERS] or "--mark")
    half = folder / f"{MARK}.{os.getpid()}"
    try:
        half.write_text(name, "utf-8")
        half.replace(folder / MARK)
    except OSError as err:
        raise AuditorError(
            f"no capture runs here: {err.strerror}", where=folder, hint="--out F of the capture"
        ) from err


def asked(folder: Path, keys: TextIO | None, phases: Phases) -> Iterator[str]:
    """The phases asked for since the last time: by a mark, or by a line typed into ``keys``.

    An empty line is the next phase that was planned.
    """
    try:
        name = (folder / MARK).read_bytes()[:1000].decode("utf-8", "replace")
        (folder / MARK).unlink()
    except OSError:
        name = ""
    typed = _line(keys) if keys else None
    if typed == "":
        typed = phases.following
    yield from (each for each in (name.strip(), typed) if each and not why_not(each))


def why_not(name: str) -> str:
    """What keeps a text from being a phase's name; empty for nothing."""
    if not name or not name.isprintable():
        return "empty, or not printable"
    return f"longer than {MOST_CHARACTERS} characters" if len(name) > MOST_CHARACTERS else ""


def terminal() -> TextIO | None:
    """Where phases can be typed in; None when nobody sits there."""
    return sys.stdin if sys.stdin and sys.stdin.isatty() and os.name == "posix" else None


def _line(keys: TextIO) -> str | None:
    ready, _, _ = select.select([keys], [], [], 0)
    return keys.readline().strip() if ready else None
