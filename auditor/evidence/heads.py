"""``head.json``: protects the last line of each chain and the order of the blobs."""

from dataclasses import dataclass
from pathlib import Path

from auditor.errors import AuditorError, EvidenceAltered
from auditor.evidence.chain import Head
from auditor.evidence.jsonl import decode, encode, write_private


@dataclass(frozen=True, slots=True)
class Heads:
    """How far each file goes."""

    exchanges: Head
    custody: Head
    blobs: Head
    """Count of the blobs and SHA-256 over their names; counted when a run is over."""
    closed: bool
    """False while a run goes on: then the chains may be longer than this says."""


def read_heads(evidence: Path) -> Heads:
    """What ``head.json`` says; it may be missing only where nothing was written yet."""
    path = evidence / "head.json"
    if not path.exists():
        if any(file.stat().st_size for file in evidence.glob("*.jsonl")):
            raise EvidenceAltered("head.json is missing", where=path)
        return Heads(Head(), Head(), Head(), closed=False)
    raw = path.read_bytes()
    try:
        heads = decode(raw, Heads, path)
    except AuditorError as err:
        raise EvidenceAltered(err.what, where=f"{path}:1") from err
    if raw != encode(heads) + b"\n" or not (heads.closed or heads.blobs == Head()):
        raise EvidenceAltered("not as auditor writes it", where=f"{path}:1")
    return heads


def write_heads(evidence: Path, heads: Heads) -> None:
    """Replace ``head.json``."""
    write_private(evidence / "head.json", encode(heads) + b"\n")
