"""auditor judge and report."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import typer

from auditor.cli.options import (
    AsOf,
    Attestations,
    AuditFolder,
    Baseline,
    FailOn,
    FontPaths,
    Formats,
    Json,
    Policies,
    RequireComplete,
    Waivers,
)
from auditor.errors import AuditorError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from auditor.evidence.finding import Finding, Judged
    from auditor.evidence.folder import Folder
    from auditor.judging import Wanted
    from auditor.report.files import Wishes
    from auditor.report.outcome import FailOn as Failing

type Format = Literal[
    "html", "json", "pdf", "xlsx", "csv", "md", "junit", "sarif", "oscal", "cyclonedx", "intoto"
]


def judge(
    folder: AuditFolder,
    policies: Policies = "",
    as_of: AsOf = "",
    waivers: Waivers = None,
    attestations: Attestations = None,
    baseline: Baseline = None,
    observe: bool = typer.Option(False, "--observe", help="Look at the evidence anew first."),
    explain: str = typer.Option(
        "", metavar="RULE", help="Only show which record made which condition of a rule true."
    ),
    fail_on: FailOn = "high",
    require_complete: RequireComplete = False,
    json: Json = False,
) -> None:
    """Hold what was observed against the rules, without network, model or clock."""
    from auditor.cli import screen
    from auditor.evidence.folder import Folder
    from auditor.judging import Wanted, judge_folder

    failing = check_outcome_options(fail_on, "json")
    packs = [p for p in policies.split(",") if p]
    wanted = Wanted(packs, _date(as_of), waivers, baseline, attestations)
    audit = Folder(folder)
    if explain:
        _explain(audit, explain, wanted)
        return
    before = _before(audit)
    if observe:
        from auditor.observing import observe_folder  # it brings the detectors

        observe_folder(audit, screen.tell)
    findings = judge_folder(audit, wanted)
    for line in (*_changes(before, findings), *_notes(audit.judged())):
        screen.tell(line)
    if json:
        screen.show([_plain(finding) for finding in findings])
    else:
        screen.table(_rows(findings))
    _leave(audit, failing, require_complete=require_complete)


def report(
    folder: AuditFolder,
    formats: Formats = "html,json",
    framework: str = typer.Option(
        "", metavar="LIST", help="Laws and standards to write a page of each for; or all."
    ),
    language: str = typer.Option("en", metavar="WORD", help="Of HTML and PDF: en or zh."),
    font_path: FontPaths = None,
) -> None:
    """Write the report of a judged audit."""
    from auditor.cli import screen
    from auditor.policy.frameworks import chosen
    from auditor.report.files import Wishes

    check_outcome_options("high", formats)
    wishes = Wishes(chosen(framework), font_path or (), language)
    for path in write_report(folder, formats, wishes=wishes):
        screen.say(str(path))


def outcome(folder: Path, formats: str, fail_on: str, *, require_complete: bool) -> int:
    """Write the report and print its summary; the exit code that the findings ask for."""
    from auditor.evidence.folder import Folder

    failing = check_outcome_options(fail_on, formats)
    write_report(folder, formats, summary=True)
    return _code(Folder(folder), failing, require_complete=require_complete)


def check_outcome_options(fail_on: str, formats: str) -> "Failing":
    """What ``--fail-on`` names; AuditorError for a wrong one, or a wrong or lacking format."""
    from auditor.report.needs import check_needs
    from auditor.report.outcome import read_fail_on

    wrong = [each for each in formats.split(",") if each not in get_args(Format.__value__)]
    if wrong:
        raise AuditorError(
            f"no format is called {wrong[0]!r}",
            hint=f"--format {','.join(get_args(Format.__value__))}",
        )
    check_needs(formats.split(","))
    return read_fail_on(fail_on)


def write_report(
    folder: Path, formats: str, *, summary: bool = False, wishes: "Wishes | None" = None
) -> list[Path]:
    """Write the report in some formats; with a summary on stdout if that is wanted."""
    from auditor.cli import screen
    from auditor.evidence.folder import Folder
    from auditor.report.files import write
    from auditor.report.report import build
    from auditor.report.summary import print_summary

    audit = Folder(folder)
    made = build(audit, audit.judged())
    paths = write(folder, made, formats.split(","), wishes)
    if summary:
        print_summary(screen.Results(), made, paths)
    return paths


def _leave(audit: "Folder", failing: "Failing", *, require_complete: bool) -> None:
    raise typer.Exit(_code(audit, failing, require_complete=require_complete))


def _code(audit: "Folder", failing: "Failing", *, require_complete: bool) -> int:
    from auditor.report.outcome import exit_code

    judged = audit.judged()
    if failing.only_new and not judged.baseline:
        told = "nothing to tell new findings by"
        raise AuditorError(told, hint="--baseline OLD/report/report.json, or baseline: in the plan")
    return exit_code(judged.findings, audit.about, failing, require_complete=require_complete)


def _explain(audit: "Folder", named: str, wanted: "Wanted") -> None:
    """Which record made which condition of one rule true."""
    from difflib import get_close_matches

    from auditor.cli import screen
    from auditor.judging import attestations_of, case_of, day_of, rules_of
    from auditor.policy.explaining import explained

    rules = {rule.id: rule for rule in rules_of(audit.about, wanted.policies)}
    if named not in rules:
        close = get_close_matches(named, rules, n=1)
        hint = f"did you mean {close[0]!r}?" if close else "auditor packs show baseline"
        raise AuditorError(f"no rule is called {named!r}", where="--explain", hint=hint)
    day = day_of(audit.about, wanted)
    case = case_of(audit, day, attestations_of(audit.about, wanted, day))
    for line in explained(rules[named], case):
        screen.say(line)


def _notes(judged: "Judged") -> "Iterator[str]":
    """What became of waivers that do not hold, contradictions, what is old or was in the baseline."""
    for use in judged.waivers:
        until = f", which ended on {use.waiver.expires}" if use.state == "expired" else ""
        if use.state != "applied":
            yield f"the waiver of {use.waiver.rule}{until}: {use.state}"
    for topic in judged.checklist:
        if topic.contradiction:
            yield f"{topic.id}: {topic.contradiction}"
    yield from judged.stale
    for gone in judged.gone:
        now = "fixed" if gone.fixed else f"not found again, but {gone.verdict or 'no longer asked'}"
        yield f"{gone.rule} on {gone.subject}: {now}"


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
    shown = [[_verdict(f), f.risk or "", f.subject, f.rule, f.because] for f in findings]
    return [["verdict", "risk", "subject", "rule", "because"], *shown]


def _verdict(finding: "Finding") -> str:
    return f"{finding.verdict}, {finding.change}" if finding.change else finding.verdict


def _plain(finding: "Finding") -> object:
    import msgspec

    return msgspec.to_builtins(finding)


def _date(text: str) -> str:
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError as err:
        raise AuditorError(f"{text!r} is not a date", hint="--as-of 2026-11-23") from err
