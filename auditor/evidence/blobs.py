"""Bodies, compressed and packed in segments; identical ones once.

A blob's name is HMAC-SHA-256(salt, body), so that destroying the salt with the body erases
personal data for good while the chain that names the blob stays valid.
"""

import hashlib
import hmac
import os
from pathlib import Path

import zstandard

from auditor.errors import EvidenceAltered
from auditor.evidence.exchange import Blob
from auditor.evidence.index import Entry, read_index

MAX_BLOB_BYTES = 256 * 2**20
"""No larger body is ever written, so none is ever unpacked."""


class BlobStore:
    """The folder ``evidence/blobs``, to read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.index = path / "index.jsonl"
        self.entries = {entry.id: entry for entry in read_index(self.index, unfinished=True)}

    def get(self, blob: Blob) -> bytes | None:
        """The body, or None when it was erased; EvidenceAltered when it is not what was put."""
        entry = self.entries.get(blob.id)
        if entry is None:
            raise EvidenceAltered(f"blob {blob.id[:12]} is missing", where=self.index)
        return None if entry.erased else unpack(self.path, entry)


def commitment(salt: bytes, body: bytes) -> str:
    """The name of a blob."""
    # ``hmac.digest`` lets another thread in before this one goes on, also for the shortest bodies.
    return hmac.new(salt, body, "sha256").hexdigest()


def body_tag(audit_salt: bytes, body: bytes) -> str:
    """By which an identical body is found again within one audit."""
    return hmac.new(audit_salt, body, "sha256").hexdigest()


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
