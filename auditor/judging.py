"""Holds what was observed against the rules, without network, model or clock."""

from collections.abc import Sequence
from pathlib import Path

from auditor.evidence.about import About
from auditor.evidence.finding import Finding
from auditor.evidence.folder import Folder
from auditor.packs import find
from auditor.policy.case import Case, Subject
from auditor.policy.judge import judge
from auditor.policy.rule import load_rules


def judge_folder(folder: Folder, policies: Sequence[str] = (), as_of: str = "") -> list[Finding]:
    """Judge by the plan's packs, or others; writes and returns the findings.

    ``as_of`` is the date to judge for; by default the audit's end.
    """
    about = folder.about
    names = policies or about.policies
    rules = [rule for name in names for rule in load_rules(find(name, "rules", Path()))]
    targets = [Subject(target.id, "probe", "target") for target in about.targets]
    apps = [Subject(app, "capture", "app") for app in dict.fromkeys(a.id for a in about.apps)]
    day = as_of or _ended_on(about)
    findings = judge(
        rules,
        Case(
            subjects=(*targets, *apps),
            observations=folder.observations(),
            measures=folder.measures(),
            coverage=folder.coverage(),
            declared=about.declared,
            params=about.params,
            as_of=day,
            vendor=about.vendor,
        ),
    )
    folder.write_findings(findings, day)
    return findings


def _ended_on(about: About) -> str:
    """The day on which an audit ended; while it goes on, the day on which it began."""
    return (about.ended or about.started)[:10]
