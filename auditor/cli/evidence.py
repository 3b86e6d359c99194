"""auditor seal, verify and redact."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from auditor.cli.options import AuditFolder
from auditor.errors import AuditorError

if TYPE_CHECKING:
    from auditor.evidence.seal import Seal
    from auditor.evidence.verifying import Verified

NewKey = Annotated[Path | None, typer.Option(metavar="FILE", help="Make a key there first.")]
Request = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Write the request for a time stamp; you send it."),
]
Answer = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Check the authority's answer and keep it.")
]
Root = Annotated[
    Path | None, typer.Option(metavar="FILE", help="The authority's root certificate, PEM.")
]
Fingerprint = Annotated[
    str, typer.Option(metavar="HEX", help="Fingerprint of the key that must have sealed it.")
]


def seal(
    folder: AuditFolder,
    key: Annotated[Path | None, typer.Option(metavar="FILE", help="An Ed25519 key in PEM.")] = None,
    new_key: NewKey = None,
    timestamp_request: Request = None,
    timestamp_answer: Answer = None,
    timestamp_root: Root = None,
) -> None:
    """Sign the evidence of an ended audit. Without a key, one is made and thrown away."""
    if timestamp_answer or timestamp_root:
        _keep_answer(folder, timestamp_answer, timestamp_root)
    elif not (timestamp_request and (folder / "seal.json").exists()):
        _seal(folder, key, new_key)
    if timestamp_request:
        from auditor.cli import screen
        from auditor.evidence.timestamp import write_request

        write_request(folder, timestamp_request)
        screen.tell(
            f"send {timestamp_request} to a time-stamping authority as application/timestamp-query;"
            " then: auditor seal F --timestamp-answer FILE --timestamp-root FILE"
        )


def _seal(folder: Path, key: Path | None, new_key: Path | None) -> None:
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


def _keep_answer(folder: Path, answer: Path | None, root: Path | None) -> None:
    from auditor.cli import screen
    from auditor.evidence.timestamp import keep_answer

    if not (answer and root):
        raise AuditorError(
            "--timestamp-answer and --timestamp-root go together",
            hint="the authority publishes its root",
        )
    stamped = keep_answer(folder, answer, root)
    screen.tell(f"the seal existed at {stamped.at}, by an authority under the root {stamped.root}")


def verify(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[F]", help="An audit's folder.", show_default=False)
    ] = None,
    proof: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A proof of one exchange instead.")
    ] = None,
    sealed_with: Fingerprint = "",
    observe: Annotated[
        bool, typer.Option("--observe", help="Look at the evidence anew first.")
    ] = False,
) -> None:
    """Prove that evidence and report are what was written, or name the first altered line."""
    if (folder is None) == (proof is None):
        raise AuditorError("nothing to verify, or two things", hint="auditor verify F")
    if proof:
        _verify_proof(proof, sealed_with)
    elif folder:
        _verify_folder(folder, sealed_with, observe=observe)


def _verify_proof(file: Path, key: str) -> None:
    from auditor.cli import screen
    from auditor.evidence.proof import check_proof

    proved = check_proof(file)
    _check_key(proved.seal, key, file)
    screen.tell(
        f"proved: {proved.exchange.id} is exchange {proved.seq} of {proved.seal.exchanges.count}, "
        f"with {proved.bodies} of its bodies; sealed {proved.seal.sealed} with {proved.seal.key}"
    )


def _verify_folder(folder: Path, key: str, *, observe: bool) -> None:
    from auditor.cli import screen
    from auditor.evidence.folder import Folder
    from auditor.evidence.timestamp import read_stamp
    from auditor.evidence.verifying import verify as verify_
    from auditor.proving import prove_derived, prove_observed

    proved = verify_(folder)
    _check_key(proved.seal, key, folder / "seal.json")
    stamped = read_stamp(folder)
    notes = [*proved.notes, *prove_derived(Folder(folder), screen.tell)]
    if observe:
        notes += prove_observed(folder, screen.tell)
    sealed = f"sealed {proved.seal.sealed} with {proved.seal.key}" if proved.seal else "not sealed"
    redacted = f", {proved.redacted} redacted" if proved.redacted else ""
    screen.tell(
        f"unchanged: {proved.exchanges} exchanges, {proved.blobs} bodies{redacted}; {sealed}"
    )
    if stamped:
        screen.tell(f"the seal existed at {stamped.at}, by the root {stamped.root}")
    for note in notes:
        screen.tell(f"note: {note}")
    _note(folder, proved)


def _check_key(sealed: "Seal | None", key: str, where: Path) -> None:
    from auditor.errors import EvidenceAltered

    if key and (sealed is None or sealed.key != key.lower()):
        raise EvidenceAltered("not sealed with that key", where=where)


def _note(folder: Path, proved: "Verified") -> None:
    from auditor.cli import screen
    from auditor.evidence.writer import Writer

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
    after: Annotated[
        str, typer.Option(metavar="DATE", help="Erase what began after this day; both: a span.")
    ] = "",
) -> None:
    """Erase personal data for good; the chain stays valid and says that something went."""
    from auditor.cli import screen
    from auditor.redacting import redact as redact_

    if not (persona or exchange or before or after):
        raise AuditorError(
            "nothing to erase", hint="--persona FILE, --exchange ID, --before or --after DATE"
        )
    done = redact_(
        folder, why, persona=persona, exchanges=exchange or [], before=before, after=after
    )
    screen.tell(f"erased {done.bodies} bodies; next: auditor judge {folder} --observe")
    if done.half_searched:
        screen.tell(f"note: {done.half_searched} exchanges are too large to be searched to the end")
    for name in done.still_in:
        screen.tell(f"note: a value still stands in {name}, which auditor does not change")
