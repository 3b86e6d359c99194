"""Puts bodies away, many at a time.

Bytes first, index line second: a crash leaves bytes that no line names, and the next opening cuts
them.
"""

import hashlib
import hmac
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from threading import Lock, local

import zstandard

from auditor.evidence.appendonly import AppendOnly
from auditor.evidence.blobs import MAX_BLOB_BYTES, BlobStore, commitment
from auditor.evidence.exchange import Blob
from auditor.evidence.index import (
    Entry,
    check_segments,
    ends,
    line_of,
    read_index,
    segment_name,
)
from auditor.evidence.jsonl import write_private

SEGMENT_BYTES = 64 * 2**20
SALT_BYTES, SALTS = 16, 256
LEVEL, LEVEL_OF_SMALL, SMALL = 3, -5, 1024
"""For small ones the tables of the better level take more time than sending them, and their lines
in the index more room than is saved."""
WAITING_BYTES = 2**20
"""Packed bodies that may wait in memory until they are flushed."""


@dataclass(frozen=True, slots=True)
class _Packed:
    """A body that has its name, and as yet no place."""

    blob: Blob
    salt: bytes
    tag: str
    content: bytes

    def at(self, segment: str, offset: int) -> Entry:
        """Its line of the index, once it has its place."""
        return Entry(
            id=self.blob.id,
            segment=segment,
            offset=offset,
            stored=len(self.content),
            size=self.blob.size,
            salt=self.salt.hex(),
            tag=self.tag,
            packed=hashlib.sha256(self.content).hexdigest(),
        )


class _Packing(local):
    """What each thread compresses with."""

    def __init__(self) -> None:
        self.usual = zstandard.ZstdCompressor(level=LEVEL)
        self.small = zstandard.ZstdCompressor(level=LEVEL_OF_SMALL)


class BlobWriter(BlobStore):
    """The folder ``evidence/blobs``, to add to. Safe to use from many threads.

    What was put is in the files after the next ``flush``. Unless the last run was ``closed``, what
    a crash left is cut.
    """

    def __init__(self, path: Path, audit_salt: bytes, *, closed: bool = False) -> None:
        path.mkdir(mode=0o700, exist_ok=True)
        path.chmod(0o700)
        self.path = path
        self.index = path / "index.jsonl"
        entries = read_index(self.index, unfinished=not closed)
        for longer in check_segments(path, entries, exact=closed):
            _cut(longer, ends(entries).get(longer.name, 0))
        self.index.with_name("index.jsonl.part").unlink(missing_ok=True)
        self.entries = {entry.id: entry for entry in entries}
        self._tagging = hmac.new(audit_salt, digestmod="sha256")
        self._packing = _Packing()
        self._salts: list[bytes] = []
        self._by_tag = {entry.tag: Blob(entry.id, entry.size) for entry in entries if entry.tag}
        self._naming, self._writing = Lock(), Lock()
        self._waiting: list[_Packed] = []
        self._waiting_bytes = 0
        last = entries[-1] if entries else None
        self._segment = AppendOnly(
            path / (last.segment if last else segment_name(0)),
            last.offset + last.stored if last else 0,
        )
        self._lines = AppendOnly(self.index, sum(len(line_of(entry)) for entry in entries))

    def put(self, body: bytes) -> Blob:
        """Keep a body; the same body twice is kept once."""
        if len(body) > MAX_BLOB_BYTES:
            raise ValueError(f"a body of more than {MAX_BLOB_BYTES} bytes")
        tag = self._tag(body)
        if known := self._by_tag.get(tag):
            return known
        salt = self._new_salt()
        packing = self._packing.small if len(body) <= SMALL else self._packing.usual
        content = packing.compress(body)
        packed = _Packed(Blob(commitment(salt, body), len(body)), salt, tag, content)
        with self._naming:
            if known := self._by_tag.get(tag):
                return known
            self._by_tag[tag] = packed.blob
            self._waiting.append(packed)
            self._waiting_bytes += len(content)
        if self._waiting_bytes > WAITING_BYTES:
            self.flush()
        return packed.blob

    def get(self, blob: Blob) -> bytes | None:
        """The body, or None when it was erased; EvidenceAltered when it is not what was put."""
        self.flush()
        return super().get(blob)

    def flush(self) -> None:
        """Write everything that was put before; what could not be written goes on waiting."""
        with self._writing:
            with self._naming:
                waiting, self._waiting = self._waiting, []
                self._waiting_bytes = 0
            try:
                while waiting:
                    some = self._that_fit(waiting)
                    self._write(some)
                    del waiting[: len(some)]
            finally:
                if waiting:
                    with self._naming:
                        self._waiting[:0] = waiting

    def live(self) -> set[str]:
        """Names of the blobs that were not erased."""
        self.flush()
        return {entry.id for entry in self.entries.values() if not entry.erased}

    def erase(self, when: Mapping[str, str]) -> None:
        """Overwrite bodies and drop their salts; name and time of the act stay as tombstones."""
        self.flush()
        with self._writing, self._naming:
            for blob_id in sorted(when):
                entry = self.entries[blob_id]
                _overwrite(self.path / entry.segment, entry)
                self.entries[blob_id] = Entry(
                    entry.id,
                    entry.segment,
                    entry.offset,
                    entry.stored,
                    size=0,
                    erased=when[blob_id],
                )
                self._by_tag.pop(entry.tag, None)
            lines = b"".join(map(line_of, self.entries.values()))
            self._lines.close()
            write_private(self.index, lines)
            self._lines = AppendOnly(self.index, len(lines))

    def sync(self) -> None:
        """Force segments and index onto the disk."""
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

    def _that_fit(self, waiting: list[_Packed]) -> list[_Packed]:
        """The first ones that fit into the open segment, or into a new one when it is full."""
        sizes = accumulate((len(each.content) for each in waiting), initial=self._segment.end)
        fit = sum(end <= SEGMENT_BYTES for end in sizes) - 1
        if fit <= 0 and self._segment.end:
            number = int(self._segment.path.stem) + 1
            self._segment.close()
            self._segment = AppendOnly(self.path / segment_name(number), 0)
            return self._that_fit(waiting)
        return waiting[: max(fit, 1)]

    def _write(self, some: list[_Packed]) -> None:
        """Bytes and lines of some bodies, or nothing of them."""
        segment, begun = self._segment, self._segment.end
        entries: list[Entry] = []
        at = begun
        for each in some:
            entries.append(each.at(segment.path.name, at))
            at += len(each.content)
        segment.append(b"".join(each.content for each in some))
        try:
            self._lines.append(b"".join(map(line_of, entries)))
        except BaseException:
            segment.back_to(begun)
            raise
        self.entries.update((entry.id, entry) for entry in entries)

    def _tag(self, body: bytes) -> str:
        """The same as ``body_tag``, with the salt hashed once."""
        made = self._tagging.copy()
        made.update(body)
        return made.hexdigest()

    def _new_salt(self) -> bytes:
        # Drawn for many at once: each call of the system lets another thread in before this one.
        while True:
            try:
                return self._salts.pop()
            except IndexError:
                drawn = secrets.token_bytes(SALT_BYTES * SALTS)
                self._salts += [
                    drawn[at : at + SALT_BYTES] for at in range(0, len(drawn), SALT_BYTES)
                ]


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
