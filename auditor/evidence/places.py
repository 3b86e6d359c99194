"""Finds the line of the index that tells of a blob, in memory that does not grow with the blobs."""

import sqlite3
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from auditor.errors import AuditorError, EvidenceAltered
from auditor.evidence.index import Entry, Tally, parsed, walk
from auditor.evidence.vault import PLAIN, Plain

RECENT = 2048
"""Blobs, the newest and those asked for last, that are kept with their entries; twice as many
at the most."""
BATCH = 2**16
"""Keys that go into the file together, in their order: one by one they would touch a page each."""
CACHE_KIB = 8192
FILTER_BYTES = 2**22


class Places:
    """By name or by tag. What is not recent lies in a temporary file that nobody else can open.

    The file holds the first 8 bytes of each key, and where its line begins; the line says whether
    it is the right one. ``line_at`` reads a line of the index from where it begins, decrypted.
    """

    def __init__(
        self, key: Literal["id", "tag"], line_at: Callable[[int], bytes], vault: Plain = PLAIN
    ) -> None:
        self._key, self._vault = key, vault
        self._line_at = line_at
        self._young: dict[str, Entry] = {}
        self._old: dict[str, Entry] = {}
        self._waiting: dict[int, int] = {}
        self._seen = bytearray()
        self._file: sqlite3.Connection | None = None

    def read(self, index: Path, *, unfinished: bool) -> Tally:
        """Take in a whole index; EvidenceAltered where auditor would not have written a line."""
        tally = Tally()
        for length, entry in walk(index, unfinished=unfinished, vault=self._vault):
            if self._key == "id" and self.find(entry.id):
                where = f"{index}:{tally.count + 1}"
                raise EvidenceAltered("the blobs are not in their order", where=where)
            self.add(tally.take(entry, length), entry)
        return tally

    def add(self, at: int, entry: Entry) -> None:
        """Remember an entry whose line begins at a byte of the index."""
        key = entry.id if self._key == "id" else entry.tag
        if key:
            self._keep(key, entry)
            self._wait(key, at)

    def find(self, key: str) -> Entry | None:
        """The entry that has this key."""
        found = self._young.get(key)
        if found is None and (found := self._old.get(key) or self._remote(key)):
            self._keep(key, found)
        return found

    def _keep(self, key: str, entry: Entry) -> None:
        if len(self._young) >= RECENT:
            self._old, self._young = self._young, {}
        self._young[key] = entry

    def _wait(self, key: str, at: int) -> None:
        if (short := _short(key)) is not None:
            self._waiting.setdefault(short, at)
        if len(self._waiting) >= BATCH:
            self._put_away()

    def _remote(self, key: str) -> Entry | None:
        """The entry, by the place of its line."""
        short = _short(key)
        if short is None or (at := self._waiting.get(short, self._filed(short))) is None:
            return None
        entry = parsed(self._line_at(at), "index.jsonl")
        return entry if key == getattr(entry, self._key) else None

    def _filed(self, short: int) -> int | None:
        if self._file is None or not self._seen[short % FILTER_BYTES]:
            return None
        row = self._file.execute("SELECT at FROM places WHERE key = ?", (short,)).fetchone()
        return int(row[0]) if row else None

    def _put_away(self) -> None:
        self._seen = self._seen or bytearray(FILTER_BYTES)
        for short in self._waiting:
            self._seen[short % FILTER_BYTES] = 1
        try:
            file = self._file = self._file or self._opened()
            file.execute("BEGIN")
            rows = sorted(self._waiting.items())
            file.executemany("INSERT OR IGNORE INTO places VALUES (?, ?)", rows)
            file.execute("COMMIT")
        except sqlite3.Error as err:
            raise AuditorError(f"cannot write a temporary file: {err}") from err
        self._waiting = {}

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
        return file


def _short(key: str) -> int | None:
    """The first 8 bytes of a key as SQLite's integer; None for what is no key of ours."""
    try:
        return int(key[:16], 16) - 2**63
    except ValueError:
        return None
