"""auditor prove and bundle."""

from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.options import AuditFolder

New = Annotated[Path, typer.Option("--out", metavar="FILE", help="A new file to write.")]


def prove(
    folder: AuditFolder,
    exchange: Annotated[str, typer.Argument(metavar="EXCHANGE", help="Its id, as findings say.")],
    out: New,
    bodies: Annotated[
        bool, typer.Option("--bodies", help="Show also what was sent and what came back.")
    ] = False,
) -> None:
    """Prove that one exchange is in sealed evidence, without showing the rest."""
    from auditor.cli import screen
    from auditor.evidence.proof import prove as prove_
    from auditor.evidence.proof import write_proof

    write_proof(prove_(folder, exchange, bodies=bodies), out)
    screen.tell(f"whoever gets it runs: auditor verify --proof {out.name}")


def bundle(
    folder: AuditFolder,
    out: New,
    redacted: Annotated[
        bool, typer.Option("--redacted", help="Leave every body out; the chain still holds.")
    ] = False,
) -> None:
    """Pack an audit into one archive to hand over; unpacked, it verifies like the folder."""
    import hashlib

    from auditor.bundling import bundle as bundle_
    from auditor.cli import screen

    count = bundle_(folder, out, redacted=redacted)
    with out.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    screen.tell(f"packed {count} files; SHA-256 {digest}")
