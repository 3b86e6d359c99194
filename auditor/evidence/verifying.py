"""Proves that the evidence is what was written, or names the first place where it is not."""

import hmac
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from auditor.errors import AuditorError, EvidenceAltered, Unopened
from auditor.evidence import merkle
from auditor.evidence.blobs import body_tag, stored_bytes, unpack
from auditor.evidence.chain import Head, check_head, digest, links
from auditor.evidence.custody import Custody, redacted
from auditor.evidence.exchange import Blob, Exchange
from auditor.evidence.folder import Folder
from auditor.evidence.heads import Heads, read_heads
from auditor.evidence.index import Entry, Tally, check_segments, read_index
from auditor.evidence.intents import NAME as INTENTS
from auditor.evidence.jsonl import decode
from auditor.evidence.seal import Seal, read_seal, sworn_sha256

_REQUIRED = ("exchanges.jsonl", "custody.jsonl", "blobs/index.jsonl")
_WRITTEN = re.compile(
    r"exchanges\.jsonl|custody\.jsonl|head\.json|vault\.json|blobs(/index\.jsonl|/[0-9]+\.seg)?|captures(/.+)?|intents"
)
_HALF_WRITTEN = ("head.json.part", "blobs/index.jsonl.part")


@dataclass(frozen=True, slots=True)
class Verified:
    """What was proved. ``seal`` is None for a folder that was never sealed."""

    exchanges: int
    blobs: int
    redacted: int
    head: str
    merkle_root: str
    seal: Seal | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """What lies on the disk, each part sound in itself."""

    exchanges: list[str]
    """Digests of the lines."""
    custody: list[str]
    acts: list[Custody]
    index: list[Entry]
    named: set[str]
    """Blobs that must be there."""
    merkle_root: str

    @property
    def blobs(self) -> Head:
        return Tally(self.index).head


def verify(path: Path) -> Verified:
    """Check chains, bodies, head and seal; EvidenceAltered at the first thing that is wrong.

    A folder that holds no audit is the user's error and not altered evidence.
    """
    if not (path / "audit.json").exists() and not (path / "evidence").exists():
        raise AuditorError(
            "not an audit folder: audit.json is missing",
            where=path,
            hint="the folder that --out named",
        )
    try:
        return _verify(Folder(path))
    except EvidenceAltered:
        raise
    except (AuditorError, OSError, ValueError) as err:
        if isinstance(err, Unopened):
            raise
        where = err.where if isinstance(err, AuditorError) else getattr(err, "filename", None)
        raise EvidenceAltered(str(getattr(err, "what", err)), where=where or path) from err


def messages_of(exchange: Exchange) -> Iterator[Blob]:
    """The blobs of what was sent and of what came back."""
    for message in (exchange.sent, exchange.received):
        if message:
            yield from (b for b in (message.head, message.body, message.joined) if b)


def blobs_of(exchange: Exchange) -> Iterator[Blob]:
    """Every blob that an exchange names."""
    yield from messages_of(exchange)
    for planted in exchange.planted:
        yield Blob(planted.persona, 0)


def _verify(folder: Folder) -> Verified:
    evidence = folder.evidence
    _check_layout(evidence)
    heads = read_heads(evidence)
    found = _read(folder, running=not heads.closed)
    whole = heads.blobs == found.blobs
    check_segments(
        evidence / "blobs", Tally(found.index), exact=heads.closed or folder.sealed, whole=whole
    )
    sealed = _check_sealed(folder, found)
    if sealed:
        _check_since_sealed(evidence, heads, found, sealed)
    try:
        notes = _check_heads(evidence, heads, found)
    except EvidenceAltered as err:
        raise _whose_fault(err, sealed) from err
    notes += _check_blobs(folder, found, running=not heads.closed)
    return Verified(
        exchanges=len(found.exchanges),
        blobs=len(found.index),
        redacted=sum(bool(entry.erased) for entry in found.index),
        head=found.exchanges[-1] if found.exchanges else Head().head,
        merkle_root=found.merkle_root,
        seal=sealed,
        notes=tuple(notes),
    )


def _check_layout(evidence: Path) -> None:
    """Everything that must be there, and nothing else; no links and no devices."""
    head = evidence / "head.json"
    running = not head.is_file() or not read_heads(evidence).closed
    for path in sorted(evidence.rglob("*")):
        inside = path.relative_to(evidence).as_posix()
        plain = (path.is_file() or path.is_dir()) and not path.is_symlink()
        half = running and inside in _HALF_WRITTEN
        stray = path.is_dir() and not _is_ours(path, inside)
        if not plain or stray or not (_WRITTEN.fullmatch(inside) or half):
            raise EvidenceAltered("auditor did not write this", where=path)
    for name in _REQUIRED:
        if head.exists() and not (evidence / name).is_file():
            raise EvidenceAltered("is missing", where=evidence / name)


def _is_ours(path: Path, inside: str) -> bool:
    """Whether auditor would have made a folder; it makes none that stays empty but the two."""
    within = inside.startswith("captures/") and any(path.iterdir())
    return inside in ("blobs", "captures") or within


def _read(folder: Folder, *, running: bool) -> _Found:
    evidence = folder.evidence
    acts: list[Custody] = []
    custody: list[str] = []
    for line, link in links(evidence / "custody.jsonl", unfinished=running):
        acts.append(decode(link.record, Custody, f"{evidence}/custody.jsonl:{link.seq}"))
        custody.append(digest(line))
    named = {folder.about.persona.id} if folder.about.persona else set()
    exchanges: list[str] = []
    leaves: list[bytes] = []
    for line, link in folder.lines(unfinished=running):
        exchange = decode(link.record, Exchange, f"{evidence}/exchanges.jsonl:{link.seq}")
        named.update(blob.id for blob in blobs_of(exchange))
        exchanges.append(digest(line))
        leaves.append(merkle.leaf(line))
    # Nothing is added to the index of a sealed folder, so nothing can be left unfinished there.
    whole = not running or folder.sealed
    index = read_index(evidence / "blobs" / "index.jsonl", unfinished=not whole, vault=folder.vault)
    return _Found(exchanges, custody, acts, index, named, merkle.root(leaves).hex())


def _check_sealed(folder: Folder, found: _Found) -> Seal | None:
    if not folder.sealed:
        if any(act.action == "sealed" for act in found.acts):
            raise EvidenceAltered(
                "the audit was sealed, and the seal is gone", where=folder.path / "seal.json"
            )
        return None
    sealed, evidence = read_seal(folder.path), folder.evidence
    if (evidence / INTENTS).exists():
        raise EvidenceAltered("was not there when the audit was sealed", where=evidence / INTENTS)
    exchanges = evidence / "exchanges.jsonl"
    check_head(exchanges, found.exchanges, sealed.exchanges, "the seal", exact=True)
    if sealed.merkle_root != found.merkle_root:
        raise EvidenceAltered("not what was sealed", where=exchanges)
    check_head(evidence / "custody.jsonl", found.custody, sealed.custody, "the seal", exact=False)
    if sealed.blobs != found.blobs:
        raise _other_blobs(folder, found)
    for name, sha in sealed.files.items():
        if sworn_sha256(folder, name) != sha:
            raise EvidenceAltered("not the file that was sealed", where=folder.path / name)
    for path in (evidence / "captures").rglob("*"):
        if path.is_file() and path.relative_to(folder.path).as_posix() not in sealed.files:
            raise EvidenceAltered("was not there when the audit was sealed", where=path)
    return sealed


def _other_blobs(folder: Folder, found: _Found) -> EvidenceAltered:
    """Names the line of the index that no exchange asks for, where there is one."""
    index = folder.evidence / "blobs" / "index.jsonl"
    strays = (n for n, entry in enumerate(found.index, 1) if entry.id not in found.named)
    line = next(strays, len(found.index) or 1)
    return EvidenceAltered("not the blobs that were sealed", where=f"{index}:{line}")


def _check_since_sealed(evidence: Path, heads: Heads, found: _Found, sealed: Seal) -> None:
    """After the seal only redactions may follow: first custody names the seal."""
    named = sealed.custody.count
    act = found.acts[named] if named < len(found.acts) else None
    if act is None or act.action != "sealed" or act.detail.get("key") != sealed.key:
        where = f"{evidence / 'custody.jsonl'}:{named + 1}"
        raise EvidenceAltered("not the line that names the seal", where=where)
    # Killed before its first act a redaction leaves an open head and nothing else.
    chain = evidence / "custody.jsonl"
    torn = chain.stat().st_size > 0 and not chain.read_bytes().endswith(b"\n")
    going_on = not heads.closed and torn and found.acts[-1].action != "redacted"
    if going_on or heads.exchanges != sealed.exchanges or heads.custody.count <= named:
        raise EvidenceAltered(
            "does not agree with what was sealed",
            where=f"{evidence / 'head.json'}:1",
        )


def _check_heads(evidence: Path, heads: Heads, found: _Found) -> list[str]:
    notes: list[str] = []
    for name, head, digests in (
        ("exchanges.jsonl", heads.exchanges, found.exchanges),
        ("custody.jsonl", heads.custody, found.custody),
    ):
        if beyond := check_head(evidence / name, digests, head, "head.json", exact=heads.closed):
            notes.append(f"{name}: {beyond} lines after the last head")
    if not heads.closed:
        return ["a run goes on, or did not end cleanly", *notes]
    if heads.blobs != found.blobs:
        raise EvidenceAltered(
            "not the blobs that head.json names", where=evidence / "blobs" / "index.jsonl"
        )
    return []


def _whose_fault(err: EvidenceAltered, sealed: Seal | None) -> EvidenceAltered:
    """The same, blaming ``head.json`` where the seal has vouched for what it does not agree with."""
    if sealed is None:
        return err
    head = Path(err.where.partition("/evidence/")[0], "evidence", "head.json")
    if any(name in err.where for name in ("exchanges.jsonl", "index.jsonl")):
        return EvidenceAltered(f"does not agree with what was sealed ({err})", where=f"{head}:1")
    if "custody.jsonl" in err.where:
        # The seal vouches for no line behind it, so either may be the one that was changed.
        return EvidenceAltered(f"{err.what}, or {head}:1 was changed", where=err.where)
    return err


def _check_blobs(folder: Folder, found: _Found, *, running: bool) -> list[str]:
    """Every index line, its bytes and its reason to be there."""
    store, promised = folder.evidence / "blobs", redacted(found.acts)
    notes: list[str] = []
    for number, entry in enumerate(found.index, 1):
        where = f"{store / 'index.jsonl'}:{number}"
        if entry.erased:
            _check_erased(store, entry, promised, where)
        elif entry.id in promised and running:
            notes.append(f"blob {entry.id[:12]} is still to be erased")
        elif entry.id in promised:
            raise EvidenceAltered("custody says that it was erased", where=where)
        else:
            _check_body(folder, entry, where)
    if missing := found.named - {entry.id for entry in found.index}:
        raise EvidenceAltered(f"blob {min(missing)[:12]} is missing", where=store / "index.jsonl")
    return notes


def _check_body(folder: Folder, entry: Entry, where: str) -> None:
    try:
        body = unpack(folder.evidence / "blobs", entry, folder.vault)
    except EvidenceAltered as err:
        raise EvidenceAltered(f"{err.what} (see {where})", where=err.where) from err
    if not hmac.compare_digest(body_tag(folder.salt, body), entry.tag):
        raise EvidenceAltered("the tag is not that of the body", where=where)


def _check_erased(store: Path, entry: Entry, promised: dict[str, str], where: str) -> None:
    if promised.get(entry.id) != entry.erased:
        raise EvidenceAltered("erased, and custody knows of no such redaction", where=where)
    if entry.salt or entry.tag or entry.packed or entry.size:
        raise EvidenceAltered("not as auditor writes it", where=where)
    if stored_bytes(store, entry).strip(b"\0"):
        raise EvidenceAltered(
            f"blob {entry.id[:12]} was written to after its erasure", where=store / entry.segment
        )
