"""A file that only grows, by whole pieces, and that only its owner may read."""

import os
from pathlib import Path
from threading import Lock

from auditor.errors import AuditorError

CLOSED = -1


class AppendOnly:
    """One file open for appending. What lies beyond ``end`` when it is opened is cut."""

    def __init__(self, path: Path, end: int) -> None:
        self.path, self.name = path, path.name
        self.end = end
        self._syncing = Lock()
        self._handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        os.fchmod(self._handle, 0o600)  # whatever the umask says
        self.cut = os.fstat(self._handle).st_size - end
        if self.cut:
            os.ftruncate(self._handle, end)

    def append(self, content: bytes) -> None:
        """Write all of it or nothing; AuditorError when the disk is full."""
        rest, at = memoryview(content), self.end
        try:
            while rest:
                written = os.pwrite(self._handle, rest, at)
                rest, at = rest[written:], at + written
        except BaseException as err:
            self.back_to(self.end)
            if isinstance(err, OSError):
                raise AuditorError(
                    f"cannot write: {os.strerror(err.errno or 0)}", where=self.path
                ) from err
            raise
        self.end = at

    def back_to(self, end: int) -> None:
        """Take back what was appended after ``end``."""
        os.ftruncate(self._handle, end)
        self.end = end

    def read(self, size: int, at: int) -> bytes:
        """What was appended, from a byte on."""
        return os.pread(self._handle, size, at)

    def sync(self) -> None:
        """Force what was appended onto the disk. Others may append meanwhile."""
        with self._syncing:
            if self._handle != CLOSED:
                os.fsync(self._handle)

    def close(self) -> None:
        """Force it onto the disk and let go of the file."""
        self.sync()
        with self._syncing:
            os.close(self._handle)
            self._handle = CLOSED
