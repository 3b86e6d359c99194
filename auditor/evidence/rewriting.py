"""Encrypts the evidence of an ended audit in its folder, or decrypts it again.

The new evidence is written beside the old and takes its place whole: what a kill leaves is the
old or the new, and the same command again ends it.
"""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec import structs

from auditor.errors import AuditorError
from auditor.evidence.appendonly import AppendOnly
from auditor.evidence.blobs import stored_bytes
from auditor.evidence.chain import place
from auditor.evidence.custody import Action
from auditor.evidence.folder import OLD, Folder
from auditor.evidence.index import Entry, stored_line, walk
from auditor.evidence.vault import COST, FILE, PLAIN, Plain, new_vault
from auditor.evidence.verifying import verify
from auditor.evidence.writer import Writer, lock_of

PART = "evidence.part"
_AS_THEY_ARE = ("custody.jsonl", "head.json")


def encrypt(path: Path, passphrase: str, *, cost: int = COST) -> None:
    """Put exchanges and bodies under a passphrase; AuditorError where they are already."""
    settle(path)
    _prove(path, encrypted=False, action="encrypted", why="kept under a passphrase")
    with _part(path) as part:
        _rewrite(Folder(path), part, new_vault(part, passphrase, cost))


def decrypt(path: Path) -> None:
    """The opposite; the passphrase must be at hand."""
    settle(path)
    _prove(path, encrypted=True, action="decrypted", why="no longer kept under a passphrase")
    with _part(path) as part:
        _rewrite(Folder(path), part, PLAIN)


def settle(path: Path) -> None:
    """End or take back what a killed run left."""
    evidence, old = path / "evidence", path / OLD
    if not (old.exists() or (path / PART).exists()):
        return
    with lock_of(path):
        if not evidence.exists():
            old.rename(evidence)
        for left in (old, path / PART):
            shutil.rmtree(left, ignore_errors=True)


def _prove(path: Path, *, encrypted: bool, action: Action, why: str) -> None:
    """Nothing is rewritten that was altered, or is still added to; custody says what is done."""
    if (path / "evidence" / FILE).exists() != encrypted:
        told = "not encrypted" if encrypted else "encrypted already"
        raise AuditorError(told, where=path)
    verify(path)
    with Writer(path) as writer:
        if not writer.about.ended:
            raise AuditorError(
                "the audit goes on", where=path, hint="end it first: the same command again"
            )
        writer.record(action, why)


@contextmanager
def _part(path: Path) -> Iterator[Path]:
    """A folder to write the new evidence in, which then takes the place of the old."""
    with lock_of(path):
        part, evidence, old = path / PART, path / "evidence", path / OLD
        try:
            part.mkdir(mode=0o700)
            yield part
            evidence.rename(old)
            part.rename(evidence)
        except BaseException:
            with suppress(OSError):
                shutil.rmtree(part, ignore_errors=True)
            raise
        shutil.rmtree(old)


def _rewrite(folder: Folder, part: Path, vault: Plain) -> None:
    for name in _AS_THEY_ARE:
        shutil.copy2(folder.evidence / name, part / name)
    if (folder.evidence / "captures").exists():
        shutil.copytree(folder.evidence / "captures", part / "captures")
    chain = AppendOnly(part / "exchanges.jsonl", 0)
    for line, link in folder.lines():
        chain.append(vault.put_line(place(chain.path, link.seq), line))
    chain.close()
    _rewrite_blobs(folder, part / "blobs", vault)


def _rewrite_blobs(folder: Folder, blobs: Path, vault: Plain) -> None:
    """Body by body, so that memory stays flat."""
    blobs.mkdir(mode=0o700)
    old = folder.evidence / "blobs"
    index, segment = AppendOnly(blobs / "index.jsonl", 0), None
    for _, entry in walk(old / "index.jsonl", vault=folder.vault):
        if segment is None or segment.path.name != entry.segment:
            if segment:
                segment.close()
            segment = AppendOnly(blobs / entry.segment, 0)
        stored = stored_bytes(old, entry)
        if not entry.erased:
            stored = vault.put(entry.id, folder.vault.get(entry.id, stored, old / entry.segment))
        index.append(stored_line(_moved(entry, segment.end, stored), vault))
        segment.append(stored)
    if segment:
        segment.close()
    index.close()


def _moved(entry: Entry, offset: int, stored: bytes) -> Entry:
    packed = "" if entry.erased else hashlib.sha256(stored).hexdigest()
    return structs.replace(entry, offset=offset, stored=len(stored), packed=packed)
