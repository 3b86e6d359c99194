"""auditor judge and report."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import typer

from auditor.cli.options import AsOf, AuditFolder, FailOn, Formats, Json, Policies, RequireComplete
from auditor.errors import AuditorError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.evidence.finding import Finding, Risk
    from auditor.evidence.folder import Folder

type Format = Literal["html", "json"]


def judge(
    folder: AuditFolder,
    policies: Policies = "",
    as_of: AsOf = "",
    observe: bool = typer.Option(False, "--observe", help="Look at the evidence anew first."),
    fail_on: FailOn = "high",
    require_complete: RequireComplete = False,
    json: Json = False,
) -> None:
    """Hold what was observed against the rules, without network, model or clock."""
    from auditor.cli import screen
    from auditor.evidence.folder import Folder
    from auditor.judging import judge_folder

    risk = check_outcome_options(fail_on, "json")
    day = _date(as_of)
    audit = Folder(folder)
    before = _before(audit)
    if observe:
        from auditor.observing import observe_folder  # it brings the detectors

        observe_folder(audit, screen.tell)
    findings = judge_folder(audit, [p for p in policies.split(",") if p], day)
    for line in _changes(before, findings):
        screen.tell(line)
    if json:
        screen.show([_plain(finding) for finding in findings])
    else:
        screen.table(_rows(findings))
    _leave(audit, findings, risk, require_complete=require_complete)


def report(folder: AuditFolder, formats: Formats = "html,json") -> None:
    """Write the report of a judged audit."""
    from auditor.cli import screen

    check_outcome_options("high", formats)
    for path in write_report(folder, formats):
        screen.say(str(path))


def tell_and_leave(folder: Path, formats: str, fail_on: str, *, require_complete: bool) -> None:
    """Write the report, print its summary, and exit as the findings say."""
    from auditor.evidence.folder import Folder

    risk = check_outcome_options(fail_on, formats)
    write_report(folder, formats, summary=True)
    audit = Folder(folder)
    _leave(audit, audit.findings(), risk, require_complete=require_complete)


def check_outcome_options(fail_on: str, formats: str) -> "Risk":
    """The risk that ``--fail-on`` names; AuditorError for a wrong one or a wrong format."""
    from auditor.evidence.finding import RISKS

    wrong = [each for each in formats.split(",") if each not in get_args(Format.__value__)]
    if wrong:
        raise AuditorError(f"no format is called {wrong[0]!r}", hint="--format html,json")
    for risk in RISKS:
        if risk == fail_on:
            return risk
    raise AuditorError(f"no risk is called {fail_on!r}", hint=f"--fail-on {'|'.join(RISKS)}")


def write_report(folder: Path, formats: str, *, summary: bool = False) -> list[Path]:
    """Write the report in some formats; with a summary on stdout if that is wanted."""
    from auditor.cli import screen
    from auditor.evidence.folder import Folder
    from auditor.report.files import write
    from auditor.report.report import build
    from auditor.report.summary import print_summary

    audit = Folder(folder)
    judged = audit.judged()
    made = build(audit, judged.findings, as_of=judged.as_of)
    paths = write(folder, made, formats.split(","))
    if summary:
        print_summary(screen.Results(), made, paths)
    return paths


def _leave(
    audit: "Folder", findings: "Sequence[Finding]", risk: "Risk", *, require_complete: bool
) -> None:
    from auditor.report.outcome import exit_code

    code = exit_code(findings, audit.about, risk, require_complete=require_complete)
    raise typer.Exit(code)


def _before(audit: "Folder") -> "list[Finding]":
    """What was judged last; what cannot be read is made anew."""
    try:
        return audit.findings()
    except AuditorError:
        return []


def _changes(before: "Sequence[Finding]", after: "Sequence[Finding]") -> list[str]:
    """What an earlier judgement said otherwise; nothing when there was none."""
    was, now = ({(f.rule, f.subject): f.verdict for f in each} for each in (before, after))
    return [
        f"{rule} on {subject}: {was.get(key, 'not judged')} before, {now.get(key, 'not judged')} now"
        for key in {**was, **now}
        if was and was.get(key) != now.get(key)
        for rule, subject in (key,)
    ]


def _rows(findings: "Sequence[Finding]") -> list[list[str]]:
    shown = [[f.verdict, f.risk or "", f.subject, f.rule, f.because] for f in findings]
    return [["verdict", "risk", "subject", "rule", "because"], *shown]


def _plain(finding: "Finding") -> object:
    import msgspec

    return msgspec.to_builtins(finding)


def _date(text: str) -> str:
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError as err:
        raise AuditorError(f"{text!r} is not a date", hint="--as-of 2026-11-23") from err
