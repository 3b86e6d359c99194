"""The seal: an in-toto Statement over the evidence, signed with Ed25519 in a DSSE envelope.

Formats: in-toto Statement v1 and DSSE v1 (both 2024). A local key proves that nothing changed
since this key sealed it; it proves neither who held the key nor the time.
"""

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from auditor.errors import AuditorError, EvidenceAltered
from auditor.evidence import merkle
from auditor.evidence.chain import Head, digest, links
from auditor.evidence.custody import now
from auditor.evidence.folder import Folder
from auditor.evidence.jsonl import write_private
from auditor.evidence.writer import Writer

PAYLOAD_TYPE = "application/vnd.in-toto+json"
MAX_BYTES = 16 * 2**20
PREDICATE_TYPE = "urn:auditor:evidence:1"


@dataclass(frozen=True, slots=True)
class Seal:
    """What a seal swears to."""

    key: str
    """Fingerprint: SHA-256 of the public key, hex."""
    sealed: str
    files: dict[str, str]
    """Path in the folder → SHA-256."""
    exchanges: Head
    custody: Head
    blobs: Head
    merkle_root: str


def seal(writer: Writer, key: Ed25519PrivateKey) -> Seal:
    """Seal an ended audit and close it."""
    if writer.sealed:
        raise AuditorError("the audit is sealed already", where=writer.path)
    public, evidence = key.public_key().public_bytes_raw(), writer.evidence
    writer.sync()
    made = Seal(
        key=fingerprint(public),
        sealed=now(),
        files={name: sworn_sha256(writer, name) for name in _sworn_files(writer.path)},
        exchanges=_head(writer.lines()),
        custody=_head(links(evidence / "custody.jsonl")),
        blobs=writer.blobs_head,
        merkle_root=merkle.root([merkle.leaf(line) for line, _ in writer.lines()]).hex(),
    )
    payload = orjson.dumps(_statement(made), option=orjson.OPT_SORT_KEYS)
    envelope = _envelope(payload, public, key.sign(_pae(payload)))
    # Custody right after what is sworn to names the seal; neither ever stands without the other.
    unnamed = writer.path / "seal.json.part"
    write_private(unnamed, orjson.dumps(envelope) + b"\n")
    writer.record("sealed", "the evidence is complete", {"key": made.key})
    writer.sync()
    unnamed.replace(writer.path / "seal.json")
    writer.close()
    return made


def read_seal(path: Path) -> Seal:
    """The seal of a folder; EvidenceAltered when its signature does not hold."""
    file = path / "seal.json"
    try:
        if file.stat().st_size > MAX_BYTES:
            raise EvidenceAltered("larger than any seal", where=file)
        return seal_of(file.read_bytes(), file)
    except OSError as err:
        raise EvidenceAltered("cannot be read", where=file) from err


def seal_of(raw: bytes, where: object) -> Seal:
    """The seal that the bytes of an envelope hold, its newline included."""
    altered = EvidenceAltered("the signature of the seal does not hold", where=where)
    try:
        envelope = orjson.loads(raw)
        (signature,) = envelope["signatures"]
        payload = base64.b64decode(envelope["payload"], validate=True)
        public = base64.b64decode(signature["publicKey"], validate=True)
        signed = base64.b64decode(signature["sig"], validate=True)
        if raw != orjson.dumps(_envelope(payload, public, signed)) + b"\n":
            raise altered
        Ed25519PublicKey.from_public_bytes(public).verify(signed, _pae(payload))
        return _seal(orjson.loads(payload), signature["keyid"])
    except (ValueError, KeyError, TypeError, InvalidSignature) as err:
        raise altered from err


def fingerprint(public: bytes) -> str:
    """SHA-256 of a raw public key, hex."""
    return hashlib.sha256(public).hexdigest()


def read_key(path: Path) -> Ed25519PrivateKey:
    """A private key from a PEM file; AuditorError when it is none or not Ed25519."""
    try:
        key = load_pem_private_key(path.read_bytes(), None)
    except (OSError, ValueError, TypeError) as err:
        raise AuditorError(
            "not a readable Ed25519 key in PEM", where=path, hint="--new-key FILE makes one"
        ) from err
    if not isinstance(key, Ed25519PrivateKey):
        raise AuditorError("not an Ed25519 key", where=path, hint="--new-key FILE makes one")
    return key


def new_key(path: Path) -> Ed25519PrivateKey:
    """A new private key in a file that only its owner may read; never replaces one."""
    if path.exists():
        raise AuditorError("there is a key already", where=path, hint="use it with --key")
    key = Ed25519PrivateKey.generate()
    write_private(path, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return key


def _sworn_files(path: Path) -> list[str]:
    captures = sorted((path / "evidence" / "captures").rglob("*"))
    kept = [file.relative_to(path).as_posix() for file in captures if file.is_file()]
    return ["audit.json", "evidence/exchanges.jsonl", *kept]


def _statement(made: Seal) -> dict[str, Any]:
    return {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [{"name": name, "digest": {"sha256": sha}} for name, sha in made.files.items()],
        "predicateType": PREDICATE_TYPE,
        "predicate": {
            "sealed": made.sealed,
            "exchanges": {"count": made.exchanges.count, "head": made.exchanges.head},
            "custody": {"count": made.custody.count, "head": made.custody.head},
            "blobs": {"count": made.blobs.count, "head": made.blobs.head},
            "merkleRoot": made.merkle_root,
        },
    }


def _seal(statement: dict[str, Any], key: str) -> Seal:
    predicate = statement["predicate"]
    return Seal(
        key=key,
        sealed=predicate["sealed"],
        files={item["name"]: item["digest"]["sha256"] for item in statement["subject"]},
        exchanges=Head(**predicate["exchanges"]),
        custody=Head(**predicate["custody"]),
        blobs=Head(**predicate["blobs"]),
        merkle_root=predicate["merkleRoot"],
    )


def _envelope(payload: bytes, public: bytes, signed: bytes) -> dict[str, Any]:
    return {
        "payload": base64.b64encode(payload).decode(),
        "payloadType": PAYLOAD_TYPE,
        "signatures": [
            {
                "keyid": fingerprint(public),
                "publicKey": base64.b64encode(public).decode(),
                "sig": base64.b64encode(signed).decode(),
            }
        ],
    }


def _head(lines: Iterable[tuple[bytes, object]]) -> Head:
    digests = [digest(line) for line, _ in lines]
    return Head(len(digests), digests[-1]) if digests else Head()


def sworn_sha256(folder: Folder, name: str) -> str:
    """SHA-256 of a file as it was written; of the plain text where it is encrypted."""
    if name == "evidence/exchanges.jsonl":
        whole = hashlib.sha256()
        for line, _ in folder.lines():
            whole.update(line)
        return whole.hexdigest()
    with (folder.path / name).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _pae(payload: bytes) -> bytes:
    """DSSE's pre-authentication encoding."""
    return b"DSSEv1 %d %b %d %b" % (len(PAYLOAD_TYPE), PAYLOAD_TYPE.encode(), len(payload), payload)
