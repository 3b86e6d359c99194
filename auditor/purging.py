"""Erases or deletes audits that are past the last day on which their evidence may be kept."""

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from auditor.collecting import PERSONA
from auditor.errors import AuditorError
from auditor.evidence import redaction
from auditor.evidence.folder import Folder, is_audit
from auditor.evidence.retention import Kept
from auditor.evidence.review import FILE as REVIEWS
from auditor.evidence.timestamp import ANSWER, ROOT
from auditor.evidence.writer import lock_of
from auditor.observing import HOSTS

OURS = frozenset(
    (
        *("audit.json", "seal.json", ANSWER, ROOT, "evidence", "report", ".lock", PERSONA, HOSTS),
        *("observations.jsonl", "measures.jsonl", "coverage.json", "claims.jsonl"),
        *("findings.json", REVIEWS),
    )
)
"""What auditor writes into an audit's folder."""


def audits_in(paths: Iterable[Path]) -> Iterator[Path]:
    """Each folder that holds an audit, or the audits right under one that holds several."""
    for path in paths:
        if is_audit(path):
            yield path
            continue
        under = sorted(each for each in path.glob("*") if is_audit(each) and not each.is_symlink())
        if not under:
            raise AuditorError(
                "neither an audit folder nor a folder of some", where=path, hint="what --out named"
            )
        yield from under


def erase(due: Kept) -> int:
    """Erase every body of one audit; findings, chain and custody stay. How many bodies went."""
    folder = Folder(due.path)
    live = {entry.id for entry in folder.blobs.entries.values() if not entry.erased}
    why = f"its retention of {folder.about.retention} ended on {due.until}"
    erased = redaction.redact(due.path, live, why)
    (due.path / PERSONA).unlink(missing_ok=True)
    return erased


def delete(due: Kept) -> None:
    """Delete one audit's folder whole; AuditorError where something else lies in it."""
    strange = sorted(path.name for path in due.path.iterdir() if path.name not in OURS)
    if strange:
        raise AuditorError(
            f"auditor did not write {strange[0]!r}", where=due.path, hint="move it elsewhere first"
        )
    if due.path.is_symlink():
        raise AuditorError("a link to an audit", where=due.path, hint="name the folder itself")
    with lock_of(due.path):
        shutil.rmtree(due.path)
