"""Bodies, compressed and packed in segments; identical ones once.

A blob's name is HMAC-SHA-256(salt, body), so that destroying the salt with the body erases
personal data for good while the chain that names the blob stays valid. Bytes first, index line
second: a crash leaves bytes that no line names, and the next opening cuts them.
"""

import hashlib
import hmac
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from threading import Lock, local

import zstandard

from auditor.errors import EvidenceAltered
from auditor.evidence.appendonly import AppendOnly
from auditor.evidence.chain import Head
from auditor.evidence.exchange import Blob
from auditor.evidence.index import (
    MAX_LINE,
    Entry,
    check_segments,
    line_of,
    segment_name,
    tombstone,
    walk,
)
from auditor.evidence.jsonl import write_pieces
from auditor.evidence.keyed import Keyed
from auditor.evidence.places import Places

SEGMENT_BYTES = 64 * 2**20
LEVEL = 1
"""Of zstd. Most bodies are short: a higher one takes twice as long there, and packs no closer."""
SALT_BYTES, SALTS = 16, 256
MAX_BLOB_BYTES = 256 * 2**20
"""No larger body is ever written, so none is ever unpacked."""


class BlobStore:
    """The folder ``evidence/blobs``, to read. Its memory does not grow with the blobs."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.index = path / "index.jsonl"
        self._lock = Lock()
        self._names = Places("id", self._line_at)
        self._names.read(self.index, unfinished=True)

    @property
    def entries(self) -> dict[str, Entry]:
        """All that the index tells, by name."""
        return {entry.id: entry for _, entry in walk(self.index, unfinished=True)}

    def get(self, blob: Blob) -> bytes | None:
        """The body, or None when it was erased; EvidenceAltered when it is not what was put."""
        entry = self._entry(blob.id)
        if entry is None:
            raise EvidenceAltered(f"blob {blob.id[:12]} is missing", where=self.index)
        return None if entry.erased else unpack(self.path, entry)

    def _entry(self, name: str) -> Entry | None:
        with self._lock:
            return self._names.find(name)

    def _line_at(self, at: int) -> bytes:
        with self.index.open("rb") as file:
            file.seek(at)
            return file.readline()


class BlobWriter(BlobStore):
    """The same, to add to. Unless the last run was ``closed``, what a crash left is cut."""

    def __init__(self, path: Path, audit_salt: bytes, *, closed: bool = False) -> None:
        path.mkdir(mode=0o700, exist_ok=True)
        path.chmod(0o700)
        self.path = path
        self.index = path / "index.jsonl"
        Places("id", super()._line_at).read(self.index, unfinished=not closed)
        self._tags = Places("tag", self._line_at)
        self._said = self._tags.read(self.index, unfinished=not closed)
        self._named: Places | None = None
        for longer in check_segments(path, self._said, exact=closed):
            _cut(longer, self._said.ends.get(longer.name, 0))
        self.index.with_name("index.jsonl.part").unlink(missing_ok=True)
        self._keyed = Keyed(audit_salt)
        self._lock = Lock()
        self._packing = local()
        self._salts: list[bytes] = []
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
        return super().entries

    @property
    def head(self) -> Head:
        """How many blobs there are, and the SHA-256 over their names in order."""
        return self._said.head

    def put(self, body: bytes) -> Blob:
        """Keep a body; the same body twice is kept once."""
        if len(body) > MAX_BLOB_BYTES:
            raise ValueError(f"a body of more than {MAX_BLOB_BYTES} bytes")
        tag = self._keyed.of(body)
        with self._lock:
            known = self._tags.find(tag)
        if known is None:
            packed = self._compressor().compress(body)
            with self._lock:
                # Only another thread can have put it since.
                known = self._tags.recent(tag) or self._append(body, packed, tag)
        return Blob(known.id, known.size)

    def live(self) -> set[str]:
        """Names of the blobs that were not erased."""
        self.flush()
        return {entry.id for _, entry in walk(self.index) if not entry.erased}

    def erase(self, when: Mapping[str, str]) -> None:
        """Overwrite bodies and drop their salts; name and time of the act stay as tombstones."""
        with self._lock:
            self._flush()
            self._lines.close()
            for _, entry in walk(self.index):
                if entry.id in when:
                    _overwrite(self.path / entry.segment, entry)
            kept = (tombstone(entry, when.get(entry.id)) for _, entry in walk(self.index))
            write_pieces(self.index, map(line_of, kept))
            self._tags, self._named = Places("tag", self._line_at), None
            self._said = self._tags.read(self.index, unfinished=False)
            self._lines = AppendOnly(self.index, self._said.bytes)

    def hold(self, *, on: bool) -> None:
        """Whether bodies and lines are gathered, to be written together."""
        with self._lock:
            self._segment.holding = self._lines.holding = on
            if on:
                self._named = None  # made anew for the next who asks
            else:
                self._flush()

    @property
    def held(self) -> int:
        """Bytes that are not in the files yet."""
        return self._segment.held + self._lines.held

    def flush(self) -> None:
        """Write what is held, bodies first."""
        with self._lock:
            self._flush()

    def sync(self) -> None:
        """Force segments and index onto the disk."""
        with self._lock:
            self._flush()
            self._segment.sync()
            self._lines.sync()

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            self._segment.close()
            self._lines.close()
            if not self._segment.end:
                self._segment.path.unlink()

    def _flush(self) -> None:
        try:
            self._segment.flush()
        except BaseException:
            self._lines.drop()  # they name what is lost
            raise
        self._lines.flush()

    def _append(self, body: bytes, packed: bytes, tag: str) -> Entry:
        self._make_room(len(packed))
        salt = self._new_salt()
        entry = Entry(
            id=commitment(salt, body),
            segment=self._segment.name,
            offset=self._segment.end,
            stored=len(packed),
            size=len(body),
            salt=salt.hex(),
            tag=tag,
            packed=hashlib.sha256(packed).hexdigest(),
        )
        line = line_of(entry)
        self._segment.append(packed)
        try:
            self._lines.append(line)
        except BaseException:
            self._segment.back_to(entry.offset)
            raise
        at = self._said.take(entry, len(line))
        self._tags.add(at, entry)
        if self._named:
            self._named.add(at, entry)
        return entry

    def _entry(self, name: str) -> Entry | None:
        with self._lock:
            self._flush()
            if self._named is None:
                self._named = Places("id", self._line_at)
                self._named.read(self.index, unfinished=False)
            return self._named.find(name)

    def _line_at(self, at: int) -> bytes:
        self._flush()
        return self._lines.read(MAX_LINE, at).partition(b"\n")[0] + b"\n"

    def _new_salt(self) -> bytes:
        # Drawn for many at once: each call of the system lets another thread in before this one.
        if not self._salts:
            drawn = secrets.token_bytes(SALT_BYTES * SALTS)
            self._salts = [drawn[at : at + SALT_BYTES] for at in range(0, len(drawn), SALT_BYTES)]
        return self._salts.pop()

    def _make_room(self, needed: int) -> None:
        if self._segment.end and self._segment.end + needed > SEGMENT_BYTES:
            number = int(self._segment.path.stem) + 1
            holding = self._segment.holding
            self._flush()
            self._segment.close()
            self._segment = AppendOnly(self.path / segment_name(number), 0)
            self._segment.holding = holding

    def _compressor(self) -> zstandard.ZstdCompressor:
        if not hasattr(self._packing, "zstd"):
            self._packing.zstd = zstandard.ZstdCompressor(level=LEVEL)
        compressor: zstandard.ZstdCompressor = self._packing.zstd
        return compressor


def commitment(salt: bytes, body: bytes) -> str:
    """The name of a blob."""
    return Keyed(salt).of(body)


def body_tag(audit_salt: bytes, body: bytes) -> str:
    """By which an identical body is found again within one audit."""
    return Keyed(audit_salt).of(body)


def unpack(folder: Path, entry: Entry) -> bytes:
    """The body an index line names; EvidenceAltered when the bytes do not match the name."""
    where = f"{folder / entry.segment} (bytes {entry.offset} to {entry.offset + entry.stored})"
    altered = EvidenceAltered(f"blob {entry.id[:12]} is not what index.jsonl says", where=where)
    packed = stored_bytes(folder, entry)
    if len(packed) != entry.stored or hashlib.sha256(packed).hexdigest() != entry.packed:
        raise altered
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
