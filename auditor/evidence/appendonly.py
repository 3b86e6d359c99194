"""A file that only grows, by whole pieces, and that only its owner may read.

While ``holding``, pieces are gathered in memory and written together: each call of the system
costs more than a short piece.
"""

import os
from pathlib import Path

from auditor.errors import AuditorError


class AppendOnly:
    """One file open for appending. What lies beyond ``end`` when it is opened is cut."""

    def __init__(self, path: Path, end: int) -> None:
        self.path, self.name = path, path.name
        self.end = end
        self._handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        os.fchmod(self._handle, 0o600)  # whatever the umask says
        self.cut = os.fstat(self._handle).st_size - end
        self.holding = False
        self._held = bytearray()
        self._lost = False
        if self.cut:
            os.ftruncate(self._handle, end)

    @property
    def held(self) -> int:
        """Bytes that are not in the file yet."""
        return len(self._held)

    def append(self, content: bytes) -> None:
        """Write, or hold, all of it or nothing; AuditorError when the disk is full."""
        if self._lost:
            raise AuditorError("cannot write: what was held is lost", where=self.path)
        if self.holding:
            self._held += content
        else:
            self.flush()
            self._write(content, self.end)
        self.end += len(content)

    def flush(self, end: int | None = None) -> None:
        """Write what is held, up to ``end``; AuditorError when the disk is full: then it is lost."""
        start = self.end - len(self._held)
        piece = self._held if end is None else self._held[: max(end - start, 0)]
        if not piece:
            return
        try:
            self._write(piece, start)
        except BaseException:
            self.drop()
            raise
        self._held = self._held[len(piece) :]

    def drop(self) -> None:
        """Give up what is held; no more is taken then."""
        self.end -= len(self._held)
        self._held, self._lost = bytearray(), True

    def back_to(self, end: int) -> None:
        """Take back what was appended after ``end``."""
        self.flush()
        os.ftruncate(self._handle, end)
        self.end = end

    def read(self, size: int, at: int) -> bytes:
        """What was appended, from a byte on."""
        if at + size > self.end - len(self._held):
            self.flush()
        return os.pread(self._handle, size, at)

    def sync(self) -> None:
        """Force what is in the file onto the disk."""
        os.fsync(self._handle)

    def close(self) -> None:
        """Write what is held, force it onto the disk and let go of the file."""
        try:
            self.flush()
            self.sync()
        finally:
            os.close(self._handle)

    def _write(self, content: bytes | bytearray, start: int) -> None:
        rest, at = memoryview(content), start
        try:
            while rest:
                written = os.pwrite(self._handle, rest, at)
                rest, at = rest[written:], at + written
        except BaseException as err:
            os.ftruncate(self._handle, start)
            if isinstance(err, OSError):
                raise AuditorError(
                    f"cannot write: {os.strerror(err.errno or 0)}", where=self.path
                ) from err
            raise
