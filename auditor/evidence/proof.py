"""One exchange, shown to belong to sealed evidence without the rest of it.

A proof holds the exchange's line, the audit path of RFC 6962 from it to the Merkle root, and the
seal that swears to that root; with its bodies, also the salts that their names were made with.
"""

import hmac
from base64 import b64decode, b64encode
from dataclasses import dataclass
from pathlib import Path

from auditor.errors import AuditorError, EvidenceAltered
from auditor.evidence import merkle
from auditor.evidence.blobs import commitment
from auditor.evidence.chain import Link
from auditor.evidence.exchange import Exchange
from auditor.evidence.folder import Folder
from auditor.evidence.jsonl import decode, encode, write_private
from auditor.evidence.seal import MAX_BYTES, Seal, seal_of
from auditor.evidence.verifying import messages_of, verify

FORMAT = "auditor-proof/1"
MAX_PROOF_BYTES = 512 * 2**20


@dataclass(frozen=True, slots=True)
class Body:
    """What one blob holds, and the salt that makes its name of it."""

    id: str
    salt: str
    body: str
    """Base64."""


@dataclass(frozen=True, slots=True)
class Proof:
    """The content of a proof's file."""

    format: str
    exchange: str
    seq: int
    """Its number in the chain, from 1."""
    line: str
    count: int
    """Lines that the seal swears to."""
    path: tuple[str, ...]
    """Hashes from the leaf to the root, hex."""
    seal: str
    """The seal as it lies in the folder, base64."""
    bodies: tuple[Body, ...] = ()


@dataclass(frozen=True, slots=True)
class Proved:
    """What a proof shows."""

    exchange: Exchange
    seq: int
    seal: Seal
    bodies: int


def prove(path: Path, exchange_id: str, *, bodies: bool = False) -> Proof:
    """The proof of one exchange; AuditorError when the folder is not sealed or has none such."""
    if not Folder(path).sealed:
        raise AuditorError(
            "not sealed, so nothing swears to the exchange", where=path, hint=f"auditor seal {path}"
        )
    verify(path)
    folder, leaves, found = Folder(path), [], None
    for line, link in folder.lines():
        leaves.append(merkle.leaf(line))
        exchange = decode(link.record, Exchange)
        if exchange.id == exchange_id:
            found = line, link.seq, exchange
    if found is None:
        raise AuditorError(
            f"no exchange is called {exchange_id!r}", where=path, hint="findings name them"
        )
    line, seq, exchange = found
    return Proof(
        FORMAT,
        exchange.id,
        seq,
        line.decode(),
        len(leaves),
        tuple(each.hex() for each in merkle.audit_path(leaves, seq - 1)),
        b64encode((path / "seal.json").read_bytes()).decode(),
        tuple(_bodies(folder, exchange)) if bodies else (),
    )


def write_proof(proof: Proof, out: Path) -> None:
    """Write a proof where nothing stands yet."""
    if out.exists():
        raise AuditorError("is there already", where=out, hint="another --out")
    write_private(out, encode(proof) + b"\n")


def check_proof(file: Path) -> Proved:
    """What a proof's file shows; EvidenceAltered when it does not hold."""
    proof = _read(file)
    try:
        raw, path = b64decode(proof.seal, validate=True), [bytes.fromhex(h) for h in proof.path]
        line = proof.line.encode()
        link = decode(line, Link, file)
        exchange = decode(link.record, Exchange, file)
    except (AuditorError, ValueError) as err:
        raise EvidenceAltered("not as auditor writes it", where=f"{file}:1") from err
    if len(raw) > MAX_BYTES:
        raise EvidenceAltered("larger than any seal", where=file)
    sealed = seal_of(raw, file)
    root = merkle.root_from(merkle.leaf(line), proof.seq - 1, sealed.exchanges.count, path)
    told = (proof.exchange, proof.seq, proof.count)
    if told != (exchange.id, link.seq, sealed.exchanges.count) or (
        root is None or root.hex() != sealed.merkle_root
    ):
        raise EvidenceAltered("the exchange is not one that the seal swears to", where=f"{file}:1")
    _check_bodies(proof, exchange, file)
    return Proved(exchange, proof.seq, sealed, len(proof.bodies))


def _read(file: Path) -> Proof:
    try:
        if file.stat().st_size > MAX_PROOF_BYTES:
            raise AuditorError("larger than any proof", where=file)
        proof = decode(file.read_bytes(), Proof, file)
    except OSError as err:
        raise AuditorError(
            "cannot be read", where=file, hint="auditor prove F ID --out it"
        ) from err
    if proof.format != FORMAT:
        raise AuditorError(f"not a proof of the format {FORMAT!r}", where=file)
    return proof


def _bodies(folder: Folder, exchange: Exchange) -> list[Body]:
    found = []
    for blob in messages_of(exchange):
        body, entry = folder.body(blob), folder.blobs.entry(blob.id)
        if body is not None and entry:
            found.append(Body(blob.id, entry.salt, b64encode(body).decode()))
    return found


def _check_bodies(proof: Proof, exchange: Exchange, file: Path) -> None:
    named = {blob.id for blob in messages_of(exchange)}
    for each in proof.bodies:
        try:
            made = commitment(bytes.fromhex(each.salt), b64decode(each.body, validate=True))
        except ValueError:
            made = ""
        if each.id not in named or not hmac.compare_digest(made, each.id):
            raise EvidenceAltered(
                f"body {each.id[:12]} is not one that the exchange names", where=f"{file}:1"
            )
