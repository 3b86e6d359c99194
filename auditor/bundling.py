"""Packs an audit's folder into one archive to hand over, whole or without its bodies."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from auditor.collecting import PERSONA
from auditor.errors import AuditorError
from auditor.evidence import redaction
from auditor.evidence.bundle import write_bundle
from auditor.evidence.folder import Folder
from auditor.evidence.verifying import verify
from auditor.evidence.writer import lock_of

WHY = "handed over without its bodies"


def bundle(path: Path, out: Path, *, redacted: bool = False) -> int:
    """Write the archive; how many files it holds. Evidence that was altered is not handed over.

    A redacted one is a copy in which every body is erased, the folder itself stays as it is; its
    chain of custody says so with the time, so that no two of them are the same.
    """
    verify(path)
    if not redacted:
        with lock_of(path):
            return write_bundle(path, out)
    if out.exists():
        raise AuditorError("is there already", where=out, hint="another --out")
    with TemporaryDirectory(dir=out.resolve().parent, prefix=".auditor-") as home:
        copy = Path(home) / "audit"
        with lock_of(path):
            shutil.copytree(path, copy, symlinks=True, ignore=shutil.ignore_patterns(".lock"))
        (copy / PERSONA).unlink(missing_ok=True)
        entries = Folder(copy).blobs.entries.values()
        redaction.redact(copy, {entry.id for entry in entries if not entry.erased}, WHY)
        return write_bundle(copy, out)
