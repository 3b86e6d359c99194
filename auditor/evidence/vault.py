"""Encryption of evidence at rest: a passphrase opens the one key of an audit's folder.

scrypt (RFC 7914) makes a key from the passphrase; it wraps a random key in ``vault.json``, and with
that one each line and each body is encrypted by itself (AES-256-GCM), bound to its place. So what
is read stays a stream, and what the chain commits to stays the plain text.
"""

import os
from base64 import b64decode, b64encode
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

from auditor.errors import AuditorError, EvidenceAltered, Unopened
from auditor.evidence.jsonl import decode, encode, write_private

FILE = "vault.json"
FORMAT = "auditor-vault/1"
COST, CHEAPEST, DEAREST = 17, 10, 18
"""Binary logarithm of scrypt's N; with r = 8 the default takes 128 MiB."""
SHORTEST = 8
"""Characters of a passphrase."""
_NONCE, _TAG, _KEY = 12, 16, 32


@dataclass(frozen=True, slots=True)
class Header:
    """The content of ``vault.json``; bytes in hex."""

    format: str
    cost: int
    salt: str
    key: str
    """The folder's key, encrypted under the one that the passphrase gives."""


class Plain:
    """Evidence that is not encrypted: everything stays as it is."""

    def put(self, place: str, content: bytes) -> bytes:
        """What to write for a body at a place."""
        del place
        return content

    def get(self, place: str, stored: bytes, where: object) -> bytes:
        """The body that was put there; EvidenceAltered when it is not what was written."""
        del place, where
        return stored

    def put_line(self, place: str, line: bytes) -> bytes:
        """What to write for a line, its newline included."""
        del place
        return line

    def get_line(self, place: str, stored: bytes, where: object) -> bytes:
        """The line that was put there."""
        del place, where
        return stored


class Vault(Plain):
    """Evidence under a key."""

    def __init__(self, key: bytes) -> None:
        # Most commands open nothing, and the library takes long to load.
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

        self._cipher, self._wrong = AESGCM(key), InvalidTag

    def put(self, place: str, content: bytes) -> bytes:
        """Encrypt a body, bound to its place."""
        nonce = os.urandom(_NONCE)
        return nonce + self._cipher.encrypt(nonce, content, place.encode())

    def get(self, place: str, stored: bytes, where: object) -> bytes:
        """Decrypt it again."""
        try:
            return self._cipher.decrypt(stored[:_NONCE], stored[_NONCE:], place.encode())
        except (self._wrong, ValueError) as err:
            raise EvidenceAltered("not what was encrypted there", where=where) from err

    def put_line(self, place: str, line: bytes) -> bytes:
        """Encrypt a line; the same on one line of base64."""
        return b64encode(self.put(place, line)) + b"\n"

    def get_line(self, place: str, stored: bytes, where: object) -> bytes:
        """Decrypt it again; only the one way of writing it counts."""
        if not stored.endswith(b"\n"):
            raise EvidenceAltered("the last line is not finished", where=where)
        try:
            packed = b64decode(stored[:-1], validate=True)
        except ValueError as err:
            raise EvidenceAltered("not what was encrypted there", where=where) from err
        if b64encode(packed) != stored[:-1]:
            raise EvidenceAltered("not what was encrypted there", where=where)
        return self.get(place, packed, where)


PLAIN = Plain()


class Passphrase:
    """Where the passphrase comes from; asked for at most once, and only when it is needed."""

    def __init__(self, ask: Callable[[], str], *, typed: bool = False) -> None:
        self._ask, self._told, self.typed = ask, "", typed
        self._opened: dict[bytes, Vault] = {}

    def open(self, path: Path) -> Vault:
        """The vault of a header file; AuditorError when the passphrase is not its own."""
        raw = path.read_bytes()
        if raw not in self._opened:
            self._opened[raw] = Vault(_key_of(path, raw, self.text()))
        return self._opened[raw]

    def text(self) -> str:
        """The passphrase."""
        self._told = self._told or self._ask()
        return self._told


def _nobody() -> str:
    raise Unopened(
        "the evidence is encrypted", hint="auditor --passphrase-file FILE and the same command"
    )


PASSPHRASE: ContextVar[Passphrase | None] = ContextVar("passphrase", default=None)
"""What the user gave for this command; every reader of a folder opens it with this."""


def vault_of(evidence: Path) -> Plain:
    """What opens the evidence in a folder: nothing where it is not encrypted."""
    path = evidence / FILE
    if not path.is_file():
        return PLAIN
    return (PASSPHRASE.get() or Passphrase(_nobody)).open(path)


def new_vault(evidence: Path, passphrase: str, cost: int = COST) -> Vault:
    """A new key, and ``vault.json`` that wraps it; AuditorError for a short passphrase."""
    if len(passphrase) < SHORTEST:
        raise AuditorError(
            f"a passphrase of fewer than {SHORTEST} characters",
            hint="several words make a good one",
        )
    key, salt = os.urandom(_KEY), os.urandom(16)
    wrapped = Vault(_derived(passphrase, salt, cost)).put(_bound(cost, salt), key)
    header = Header(FORMAT, cost, salt.hex(), wrapped.hex())
    write_private(evidence / FILE, encode(header) + b"\n")
    return Vault(key)


def _key_of(path: Path, raw: bytes, passphrase: str) -> bytes:
    try:
        header = decode(raw, Header, path)
        salt, wrapped = bytes.fromhex(header.salt), bytes.fromhex(header.key)
    except (AuditorError, ValueError) as err:
        raise EvidenceAltered("not as auditor writes it", where=f"{path}:1") from err
    # A hostile header must not take the machine's memory.
    sound = CHEAPEST <= header.cost <= DEAREST and len(wrapped) == _NONCE + _KEY + _TAG
    if raw != encode(header) + b"\n" or header.format != FORMAT or not sound:
        raise EvidenceAltered("not as auditor writes it", where=f"{path}:1")
    try:
        key = Vault(_derived(passphrase, salt, header.cost))
        return key.get(_bound(header.cost, salt), wrapped, path)
    except EvidenceAltered as err:
        raise Unopened(
            "the passphrase does not open it, or this file was changed",
            where=path,
            hint="the passphrase that it was encrypted with",
        ) from err


def _derived(passphrase: str, salt: bytes, cost: int) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt  # noqa: PLC0415

    return Scrypt(salt=salt, length=_KEY, n=2**cost, r=8, p=1).derive(passphrase.encode())


def _bound(cost: int, salt: bytes) -> str:
    return f"{FORMAT} {cost} {salt.hex()}"
