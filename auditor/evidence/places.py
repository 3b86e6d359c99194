"""Finds the line of the index that tells of a blob, in memory that does not grow with the blobs."""

import sqlite3
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

from auditor.errors import AuditorError, EvidenceAltered
from auditor.evidence.index import Entry, Tally, parsed, walk

RECENT = 4096
"""Names and tags of the newest blobs that are kept with their entries."""
CACHE_KIB = 8192
FILTER_BYTES = 2**22


class Places:
    """By name or tag. What is not recent lies in a temporary file, which nobody else can open.

    The file holds the first 8 bytes of each name and tag, and where its line begins; the line
    says whether it is the right one. ``line_at`` reads a line of the index from where it begins.
    """

    def __init__(self, line_at: Callable[[int], bytes]) -> None:
        self._line_at = line_at
        self._young: dict[str, tuple[int, Entry]] = {}
        self._old: dict[str, tuple[int, Entry]] = {}
        self._seen = bytearray()
        self._file: sqlite3.Connection | None = None

    def read(self, index: Path, *, unfinished: bool) -> Tally:
        """Take in a whole index; EvidenceAltered where auditor would not have written a line."""
        tally = Tally()
        for at, entry in walk(index, unfinished=unfinished):
            if self.find(entry.id):
                where = f"{index}:{tally.count + 1}"
                raise EvidenceAltered("the blobs are not in their order", where=where)
            tally.take(entry)
            self.add(at, entry)
        return tally

    def add(self, at: int, entry: Entry) -> None:
        """Remember an entry whose line begins at a byte of the index."""
        if len(self._young) >= RECENT:
            self._spill()
        for key in filter(None, (entry.id, entry.tag)):
            self._young[key] = (at, entry)

    def find(self, key: str) -> Entry | None:
        """The entry of which a key is the name or the tag."""
        found = self._young.get(key) or self._old.get(key)
        if found:
            return found[1]
        if self._file is None or (short := _short(key)) is None:
            return None
        if not self._seen[short % FILTER_BYTES]:
            return None
        row = self._file.execute("SELECT at FROM places WHERE key = ?", (short,)).fetchone()
        entry = parsed(self._line_at(row[0]), "index.jsonl") if row else None
        return entry if entry and key in (entry.id, entry.tag) else None

    def _spill(self) -> None:
        """Put all but the newest into the file."""
        try:
            file = self._file or self._opened()
            rows = sorted(self._rows())
            file.execute("BEGIN")
            file.executemany("INSERT OR IGNORE INTO places VALUES (?, ?)", rows)
            file.execute("COMMIT")
        except sqlite3.Error as err:
            raise AuditorError(f"cannot write a temporary file: {err}") from err
        self._old, self._young = self._young, {}

    def _rows(self) -> Iterator[tuple[int, int]]:
        for key, (at, _) in self._young.items():
            if (short := _short(key)) is not None:
                self._seen[short % FILTER_BYTES] = 1
                yield short, at

    def _opened(self) -> sqlite3.Connection:
        # Without a name SQLite makes a file of its own that is gone when the connection is.
        file = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        weakref.finalize(self, file.close)
        for line in (
            f"PRAGMA cache_size = -{CACHE_KIB}",
            "PRAGMA journal_mode = OFF",
            "PRAGMA synchronous = OFF",
            "CREATE TABLE places (key INTEGER PRIMARY KEY, at INTEGER)",
        ):
            file.execute(line)
        self._file, self._seen = file, bytearray(FILTER_BYTES)
        return file


def _short(key: str) -> int | None:
    """The first 8 bytes of a key as SQLite's integer; None for what is no key of ours."""
    try:
        return int(key[:16], 16) - 2**63
    except ValueError:
        return None
