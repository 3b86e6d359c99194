"""Gives bodies their names, and packs them. Threads do so beside each other."""

import hashlib
import secrets
from threading import local

import msgspec
import zstandard

from auditor.evidence.blobs import commitment
from auditor.evidence.exchange import Blob
from auditor.evidence.index import Entry
from auditor.evidence.vault import PLAIN, Plain

SALT_BYTES, SALTS = 16, 256
LEVEL, LEVEL_OF_SMALL, SMALL = 1, -5, 1024
"""Of zstd. For small ones the tables of the better level take more time than sending them, and
their lines in the index more room than is saved; a higher one takes twice as long for most."""


class Packed(msgspec.Struct, frozen=True):
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


class _Compressors(local):
    """What each thread compresses with."""

    def __init__(self) -> None:
        self.usual = zstandard.ZstdCompressor(level=LEVEL)
        self.small = zstandard.ZstdCompressor(level=LEVEL_OF_SMALL)


class Packing:
    """Draws salts, packs, and encrypts where the audit is encrypted."""

    def __init__(self, vault: Plain = PLAIN) -> None:
        self._vault = vault
        self._compressors = _Compressors()
        self._salts: list[bytes] = []

    def pack(self, body: bytes, tag: str) -> Packed:
        """A body under a name that nobody can guess."""
        salt = self._new_salt()
        small = len(body) <= SMALL
        compressor = self._compressors.small if small else self._compressors.usual
        content = compressor.compress(body)
        name = commitment(salt, body)
        return Packed(Blob(name, len(body)), salt, tag, self._vault.put(name, content))

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
