"""Options that several commands share."""

from contextvars import ContextVar
from pathlib import Path
from typing import Annotated

import typer

QUIET: ContextVar[bool] = ContextVar("quiet", default=False)
"""Whether this command says nothing on its way: no messages, no progress."""

PlanFile = Annotated[Path, typer.Argument(metavar="PLAN", help="The plan, a YAML file.")]
AuditFolder = Annotated[Path, typer.Argument(metavar="F", help="An audit's folder.")]
Out = Annotated[
    Path | None,
    typer.Option(
        metavar="F", help="The audit's folder; the same one again goes on where it stopped."
    ),
]
Yes = Annotated[bool, typer.Option("--yes", help="Run a new plan without asking.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only show what the plan would do.")]
Trials = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        min=1,
        max=1000,
        help="Trials of each phrasing and arm, instead of what plan and probes say.",
    ),
]
AcceptChangedPacks = Annotated[
    bool,
    typer.Option(
        "--accept-changed-packs", help="Go on in F although packs changed since it was begun."
    ),
]
FailOn = Annotated[
    str,
    typer.Option(
        metavar="RISK",
        help="Lowest risk of a broken rule that exits with 1; new-RISK: only what the baseline "
        "had not, or less.",
    ),
]
Waivers = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Broken rules that somebody accepted for a time."),
]
Attestations = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="What the vendor answered to the checklist."),
]
Baseline = Annotated[
    Path | None, typer.Option(metavar="FILE", help="An earlier report.json to compare with.")
]
RequireComplete = Annotated[
    bool, typer.Option("--require-complete", help="Exit with 3 when any rule is not tested.")
]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Formats = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="LIST",
        help="html, json, pdf, xlsx, csv, md, junit, sarif, oscal, cyclonedx, intoto; separated by "
        "commas.",
    ),
]
FontPaths = Annotated[
    list[Path] | None,
    typer.Option(metavar="FOLDER", help="A folder of fonts for the PDF; can be given repeatedly."),
]
Policies = Annotated[
    str,
    typer.Option(
        metavar="LIST", help="Packs of rules, separated by commas; else those of the plan."
    ),
]
AsOf = Annotated[
    str, typer.Option(metavar="DATE", help="The date to judge for; else the audit's end.")
]
