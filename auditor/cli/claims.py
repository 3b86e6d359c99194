"""auditor claims."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from auditor.cli.options import Json
from auditor.errors import AuditorError

if TYPE_CHECKING:
    from auditor.claims.sheets import Sheet
    from auditor.evidence.claim import Claim


def claims(
    of: Annotated[
        str, typer.Argument(metavar="PLAN|F|VENDOR", help="A plan, an audit's folder or a vendor.")
    ],
    references: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Texts to look for in the answers of an audit's folder, as auditor references "
            "made them.",
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Hold what a vendor states against arithmetic, and against what an audit measured."""
    import msgspec

    from auditor.cli import screen

    found = _claims(of)
    if references:
        found += _recited(of, references)
    if json:
        screen.show([msgspec.to_builtins(claim) for claim in found])
        return
    rows = [[each.verdict, each.check, each.subject, each.because] for each in found]
    screen.table([["verdict", "check", "subject", "because"], *rows])


def references(
    documents: Annotated[
        list[Path] | None, typer.Argument(metavar="[DOCUMENT]…", help="Plain text, UTF-8.")
    ] = None,
    control: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="A text that no model can know; may be repeated."),
    ] = None,
    opening: Annotated[
        int,
        typer.Option(
            metavar="WORDS",
            min=0,
            max=200,
            help="Keep so many first words of each in clear, so that the check recitation can ask "
            "a target to go on from them; half of a text at most.",
        ),
    ] = 0,
    *,
    out: Annotated[Path, typer.Option(metavar="FILE", help="The file to write; a new one.")],
) -> None:
    """Turn documents into salted hashes, to be looked for in answers; no word of them is kept
    unless --opening says so.
    """
    from auditor.claims.recall.references import hashed, read_documents, write_references
    from auditor.cli import screen

    if not documents:
        raise AuditorError("no document to hash", hint="auditor references novel.txt --out FILE")
    made = hashed(
        [*read_documents(documents, "protected"), *read_documents(control or (), "control")],
        openings=opening,
    )
    write_references(made, out)
    screen.table(
        [
            ["document", "role", "words"],
            *([each.title, each.role, str(each.words)] for each in made.documents),
        ]
    )


def _recited(of: str, references: Path) -> "list[Claim]":
    from auditor.answering import recited
    from auditor.claims.recall.references import read_references
    from auditor.evidence.folder import Folder, is_audit

    if not is_audit(Path(of)):
        raise AuditorError(
            f"{of!r} is no audit's folder, and has no answers", hint="auditor claims F --references"
        )
    return recited(Folder(Path(of)), read_references(references))


def _claims(of: str) -> "list[Claim]":
    """Of a folder those that were written, else those of the sheets."""
    from auditor.claims.checks import checked
    from auditor.evidence.folder import Folder, is_audit

    if is_audit(Path(of)):
        return Folder(Path(of)).claims()
    return checked(_sheets(of), _results(of))


def _results(of: str) -> list[Path]:
    """What the plan names; files that hold no score are the user's to mend."""
    from auditor.plan import read_plan

    if not Path(of).is_file():
        return []
    plan = read_plan(Path(of))
    return [path for name in plan.results if (path := plan.beside(name))]


def _sheets(of: str) -> "list[Sheet]":
    from auditor.claims.sheets import find_sheet, sheets_of
    from auditor.plan import read_plan
    from auditor.vendors import find_vendor

    if Path(of).is_file():
        plan = read_plan(Path(of))
        if plan.claims is not None:
            return [find_sheet(name, plan.path.parent) for name in plan.claims]
        of = find_vendor(plan.vendor, plan.path.parent).id
    found = sheets_of(find_vendor(of, Path()).id)
    if not found:
        raise AuditorError(f"no claim sheet is about {of!r}", hint="claims: [PATH] in the plan")
    return found
