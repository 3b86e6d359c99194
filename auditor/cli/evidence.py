"""auditor seal, verify and redact."""

from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.options import AuditFolder
from auditor.errors import AuditorError


def seal(
    folder: AuditFolder,
    key: Annotated[Path | None, typer.Option(metavar="FILE", help="An Ed25519 key in PEM.")] = None,
    new_key: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Make a key there first.")
    ] = None,
) -> None:
    """Sign the evidence of an ended audit. Without a key, one is made and thrown away."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from auditor.cli import screen
    from auditor.evidence.seal import new_key as make_key
    from auditor.evidence.seal import read_key
    from auditor.evidence.seal import seal as seal_
    from auditor.evidence.writer import Writer

    if key and new_key:
        raise AuditorError("--key and --new-key together", hint="give one")
    with_key = (
        read_key(key) if key else make_key(new_key) if new_key else Ed25519PrivateKey.generate()
    )
    with Writer.resume(folder, "to be sealed") as writer:
        writer.end()
        made = seal_(writer, with_key)
    screen.tell(f"sealed {made.exchanges.count} exchanges with the key {made.key}")
    screen.tell("note the key's fingerprint elsewhere: it proves later that this is the same seal")


def verify(folder: AuditFolder) -> None:
    """Prove that the evidence is what was written, or name the first place where it is not."""
    from auditor.cli import screen
    from auditor.evidence.verifying import verify as verify_
    from auditor.evidence.writer import Writer

    proved = verify_(folder)
    sealed = f"sealed {proved.seal.sealed} with {proved.seal.key}" if proved.seal else "not sealed"
    redacted = f", {proved.redacted} redacted" if proved.redacted else ""
    screen.tell(
        f"unchanged: {proved.exchanges} exchanges, {proved.blobs} bodies{redacted}; {sealed}"
    )
    for note in proved.notes:
        screen.tell(f"note: {note}")
    try:
        with Writer(folder) as writer:
            writer.record("verified", "unchanged", {"head": proved.head})
    except (AuditorError, OSError) as err:
        screen.tell(f"not noted in the chain of custody: {err}")


def redact(
    folder: AuditFolder,
    why: Annotated[str, typer.Option(help="The reason; it stands in the chain of custody.")],
    persona: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Erase what holds this person's values.")
    ] = None,
    exchange: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Erase this exchange; may be repeated.")
    ] = None,
    before: Annotated[
        str, typer.Option(metavar="DATE", help="Erase what ended before this day.")
    ] = "",
) -> None:
    """Erase personal data for good; the chain stays valid and says that something went."""
    from auditor.cli import screen
    from auditor.redacting import redact as redact_

    if not (persona or exchange or before):
        raise AuditorError(
            "nothing to erase", hint="--persona FILE, --exchange ID or --before DATE"
        )
    done = redact_(folder, why, persona=persona, exchanges=exchange or [], before=before)
    screen.tell(f"erased {done.bodies} bodies; next: auditor judge {folder} --observe")
    if done.half_searched:
        screen.tell(f"note: {done.half_searched} exchanges are too large to be searched to the end")
    for name in done.still_in:
        screen.tell(f"note: a value still stands in {name}, which auditor does not change")
