"""auditor capture: overhear clients, and show on the terminal what they say to whom."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from auditor.cli.auditing import agreed, plan_for
from auditor.cli.options import DryRun, Out, Yes
from auditor.errors import AuditorError

if TYPE_CHECKING:
    from auditor.plan import Plan


def _devices(wanted: bool) -> None:
    """Show the guides."""
    if wanted:
        from auditor.capture.guides import DEVICES
        from auditor.cli import screen

        for line in DEVICES.splitlines():
            screen.say(line)
        raise typer.Exit


def capture(
    what: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PLAN | URL | -- CMD…",
            help="A plan, a page for --browser, or the client to overhear.",
        ),
    ] = None,
    out: Out = None,
    yes: Yes = False,
    dry_run: DryRun = False,
    app: Annotated[str, typer.Option(metavar="ID", help="What to call the client.")] = "client",
    vendor: Annotated[str, typer.Option(metavar="ID", help="Whose client it is.")] = "generic",
    phase: Annotated[
        str,
        typer.Option(
            metavar="NAMES", help="Such as before-consent,after-consent: the first to begin with."
        ),
    ] = "",
    mark: Annotated[
        str,
        typer.Option(metavar="NAME", help="Have the capture that runs in --out begin this phase."),
    ] = "",
    duration: Annotated[
        float, typer.Option(metavar="SECONDS", help="End the client after them.")
    ] = 3600,
    browser: Annotated[
        bool, typer.Option("--browser", help="Overhear a fresh Chromium, Chrome or Edge.")
    ] = False,
    program: Annotated[str, typer.Option(metavar="PATH", help="Which browser.")] = "",
    headless: Annotated[bool, typer.Option("--headless", help="Without a window.")] = False,
    mode: Annotated[
        str,
        typer.Option(
            metavar="MODE",
            help="regular, upstream:URL, reverse:URL, socks5, wireguard, local or local:NAME.",
        ),
    ] = "regular",
    listen: Annotated[
        str, typer.Option(metavar="HOST[:PORT]", help="For clients elsewhere; else only here.")
    ] = "",
    keep_ca: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Keep the certificate's key there, and use it again."),
    ] = None,
    wrong_certificates: Annotated[
        bool,
        typer.Option(
            "--wrong-certificates",
            help="Show certificates that are wrong on purpose: does the client send all the same?",
        ),
    ] = False,
    help_devices: Annotated[
        bool,
        typer.Option(
            "--help-devices", help="How to set up devices.", callback=_devices, is_eager=True
        ),
    ] = False,
) -> None:
    """Only overhear clients: those of a plan, a browser, a device, or one command after --."""
    from auditor.plan import read_plan

    del help_devices
    if mark:
        _mark(out, mark)
        return
    usual = "wrong-certificates" if wrong_certificates else "as-used"
    names = [each.strip() for each in phase.split(",") if each.strip()] or [usual]
    client = {
        "app": app,
        "phase": names[0],
        "marks": names[1:],
        "duration": duration,
        "mode": mode,
        "listen": listen,
        "wrong-certificates": wrong_certificates,
    }
    told = what or []
    is_plan = len(told) == 1 and told[0].endswith((".yaml", ".yml"))
    if is_plan and wrong_certificates:
        raise AuditorError(
            "a plan says by itself which of its captures show them",
            where="--wrong-certificates",
            hint="wrong-certificates: true in the plan's capture",
        )
    if browser:
        client |= _page(told, program, headless=headless)
    elif told:
        client["run"] = told
    whole = (
        read_plan(Path(told[0]))
        if is_plan
        else plan_for(f"capture of {app}", [_given(client)], vendor)
    )
    if not whole.captures:
        raise AuditorError("no captures to make", where=told[0], hint=f"auditor probe {told[0]}")
    _run(whole, out, keep_ca, yes=yes or not is_plan, dry_run=dry_run)


def _run(plan: "Plan", out: Path | None, keep_ca: Path | None, *, yes: bool, dry_run: bool) -> None:
    """Who types a command wants it run: only a plan's is asked about."""
    from auditor.audit import open_audit
    from auditor.cli import screen
    from auditor.cli.overheard import listening
    from auditor.collecting import Outside, check_clients, collect_captures

    prepared, folder = agreed(plan, out, (check_clients,), yes=yes, dry_run=dry_run)
    if dry_run:
        raise typer.Exit
    with open_audit(prepared, folder) as writer, listening(plan, writer.about) as watcher:
        watcher.tell(f"writing to {folder}")
        collect_captures(prepared, writer, watcher, Outside(keep_ca=keep_ca))
        heard = any(each.plane == "capture" for each in writer.exchanges())
    if not heard:
        raise AuditorError(
            "nothing was overheard",
            where=folder,
            hint="auditor capture --help-devices: the client must use the proxy",
        )
    screen.tell(f"next: auditor judge {folder} --observe")


def _page(told: list[str], program: str, *, headless: bool) -> dict[str, Any]:
    if len(told) > 1:
        raise AuditorError(
            "one page to begin with", where="--browser", hint="--browser https://chat.example"
        )
    page = {"browser": told[0] if told else "about:blank", "headless": headless}
    return {**page, "program": program} if program else page


def _given(client: dict[str, Any]) -> dict[str, object]:
    """A capture as a plan says it: without what was left out."""
    return {name: given for name, given in client.items() if given not in ("", [], False)}


def _mark(out: Path | None, name: str) -> None:
    from auditor.capture.phases import ask
    from auditor.cli import screen

    if out is None:
        raise AuditorError("whose phase?", where="--mark", hint="--out F of the running capture")
    ask(out, name)
    screen.tell(f"asked {out} to go over to {name}")
