"""auditor review."""

from typing import Annotated

import typer

from auditor.cli.options import AuditFolder
from auditor.errors import AuditorError


def review(
    folder: AuditFolder,
    finding: Annotated[
        str, typer.Argument(metavar="FINGERPRINT", help="Of a finding, its first 8 digits or more.")
    ],
    by: Annotated[
        str, typer.Option(metavar="NAME", help="Who decided; else who is logged in.")
    ] = "",
    decision: Annotated[str, typer.Option(metavar="WORD", help="accepted or disputed.")] = "",
    note: Annotated[str, typer.Option(metavar="TEXT", help="Why.")] = "",
    vendor_reply: Annotated[
        str, typer.Option(metavar="TEXT", help="What the vendor says to it.")
    ] = "",
) -> None:
    """Note a person's decision on a finding, or the vendor's reply; reports show both."""
    from auditor.cli import screen
    from auditor.evidence.review import DECISIONS, note_review

    if not decision and not vendor_reply:
        raise AuditorError("nothing to note", hint="--decision accepted, or --vendor-reply TEXT")
    if decision not in ("", *DECISIONS):
        raise AuditorError(f"no decision is called {decision!r}", hint=" or ".join(DECISIONS))
    of = note_review(folder, finding, by=by, decision=decision, note=note, reply=vendor_reply)
    screen.tell(f"noted on {of.rule} on {of.subject}; next: auditor report {folder}")
