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
    json: Json = False,
) -> None:
    """Hold what a vendor states against arithmetic, and against what an audit measured."""
    import msgspec

    from auditor.cli import screen

    found = _claims(of)
    if json:
        screen.show([msgspec.to_builtins(claim) for claim in found])
        return
    rows = [[each.verdict, each.check, each.subject, each.because] for each in found]
    screen.table([["verdict", "check", "subject", "because"], *rows])


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
