"""auditor demo, audit and probe."""

import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from auditor.cli.options import (
    QUIET,
    AcceptChangedPacks,
    DryRun,
    FailOn,
    Formats,
    Out,
    PlanFile,
    RequireComplete,
    Trials,
    Yes,
)
from auditor.errors import AuditorError

if TYPE_CHECKING:
    from collections.abc import Callable

    from auditor.evidence.exchange import Exchange
    from auditor.plan import Plan
    from auditor.prepared import Prepared


def demo(out: Out = None) -> None:
    """Run a whole audit here: a real small model, a real client app, no key, no network."""
    from auditor.cli import screen
    from auditor.cli.judging import write_report
    from auditor.demo.run import closing_words, run
    from auditor.evidence.folder import Folder

    folder = out or default_folder("demo")
    with screen.watching() as watcher:
        run(folder, watcher)
    write_report(folder, "html,json", summary=True)
    for line in closing_words(Folder(folder)):
        screen.say(line)


def audit(
    plans: Annotated[
        list[Path], typer.Argument(metavar="PLAN…", help="One plan or several, YAML files.")
    ],
    out: Out = None,
    yes: Yes = False,
    dry_run: DryRun = False,
    trials: Trials = None,
    accept_changed_packs: AcceptChangedPacks = False,
    formats: Formats = "html,json",
    fail_on: FailOn = "high",
    require_complete: RequireComplete = False,
    budget: Annotated[
        str,
        typer.Option(
            metavar="LIST",
            help="What all plans may spend together, such as requests=2000,usd=20,minutes=90.",
        ),
    ] = "",
) -> None:
    """Do everything a plan says: ask, overhear, judge, report.

    Several plans run in their order, each in a folder of its own in F.
    """
    from auditor.cli.judging import check_outcome_options
    from auditor.cli.several import places, shared_budget, worst
    from auditor.collecting import check_clients
    from auditor.plan import read_plan
    from auditor.prepared import with_keys

    check_outcome_options(fail_on, formats)
    needed = (with_keys, check_clients)
    read = [read_plan(plan, trials) for plan in plans]
    wanted = shared_budget(budget)
    # All are agreed to before the first one runs.
    ready = [
        agreed(plan, place, needed, yes=yes, dry_run=dry_run)
        for plan, place in zip(read, places(read, out), strict=True)
    ]
    if dry_run:
        raise typer.Exit
    purse = wanted.over([prepared for prepared, _ in ready]) if wanted else None

    def one(prepared: "Prepared", folder: Path) -> int:
        from auditor.audit import run
        from auditor.cli import screen
        from auditor.cli.judging import outcome

        with screen.watching() as watcher:
            run(prepared, folder, watcher, accept_changed_packs=accept_changed_packs)
        return outcome(folder, formats, fail_on, require_complete=require_complete)

    each = [(replace(prepared, shared=purse), folder) for prepared, folder in ready]
    raise typer.Exit(one(*each[0]) if len(each) == 1 else worst(each, one))


def probe(
    plan: PlanFile,
    out: Out = None,
    yes: Yes = False,
    dry_run: DryRun = False,
    trials: Trials = None,
    accept_changed_packs: AcceptChangedPacks = False,
    revisit: Annotated[
        Path | None,
        typer.Option(
            metavar="OLD", help="Plant nothing; ask again what this audit's folder planted."
        ),
    ] = None,
) -> None:
    """Only ask the targets; judge and report later."""
    from auditor.audit import open_audit
    from auditor.cli import screen
    from auditor.collecting import collect_probes
    from auditor.plan import read_plan
    from auditor.prepared import with_keys

    whole = read_plan(plan, trials)
    if not whole.targets:
        raise AuditorError("no targets to ask", where=plan, hint=f"auditor capture {plan}")
    prepared, folder = agreed(whole, out, (with_keys,), yes=yes, dry_run=dry_run, revisit=revisit)
    if dry_run:
        raise typer.Exit
    with (
        screen.watching() as watcher,
        open_audit(prepared, folder, accept_changed_packs=accept_changed_packs) as writer,
    ):
        watcher.tell(f"writing to {folder}")
        collect_probes(prepared, writer, watcher)
        answered = any(_is_answer(each) for each in writer.exchanges())
    if not answered:
        again = f"auditor probe {plan} --out {folder}"
        raise AuditorError("no target answered", where=folder, hint=f"mend it, then {again}")
    screen.tell(f"next: auditor judge {folder} --observe")


def _is_answer(exchange: "Exchange") -> bool:
    """Whether a target answered a trial, and not with an error."""
    received = exchange.received
    return bool(exchange.asked and received and 200 <= received.status < 300)


def plan_for(
    audit: str, captures: list[dict[str, object]], vendor: str, persona: Path | None = None
) -> "Plan":
    """The plan of somebody who only names a client or files."""
    from auditor.plan import plan_of

    value: dict[str, object] = {
        "audit": audit,
        "vendor": vendor,
        "authorisation": "the operator, for a client of their own",
        "captures": captures,
    }
    if persona:
        value["persona"] = str(persona.absolute())
    try:
        return plan_of(value, Path.cwd() / "command line")
    except AuditorError as err:
        # Its lines are nobody's.
        raise AuditorError(err.what, where="command line", hint=err.hint) from err


def agreed(
    plan: "Plan",
    out: Path | None,
    needed: "tuple[Callable[[Prepared], object], ...]",
    *,
    yes: bool,
    dry_run: bool,
    revisit: Path | None = None,
) -> "tuple[Prepared, Path]":
    """The plan and its folder, once a person has agreed to what a new one does.

    ``needed`` are the checks that a new one must pass before anybody is asked anything.
    """
    from auditor.cli import screen
    from auditor.estimate import estimate
    from auditor.evidence.folder import is_audit
    from auditor.prepared import prepare, revisiting

    prepared = revisiting(prepare(plan), revisit) if revisit else prepare(plan)
    folder = out or default_folder(plan.slug)
    lines = estimate(prepared)
    if dry_run:
        for line in lines:
            screen.say(line)
    elif not is_audit(folder):
        for check in needed:
            check(prepared)
        if not yes:
            _ask(plan, lines)
    return prepared, folder


def _ask(plan: "Plan", lines: list[str]) -> None:
    """Go on only when a person says so."""
    from auditor.cli import screen

    screen.tell(f"{plan.path}: a new plan")
    for line in lines:
        screen.tell(f"  {line}")
    if QUIET.get() or not sys.stdin.isatty():
        raise AuditorError("a new plan is not run unasked", where=plan.path, hint="--yes")
    try:
        agreed = typer.confirm("Run it?", err=True)
    except typer.Abort:
        agreed = False
    if not agreed:
        raise AuditorError("nobody agreed to it, so nothing was run", where=plan.path)


def default_folder(name: str) -> Path:
    """Where an audit goes that was told no place."""
    return Path("audits") / f"{name}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
