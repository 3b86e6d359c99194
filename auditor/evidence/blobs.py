"""Bodies, compressed and packed in segments; identical ones once.

A blob's name is HMAC-SHA-256(salt, body), so that destroying the salt with the body erases
personal data for good while the chain that names the blob stays valid.
"""

import hashlib
import hmac
import os
from pathlib import Path
from threading import Lock

import zstandard

from auditor.errors import EvidenceAltered
from auditor.evidence.exchange import Blob
from auditor.evidence.index import PLACE, Entry, walk
from auditor.evidence.keyed import Keyed
from auditor.evidence.places import Places
from auditor.evidence.vault import PLAIN, Plain

MAX_BLOB_BYTES = 256 * 2**20
"""No larger body is ever written, so none is ever unpacked."""


class BlobStore:
    """The folder ``evidence/blobs``, to read. Its memory does not grow with the blobs."""

    def __init__(self, path: Path, vault: Plain = PLAIN) -> None:
        self.path, self.vault = path, vault
        self.index = path / "index.jsonl"
        self._lock = Lock()
        self._names = Places("id", self._line_at, vault)
        self._names.read(self.index, unfinished=True)

    @property
    def entries(self) -> dict[str, Entry]:
        """All that the index tells, by name."""
        walked = walk(self.index, unfinished=True, vault=self.vault)
        return {entry.id: entry for _, entry in walked}

    def get(self, blob: Blob) -> bytes | None:
        """The body, or None when it was erased; EvidenceAltered when it is not what was put."""
        entry = self.entry(blob.id)
        if entry is None:
            raise EvidenceAltered(f"blob {blob.id[:12]} is missing", where=self.index)
        return None if entry.erased else unpack(self.path, entry, self.vault)

    def entry(self, name: str) -> Entry | None:
        """What the index tells of one blob."""
        with self._lock:
            return self._names.find(name)

    def _line_at(self, at: int) -> bytes:
        with self.index.open("rb") as file:
            file.seek(at)
            return self.vault.get_line(PLACE, file.readline(), self.index)


def commitment(salt: bytes, body: bytes) -> str:
    """The name of a blob."""
    return Keyed(salt).of(body)


def body_tag(audit_salt: bytes, body: bytes) -> str:
    """By which an identical body is found again within one audit."""
    return Keyed(audit_salt).of(body)


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
