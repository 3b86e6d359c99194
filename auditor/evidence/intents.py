"""Which requests are on their way: written before each is sent, so that a killed run can tell.

Each request in flight has a place of its own that is used again by another: the file stays small,
and nothing of it is evidence. What of it no exchange bears out is told to custody at the next start.
"""

import os
import re
from pathlib import Path
from threading import Lock

from auditor.errors import AuditorError

NAME = "intents"
PLACE_BYTES = 32
MOST_BYTES = 2**20
"""That are read; a run has far fewer requests in flight."""

_ID = re.compile(rb"[a-z]-[0-9a-f]{16}")


class Intents:
    """The file ``evidence/intents``. Safe to use from many threads."""

    def __init__(self, evidence: Path) -> None:
        self.path = evidence / NAME
        self._lock = Lock()
        self._file: int | None = None
        self._places: dict[str, int] = {}
        self._free: list[int] = []
        self._most = 0

    def left(self) -> list[str]:
        """Ids that an earlier run wrote down."""
        if not self.path.is_file() or self.path.is_symlink():
            return []
        with self.path.open("rb") as file:
            return [each.decode() for each in _ID.findall(file.read(MOST_BYTES))]

    def begin(self, id_: str) -> None:
        """Write down that a request is about to be sent; it is in the file when this returns."""
        with self._lock:
            if self._file is None:
                self._file = self._opened()
            known = self._places.get(id_)
            place = known if known is not None else self._place()
            self._places[id_] = place
        self._write(place, id_)

    def withdraw(self, id_: str) -> None:
        """It was turned away, and so not billed; it is to be sent again later."""
        if (place := self._places.get(id_)) is not None:
            self._write(place, "")

    def done(self, id_: str) -> None:
        """Its exchange is in the chain."""
        if (place := self._places.pop(id_, None)) is not None:
            self._free.append(place)

    def sync(self) -> None:
        """Force what was written onto the disk."""
        with self._lock:
            if self._file is not None:
                os.fsync(self._file)

    def forget(self) -> None:
        """Take away what earlier runs left."""
        self.path.unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of the file; it stays only where something was never borne out."""
        with self._lock:
            if self._file is None:
                return
            os.close(self._file)
            self._file = None
        if not self._places:
            self.forget()

    def _place(self) -> int:
        if self._free:
            return self._free.pop()
        self._most += 1
        return self._most - 1

    def _opened(self) -> int:
        try:
            return os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        except OSError as err:
            raise _not_written(self.path, err) from err

    def _write(self, place: int, content: str) -> None:
        if self._file is None:
            return
        line = content.ljust(PLACE_BYTES - 1).encode() + b"\n"
        try:
            os.pwrite(self._file, line, place * PLACE_BYTES)
        except OSError as err:
            raise _not_written(self.path, err) from err


def _not_written(path: Path, err: OSError) -> AuditorError:
    return AuditorError(f"cannot write: {os.strerror(err.errno or 0)}", where=path)
