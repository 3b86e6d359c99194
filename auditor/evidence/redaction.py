"""Erases personal data from sealed or open evidence without breaking its chain."""

from pathlib import Path

from auditor.errors import AuditorError
from auditor.evidence.verifying import verify
from auditor.evidence.writer import Writer


def redact(path: Path, ids: set[str], why: str) -> int:
    """Erase blobs and write so into custody; returns how many were erased.

    Evidence that was altered is left alone. Custody comes first: a crash between the two leaves
    a promise to erase, never an erasure that nobody can explain, and the next writer keeps it.
    """
    if not why.strip():
        raise AuditorError("a redaction needs a reason", hint='--why "…"')
    verify(path)
    with Writer(path) as writer:
        ids = ids & writer.live()
        if ids:
            writer.erase(ids, why)
        return len(ids)
