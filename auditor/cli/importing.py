"""auditor import."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from auditor.cli.options import Out
from auditor.errors import AuditorError

if TYPE_CHECKING:
    from auditor.capture.importing.bringing import Bringing
    from auditor.evidence.writer import Writer
    from auditor.plan import Plan


def import_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Captures made elsewhere.")],
    out: Out = None,
    app: Annotated[str, typer.Option(metavar="ID", help="What to call the client.")] = "client",
    vendor: Annotated[
        str, typer.Option(metavar="ID", help="Whose client it is; else generic, or as F says.")
    ] = "",
    phase: Annotated[str, typer.Option(metavar="NAME", help="Such as before-consent.")] = "as-used",
    only: Annotated[
        list[str] | None,
        typer.Option(
            metavar="HOST|app:NAME|FROM/TO",
            help="Limit it to hosts, apps and times; may be repeated.",
        ),
    ] = None,
    key_log: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Opens TLS in packets, by tshark; it is never kept."),
    ] = None,
    persona: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Whose data was typed into the client, for a new F."),
    ] = None,
) -> None:
    """Import captures made elsewhere: HAR, mitmproxy dumps, packets, lists of hosts from phones."""
    from auditor.capture.importing.bringing import Bringing, check
    from auditor.cli import screen
    from auditor.cli.auditing import default_folder
    from auditor.collecting import import_file

    wanted = [Bringing(file, app, phase, tuple(only or ()), key_log) for file in files]
    for each in wanted:
        check(each)
    folder = out or default_folder(f"import-{app}")
    with screen.watching() as watcher, _opened(folder, wanted, vendor, persona) as writer:
        watcher.tell(f"writing to {folder}")
        there = [import_file(each, writer, watcher) for each in wanted]
    if not any(there):
        raise AuditorError(
            "nothing was imported",
            where=folder,
            hint="other limits: --only HOST or FROM/TO"
            if only
            else "a capture with requests in it",
        )
    screen.tell(f"next: auditor judge {folder} --observe")


def _opened(folder: Path, wanted: "list[Bringing]", vendor: str, persona: Path | None) -> "Writer":
    """The folder to import into: a new audit's, or one that is there."""
    from auditor.audit import open_audit
    from auditor.evidence.about import AppAbout
    from auditor.evidence.folder import Folder, is_audit
    from auditor.evidence.writer import Writer
    from auditor.prepared import prepare

    first = wanted[0]
    if not is_audit(folder):
        return open_audit(prepare(_plan_for(wanted, vendor or "generic", persona)), folder)
    if vendor and vendor != Folder(folder).about.vendor:
        told = f"is the audit of {Folder(folder).about.vendor!r}, not of {vendor!r}"
        raise AuditorError(told, where=folder, hint="choose another --out")
    if persona:
        raise AuditorError("has its persona already", where=folder, hint="leave --persona out")
    writer = Writer.resume(folder, "a capture is imported")
    apps = dict.fromkeys((*writer.about.apps, AppAbout(first.app, first.phase)))
    writer.amend(apps=tuple(apps))
    return writer


def _plan_for(wanted: "list[Bringing]", vendor: str, persona: Path | None) -> "Plan":
    from auditor.cli.auditing import plan_for

    first = wanted[0]
    captures: list[dict[str, object]] = [
        {
            "file": str(each.path.absolute()),
            "app": each.app,
            "phase": each.phase,
            **({"only": list(each.only)} if each.only else {}),
            **({"key-log": str(each.key_log.absolute())} if each.key_log else {}),
        }
        for each in wanted
    ]
    return plan_for(f"import of {first.app}", captures, vendor, persona)
