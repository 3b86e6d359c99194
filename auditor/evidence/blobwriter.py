"""Puts bodies away, many at a time, in memory that does not grow with their number.

Bytes first, index line second: a crash leaves bytes that no line names, and the next opening cuts
them.
"""

import os
from collections.abc import Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from threading import Lock

from auditor.evidence.appendonly import AppendOnly
from auditor.evidence.blobs import MAX_BLOB_BYTES, BlobStore
from auditor.evidence.chain import Head
from auditor.evidence.exchange import Blob
from auditor.evidence.index import (
    MAX_LINE,
    PLACE,
    Entry,
    check_segments,
    segment_name,
    stored_line,
    tombstone,
    walk,
)
from auditor.evidence.jsonl import write_pieces
from auditor.evidence.keyed import Keyed
from auditor.evidence.packing import Packed, Packing
from auditor.evidence.places import Places
from auditor.evidence.vault import PLAIN, Plain

SEGMENT_BYTES = 64 * 2**20
WAITING_BYTES = 2**20
"""Packed bodies that may wait in memory until they are flushed."""


class BlobWriter(BlobStore):
    """The folder ``evidence/blobs``, to add to. Safe to use from many threads.

    What was put is in the files after the next ``flush``. Unless the last run was ``closed``, what
    a crash left is cut.
    """

    def __init__(
        self, path: Path, audit_salt: bytes, *, closed: bool = False, vault: Plain = PLAIN
    ) -> None:
        path.mkdir(mode=0o700, exist_ok=True)
        path.chmod(0o700)
        self.path, self.vault = path, vault
        self.index = path / "index.jsonl"
        Places("id", super()._line_at, vault).read(self.index, unfinished=not closed)
        self._read(unfinished=not closed)
        for longer in check_segments(path, self._said, exact=closed):
            _cut(longer, self._said.ends.get(longer.name, 0))
        self.index.with_name("index.jsonl.part").unlink(missing_ok=True)
        self._keyed = Keyed(audit_salt)
        self._packing = Packing(vault)
        self._naming, self._writing = Lock(), Lock()
        self._waiting: dict[str, Packed] = {}
        """By their tags, in their order, until they are in the files."""
        self._waiting_bytes = 0
        self._puts = 0
        self._torn = False
        last = self._said.last
        self._segment = AppendOnly(
            path / (last.segment if last else segment_name(0)),
            last.offset + last.stored if last else 0,
        )
        self._lines = AppendOnly(self.index, self._said.bytes)

    @property
    def entries(self) -> dict[str, Entry]:
        """All that the index tells, by name."""
        self.flush()
        with self._writing:
            return super().entries

    @property
    def head(self) -> Head:
        """How many blobs there are, and the SHA-256 over their names in order."""
        self.flush()
        return self._said.head

    def put(self, body: bytes) -> Blob:
        """Keep a body; the same body twice is kept once."""
        if len(body) > MAX_BLOB_BYTES:
            raise ValueError(f"a body of more than {MAX_BLOB_BYTES} bytes")
        tag = self._keyed.of(body)
        with self._naming:
            known, puts = self._tagged(tag), self._puts
        if known:
            return known
        packed = self._packing.pack(body, tag)
        with self._naming:
            if self._puts != puts and (known := self._tagged(tag)):
                return known
            self._puts += 1
            self._waiting[tag] = packed
            self._waiting_bytes += len(packed.content)
        if self._waiting_bytes > WAITING_BYTES:
            self.flush()
        return packed.blob

    def flush(self) -> None:
        """Write everything that was put before; what could not be written goes on waiting."""
        if not self._waiting:
            return
        with self._writing:
            if self._torn:
                self._mend()
            with self._naming:
                waiting = list(self._waiting.values())
            while waiting:
                some = self._that_fit(waiting)
                self._write(some)
                del waiting[: len(some)]

    def live(self) -> set[str]:
        """Names of the blobs that were not erased."""
        self.flush()
        with self._writing:
            return {entry.id for _, entry in walk(self.index, vault=self.vault) if not entry.erased}

    def erase(self, when: Mapping[str, str]) -> None:
        """Overwrite bodies and drop their salts; name and time of the act stay as tombstones."""
        self.flush()
        with self._writing, self._naming:
            self._lines.close()
            for _, entry in walk(self.index, vault=self.vault):
                if entry.id in when:
                    _overwrite(self.path / entry.segment, entry)
            walked = walk(self.index, vault=self.vault)
            kept = (tombstone(entry, when.get(entry.id)) for _, entry in walked)
            write_pieces(self.index, (stored_line(entry, self.vault) for entry in kept))
            self._read(unfinished=False)
            self._lines = AppendOnly(self.index, self._said.bytes)

    def sync(self) -> None:
        """Force segments and index onto the disk. Others may put and flush meanwhile."""
        self.flush()
        self._segment.sync()
        self._lines.sync()

    def close(self) -> None:
        """Write what waits, and let go of the files."""
        try:
            self.flush()
        finally:
            self._segment.close()
            self._lines.close()
        if not self._segment.end:
            self._segment.path.unlink()

    def _tagged(self, tag: str) -> Blob | None:
        """The blob of a body that was put before."""
        if packed := self._waiting.get(tag):
            return packed.blob
        entry = self._tags.find(tag)
        return Blob(entry.id, entry.size) if entry else None

    def _that_fit(self, waiting: list[Packed]) -> list[Packed]:
        """The first ones that fit into the open segment, or into a new one when it is full."""
        sizes = accumulate((len(each.content) for each in waiting), initial=self._segment.end)
        fit = sum(end <= SEGMENT_BYTES for end in sizes) - 1
        if fit <= 0 and self._segment.end:
            full, number = self._segment, int(self._segment.path.stem) + 1
            full.sync()  # for whoever syncs once it is not the open one
            self._segment = AppendOnly(self.path / segment_name(number), 0)
            full.close()
            return self._that_fit(waiting)
        return waiting[: max(fit, 1)]

    def _write(self, some: Sequence[Packed]) -> None:
        """Bytes and lines of some bodies, or nothing of them."""
        segment, begun = self._segment, self._segment.end
        entries: list[Entry] = []
        at = begun
        for each in some:
            entries.append(each.at(segment.name, at))
            at += len(each.content)
        lines = [stored_line(entry, self.vault) for entry in entries]
        self._torn = True
        try:
            segment.append(b"".join(each.content for each in some))
            self._lines.append(b"".join(lines))
        except BaseException:
            self._lines.back_to(self._said.bytes)
            segment.back_to(begun)
            self._torn = False
            raise
        with self._naming:
            for each, entry, line in zip(some, entries, lines, strict=True):
                self._note(entry, len(line))
                del self._waiting[each.tag]
                self._waiting_bytes -= len(each.content)
        self._torn = False

    def _note(self, entry: Entry, length: int) -> None:
        at = self._said.take(entry, length)
        self._tags.add(at, entry)
        if self._named:
            self._named.add(at, entry)

    def _mend(self) -> None:
        """After an interruption between writing and noting: what is in the index was written."""
        with self._naming:
            self._read(unfinished=False)
            for tag in [each for each in self._waiting if self._tags.find(each)]:
                self._waiting_bytes -= len(self._waiting.pop(tag).content)
            self._torn = False

    def _read(self, *, unfinished: bool) -> None:
        self._tags = Places("tag", self._line_at, self.vault)
        self._said = self._tags.read(self.index, unfinished=unfinished)
        self._named: Places | None = None

    def entry(self, name: str) -> Entry | None:
        """What the index tells of one blob."""
        self.flush()
        with self._writing, self._naming:
            if self._named is None:
                self._named = Places("id", self._line_at, self.vault)
                self._named.read(self.index, unfinished=False)
            return self._named.find(name)

    def _line_at(self, at: int) -> bytes:
        stored = self._lines.read(MAX_LINE, at).partition(b"\n")[0] + b"\n"
        return self.vault.get_line(PLACE, stored, self.index)


def _cut(segment: Path, end: int) -> None:
    if end:
        os.truncate(segment, end)
    else:
        segment.unlink()


def _overwrite(segment: Path, entry: Entry) -> None:
    with segment.open("r+b") as file:
        file.seek(entry.offset)
        file.write(bytes(entry.stored))
        file.flush()
        os.fsync(file.fileno())
