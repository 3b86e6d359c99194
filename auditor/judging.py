"""Holds what was observed against the rules, without network, model or clock."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from auditor import __version__
from auditor.evidence.about import About
from auditor.evidence.finding import Finding, Gone, Judged, JudgedBy
from auditor.evidence.folder import Folder
from auditor.evidence.review import read_reviews, reviewed
from auditor.packs import find
from auditor.policy.baseline import against, read_baseline
from auditor.policy.case import Case, Subject
from auditor.policy.judge import judge
from auditor.policy.rule import Rule, load_rules
from auditor.policy.waivers import read_waivers, waive

INPUTS = ("observations.jsonl", "measures.jsonl", "coverage.json", "claims.jsonl")


@dataclass(frozen=True, slots=True)
class Wanted:
    """How to judge; what is empty is as the plan said."""

    policies: Sequence[str] = ()
    as_of: str = ""
    """The date to judge for; by default the audit's end."""
    waivers: Path | None = None
    baseline: Path | None = None
    """An earlier report.json."""


def judge_folder(folder: Folder, wanted: Wanted = Wanted()) -> list[Finding]:
    """Judge by the plan's packs, waivers and baseline, or others; writes and returns the findings."""
    judged = judged_of(folder, wanted)
    folder.write_judged(judged)
    return judged.findings


def judged_of(folder: Folder, wanted: Wanted = Wanted()) -> Judged:
    """The same, without writing anything."""
    about = folder.about
    day = day_of(about, wanted)
    rules = rules_of(about, wanted.policies)
    waivers = wanted.waivers or _path(about.waivers)
    baseline = wanted.baseline or _path(about.baseline)
    accepted = read_waivers(waivers) if waivers else ()
    old = read_baseline(baseline, about.vendor) if baseline else None
    findings, uses = waive(
        judge(rules, case_of(folder, day)),
        accepted,
        vendor=about.vendor,
        as_of=day,
        rules={rule.id for rule in rules},
    )
    gone: tuple[Gone, ...] = ()
    if old:
        findings, gone = against(findings, folder.measures(), old)
    findings = reviewed(findings, read_reviews(folder.path))
    by = JudgedBy(
        __version__,
        digests_of(wanted.policies or about.policies),
        inputs_of(folder.path),
        *_named(waivers),
        *_named(baseline),
    )
    return Judged(day, findings, uses, old.audit.as_of if old else "", gone, by)


def inputs_of(path: Path) -> dict[str, str]:
    """Digests of the derived files that findings rest on."""
    there = [name for name in INPUTS if (path / name).is_file()]
    return {name: sha256_of(path / name) for name in there}


def digests_of(policies: Sequence[str]) -> dict[str, str]:
    """Name of each pack of rules → digest of its files now."""
    return {name: find(name, "rules", Path()).sha256 for name in policies}


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _named(path: Path | None) -> tuple[str, str]:
    return (str(path), sha256_of(path)) if path else ("", "")


def rules_of(about: About, policies: Sequence[str] = ()) -> list[Rule]:
    """The rules of the plan's packs, or of others."""
    names = policies or about.policies
    return [rule for name in names for rule in load_rules(find(name, "rules", Path()))]


def case_of(folder: Folder, day: str) -> Case:
    """What was observed in a folder, to be judged for a date."""
    about = folder.about
    targets = [Subject(target.id, "probe", "target") for target in about.targets]
    apps = [Subject(app, "capture", "app") for app in dict.fromkeys(a.id for a in about.apps)]
    return Case(
        subjects=(*targets, *apps),
        observations=folder.observations(),
        measures=folder.measures(),
        coverage=folder.coverage(),
        declared=about.declared,
        params=about.params,
        as_of=day,
        vendor=about.vendor,
        claims=folder.claims(),
    )


def day_of(about: About, wanted: Wanted) -> str:
    """The date to judge for: the one wanted; else the audit's end, or, while it goes on, its
    beginning.
    """
    return wanted.as_of or (about.ended or about.started)[:10]


def _path(name: str) -> Path | None:
    return Path(name) if name else None
