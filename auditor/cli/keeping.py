"""auditor purge, encrypt and decrypt."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from auditor.cli.options import AuditFolder
from auditor.errors import AuditorError

if TYPE_CHECKING:
    from datetime import date

    from auditor.evidence.retention import Kept


def purge(
    folders: Annotated[
        list[Path], typer.Argument(metavar="F...", help="Audits' folders, or one that holds some.")
    ],
    yes: Annotated[
        bool, typer.Option("--yes", help="Erase every body of what is due; findings stay.")
    ] = False,
    delete: Annotated[
        bool, typer.Option("--delete", help="With --yes, delete the folders whole.")
    ] = False,
    as_of: Annotated[str, typer.Option(metavar="DATE", help="The day to count from.")] = "",
) -> None:
    """List until when each audit may be kept; with --yes erase or delete what is past that."""
    from auditor.cli import screen
    from auditor.evidence.retention import kept
    from auditor.purging import audits_in

    today = _today(as_of)
    found = list(kept(audits_in(folders)))
    rows = [[str(each.path), str(each.until or "-"), _state(each, today)] for each in found]
    screen.table([["audit", "kept until", "state"], *rows])
    due = [each for each in found if each.is_due(today)]
    if due and not yes:
        screen.tell(f"{len(due)} due; --yes erases their bodies, --yes --delete the whole folders")
    for each in due if yes else ():
        screen.tell(f"{each.path}: {_gone(each, delete=delete)}")


def _gone(due: "Kept", *, delete: bool) -> str:
    from auditor import purging

    if delete:
        purging.delete(due)
        return "deleted"
    erased = purging.erase(due)
    return f"erased {erased} bodies" if erased else "nothing left to erase"


def _state(each: "Kept", today: "date") -> str:
    return "due" if each.is_due(today) else each.why or "kept"


def _today(text: str) -> "date":
    from datetime import UTC, date, datetime

    try:
        return date.fromisoformat(text) if text else datetime.now(UTC).date()
    except ValueError as err:
        raise AuditorError(f"{text!r} is not a date", hint="--as-of 2026-11-23") from err


def encrypt(folder: AuditFolder) -> None:
    """Put an ended audit's exchanges and bodies under a passphrase, the persona with them."""
    from auditor.cli import screen
    from auditor.cli.passphrase import new_passphrase
    from auditor.encrypting import encrypt as encrypt_
    from auditor.evidence.folder import is_audit
    from auditor.evidence.vault import PASSPHRASE

    given = PASSPHRASE.get()
    if given is None or not is_audit(folder):
        raise AuditorError("not an audit folder: audit.json is missing", where=folder)
    encrypt_(folder, new_passphrase(given))
    screen.tell("encrypted; without the passphrase nobody reads it again, you neither")
    screen.tell("not encrypted: audit.json, custody, and what was derived, with its values masked")


def decrypt(folder: AuditFolder) -> None:
    """Take an audit's evidence out of its encryption again."""
    from auditor.cli import screen
    from auditor.encrypting import decrypt as decrypt_

    decrypt_(folder)
    screen.tell("decrypted")
