"""auditor init and doctor."""

from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.options import Json
from auditor.errors import AuditorError


def init(
    vendor: Annotated[str, typer.Argument(metavar="VENDOR", help="auditor vendors list")],
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where to write; else VENDOR.yaml here.")
    ] = None,
) -> None:
    """Write a commented plan to begin with."""
    from auditor.cli import screen
    from auditor.starting import start
    from auditor.vendors import find_vendor

    found = find_vendor(vendor)
    path = out or Path(f"{found.id}.yaml")
    start(found, vendor, path)
    screen.tell(f"wrote {path}; next: auditor audit {path} --dry-run")


def doctor(
    plan: Annotated[
        Path | None, typer.Argument(metavar="PLAN", help="A plan whose needs are checked as well.")
    ] = None,
    json: Json = False,
) -> None:
    """Say what this machine can and cannot do; with a plan, try its keys and targets, unpaid."""
    import msgspec

    from auditor.cli import screen
    from auditor.examining import examine_machine, examine_plan
    from auditor.plan import read_plan
    from auditor.prepared import prepare

    checks = examine_machine()
    if plan:
        checks += examine_plan(prepare(read_plan(plan)))
    if json:
        screen.show(msgspec.to_builtins(checks))
    else:
        rows = [[c.what, _state(c.ok, c.needed), c.found, c.hint * (not c.ok)] for c in checks]
        screen.table([["what", "state", "found", "try"], *rows])
    missing = [check.what for check in checks if check.needed and not check.ok]
    if missing:
        raise AuditorError(f"needed and not there: {', '.join(missing)}", where=plan or "")


def _state(ok: bool, needed: bool) -> str:
    return "ok" if ok else "MISSING" if needed else "note"
