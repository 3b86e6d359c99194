"""Bodies, compressed and packed in segments; identical ones once.

A blob's name is HMAC-SHA-256(salt, body), so that destroying the salt with the body erases
personal data for good while the chain that names the blob stays valid. Bytes first, index line
second: a crash leaves bytes that no line names, and the next opening cuts them.
"""

import hashlib
import hmac
import os
import secrets
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from threading import Lock, local

import zstandard

from auditor.errors import EvidenceAltered
from auditor.evidence.appendonly import AppendOnly
from auditor.evidence.exchange import Blob
from auditor.evidence.index import (
    Entry,
    check_segments,
    ends,
    read_index,
    segment_name,
    stored_line,
)
from auditor.evidence.jsonl import write_private
from auditor.evidence.vault import PLAIN, Plain

SEGMENT_BYTES = 64 * 2**20
SALT_BYTES, SALTS = 16, 256
MAX_BLOB_BYTES = 256 * 2**20
"""No larger body is ever written, so none is ever unpacked."""


class BlobStore:
    """The folder ``evidence/blobs``, to read."""

    def __init__(self, path: Path, vault: Plain = PLAIN) -> None:
        self.path, self.vault = path, vault
        self.index = path / "index.jsonl"
        read = read_index(self.index, unfinished=True, vault=vault)
        self.entries = {entry.id: entry for entry in read}

    def get(self, blob: Blob) -> bytes | None:
        """The body, or None when it was erased; EvidenceAltered when it is not what was put."""
        entry = self.entries.get(blob.id)
        if entry is None:
            raise EvidenceAltered(f"blob {blob.id[:12]} is missing", where=self.index)
        return None if entry.erased else unpack(self.path, entry, self.vault)


class BlobWriter(BlobStore):
    """The same, to add to. Unless the last run was ``closed``, what a crash left is cut."""

    def __init__(
        self, path: Path, audit_salt: bytes, *, closed: bool = False, vault: Plain = PLAIN
    ) -> None:
        path.mkdir(mode=0o700, exist_ok=True)
        path.chmod(0o700)
        self.path, self.vault = path, vault
        self.index = path / "index.jsonl"
        entries = read_index(self.index, unfinished=not closed, vault=vault)
        for longer in check_segments(path, entries, exact=closed):
            _cut(longer, ends(entries).get(longer.name, 0))
        self.index.with_name("index.jsonl.part").unlink(missing_ok=True)
        self.entries = {entry.id: entry for entry in entries}
        self._salt = audit_salt
        self._lock = Lock()
        self._packing = local()
        self._salts: list[bytes] = []
        self._by_tag = {entry.tag: entry for entry in entries if entry.tag}
        last = entries[-1] if entries else None
        self._segment = AppendOnly(
            path / (last.segment if last else segment_name(0)),
            last.offset + last.stored if last else 0,
        )
        self._lines = AppendOnly(self.index, sum(map(len, self._lines_of(entries))))

    def put(self, body: bytes) -> Blob:
        """Keep a body; the same body twice is kept once."""
        if len(body) > MAX_BLOB_BYTES:
            raise ValueError(f"a body of more than {MAX_BLOB_BYTES} bytes")
        tag = body_tag(self._salt, body)
        known = self._by_tag.get(tag)
        if known is None:
            packed = self._compressor().compress(body)
            with self._lock:
                known = self._by_tag.get(tag) or self._append(body, packed, tag)
        return Blob(known.id, known.size)

    def live(self) -> set[str]:
        """Names of the blobs that were not erased."""
        return {entry.id for entry in self.entries.values() if not entry.erased}

    def erase(self, when: Mapping[str, str]) -> None:
        """Overwrite bodies and drop their salts; name and time of the act stay as tombstones."""
        with self._lock:
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
            lines = b"".join(self._lines_of(self.entries.values()))
            self._lines.close()
            write_private(self.index, lines)
            self._lines = AppendOnly(self.index, len(lines))

    def sync(self) -> None:
        """Force segments and index onto the disk."""
        with self._lock:
            self._segment.sync()
            self._lines.sync()

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            self._segment.close()
            self._lines.close()
            if not self._segment.end:
                self._segment.path.unlink()

    def _lines_of(self, entries: Iterable[Entry]) -> Iterator[bytes]:
        return (stored_line(each, n, self.vault) for n, each in enumerate(entries, 1))

    def _append(self, body: bytes, packed: bytes, tag: str) -> Entry:
        salt = self._new_salt()
        name = commitment(salt, body)
        packed = self.vault.put(name, packed)
        self._make_room(len(packed))
        entry = Entry(
            id=name,
            segment=self._segment.path.name,
            offset=self._segment.end,
            stored=len(packed),
            size=len(body),
            salt=salt.hex(),
            tag=tag,
            packed=hashlib.sha256(packed).hexdigest(),
        )
        self._segment.append(packed)
        try:
            self._lines.append(stored_line(entry, len(self.entries) + 1, self.vault))
        except BaseException:
            self._segment.back_to(entry.offset)
            raise
        self.entries[entry.id] = self._by_tag[tag] = entry
        return entry

    def _new_salt(self) -> bytes:
        # Drawn for many at once: each call of the system lets another thread in before this one.
        if not self._salts:
            drawn = secrets.token_bytes(SALT_BYTES * SALTS)
            self._salts = [drawn[at : at + SALT_BYTES] for at in range(0, len(drawn), SALT_BYTES)]
        return self._salts.pop()

    def _make_room(self, needed: int) -> None:
        if self._segment.end and self._segment.end + needed > SEGMENT_BYTES:
            number = int(self._segment.path.stem) + 1
            self._segment.close()
            self._segment = AppendOnly(self.path / segment_name(number), 0)

    def _compressor(self) -> zstandard.ZstdCompressor:
        if not hasattr(self._packing, "zstd"):
            self._packing.zstd = zstandard.ZstdCompressor(level=3)
        compressor: zstandard.ZstdCompressor = self._packing.zstd
        return compressor


def commitment(salt: bytes, body: bytes) -> str:
    """The name of a blob."""
    return hmac.digest(salt, body, "sha256").hex()


def body_tag(audit_salt: bytes, body: bytes) -> str:
    """By which an identical body is found again within one audit."""
    return hmac.digest(audit_salt, body, "sha256").hex()


def unpack(folder: Path, entry: Entry, vault: Plain = PLAIN) -> bytes:
    """The body an index line names; EvidenceAltered when the bytes do not match the name."""
    where = f"{folder / entry.segment} (bytes {entry.offset} to {entry.offset + entry.stored})"
    altered = EvidenceAltered(f"blob {entry.id[:12]} is not what index.jsonl says", where=where)
    packed = stored_bytes(folder, entry)
    if len(packed) != entry.stored or hashlib.sha256(packed).hexdigest() != entry.packed:
        raise altered
    packed = vault.get(entry.id, packed, where)
    try:
        # The frame says how much it unpacks to; nothing is unpacked that says otherwise.
        says = zstandard.get_frame_parameters(packed).content_size
        if says != entry.size or says > MAX_BLOB_BYTES:
            raise altered
        body = zstandard.ZstdDecompressor().decompress(packed)
        salt = bytes.fromhex(entry.salt)
    except (ValueError, zstandard.ZstdError) as err:
        raise altered from err
    if len(body) != entry.size or not hmac.compare_digest(commitment(salt, body), entry.id):
        raise altered
    return body


def stored_bytes(folder: Path, entry: Entry) -> bytes:
    """What lies in the segment where an index line points; fewer bytes when it ends before."""
    try:
        with (folder / entry.segment).open("rb") as file:
            # An index line may claim any number; the segment cannot hold more than it does.
            there = os.fstat(file.fileno()).st_size
            return os.pread(file.fileno(), min(entry.stored, there), entry.offset)
    except (OSError, OverflowError) as err:
        raise EvidenceAltered("cannot be read", where=folder / entry.segment) from err


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
