"""Puts an ended audit's evidence under a passphrase, and takes it out again."""

from pathlib import Path

from auditor.collecting import PERSONA
from auditor.evidence import rewriting
from auditor.evidence.folder import Folder
from auditor.evidence.jsonl import write_private
from auditor.evidence.vault import COST


def encrypt(path: Path, passphrase: str, *, cost: int = COST) -> None:
    """Encrypt exchanges and bodies. The persona's own file goes: its blob holds the same."""
    rewriting.encrypt(path, passphrase, cost=cost)
    (path / PERSONA).unlink(missing_ok=True)


def decrypt(path: Path) -> None:
    """Decrypt them with the passphrase at hand, and put the persona's file back."""
    rewriting.decrypt(path)
    folder = Folder(path)
    if persona := folder.body(folder.about.persona):
        write_private(path / PERSONA, persona)
