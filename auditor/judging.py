"""Holds what was observed against the rules, without network, model or clock."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from auditor import __version__
from auditor.evidence.about import About
from auditor.evidence.attestation import Attestation
from auditor.evidence.finding import Finding, Gone, Judged, JudgedBy
from auditor.evidence.folder import Folder
from auditor.evidence.review import read_reviews, reviewed
from auditor.packs import find
from auditor.policy.attestations import read_attestations
from auditor.policy.baseline import against, read_baseline
from auditor.policy.case import Case, Subject
from auditor.policy.checklist import checklist_files, find_checklist
from auditor.policy.controls import framework_results
from auditor.policy.frameworks import framework_files, shipped_frameworks
from auditor.policy.judge import judge
from auditor.policy.rule import Rule
from auditor.policy.rule import rules_of as rules_in
from auditor.policy.staleness import shipped_ages, stale
from auditor.policy.topics import Answers, topic_results
from auditor.policy.waivers import read_waivers, waive
from auditor.shipped import shipped

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
    attestations: Path | None = None
    """What the vendor answered to the checklist."""


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
    attestations = _answers(about, wanted)
    accepted = read_waivers(waivers) if waivers else ()
    old = read_baseline(baseline, about.vendor) if baseline else None
    case = case_of(folder, day, attestations_of(about, wanted, day))
    findings, uses = waive(
        judge(rules, case),
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
        shipped_sha256(),
        *_named(waivers),
        *_named(baseline),
        *_named(attestations),
    )
    judged = Judged(day, findings, uses, old.audit.as_of if old else "", gone, by=by)
    return _with_pages(judged, about, rules, case)


def inputs_of(path: Path) -> dict[str, str]:
    """Digests of the derived files that findings rest on."""
    there = [name for name in INPUTS if (path / name).is_file()]
    return {name: sha256_of(path / name) for name in there}


def digests_of(policies: Sequence[str]) -> dict[str, str]:
    """Name of each pack of rules → digest of its files now."""
    return {name: find(name, "rules", Path()).sha256 for name in policies}


def shipped_sha256() -> str:
    """Digest over what else is shipped and judging reads: checklists, frameworks, ages."""
    files = [*checklist_files(), *framework_files(), shipped("policies", "staleness.yaml")]
    return hashlib.sha256("".join(map(sha256_of, files)).encode()).hexdigest()


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _named(path: Path | None) -> tuple[str, str]:
    return (str(path), sha256_of(path)) if path else ("", "")


def _with_pages(judged: Judged, about: About, rules: Sequence[Rule], case: Case) -> Judged:
    """What was judged, with the checklist, the frameworks, and what is old."""
    day, frameworks = judged.as_of, list(shipped_frameworks().values())
    answers = Answers(judged.findings, case.measures, case.claims, case.attestations)
    topics = topic_results(find_checklist(), answers)
    maps = {rule.id: rule.maps for rule in rules}
    tables = case.coverage.observed_with
    return replace(
        judged,
        checklist=topics,
        frameworks=framework_results(frameworks, maps, judged.findings, topics, day),
        stale=stale(about, tables, case.attestations, frameworks, day, shipped_ages()),
    )


def rules_of(about: About, policies: Sequence[str] = ()) -> list[Rule]:
    """The rules of the plan's packs, or of others."""
    names = policies or about.policies
    return rules_in(find(name, "rules", Path()) for name in names)


def attestations_of(about: About, wanted: Wanted, day: str) -> tuple[Attestation, ...]:
    """What the vendor answered, as the plan or another file has it and as it stands on a day."""
    path = _answers(about, wanted)
    return read_attestations(path, about.vendor, day) if path else ()


def case_of(folder: Folder, day: str, attestations: Sequence[Attestation] = ()) -> Case:
    """What was observed in a folder, and the vendor answered, to be judged for a date."""
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
        attestations=attestations,
    )


def day_of(about: About, wanted: Wanted) -> str:
    """The date to judge for: the one wanted; else the audit's end, or, while it goes on, its
    beginning.
    """
    return wanted.as_of or (about.ended or about.started)[:10]


def _answers(about: About, wanted: Wanted) -> Path | None:
    return wanted.attestations or _path(about.attestations)


def _path(name: str) -> Path | None:
    return Path(name) if name else None
