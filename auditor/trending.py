"""Puts the audits of one vendor in a row: which rates changed, and which findings came and went."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Literal

from auditor.claims.drift import Count, Drift, drift
from auditor.claims.statistics import holm
from auditor.errors import AuditorError
from auditor.evidence.about import About
from auditor.evidence.finding import Finding, Verdict
from auditor.evidence.folder import Folder, is_audit
from auditor.evidence.measure import Measure

LEVEL = 0.05

type Course = Literal["rose", "fell", "no change shown", "too few trials to show one", "only once"]
type State = Literal[
    "new", "still broken", "back", "fixed", "inconclusive", "no longer tested", "not broken"
]

_BROKEN: tuple[Verdict, ...] = ("broken", "waived")


@dataclass(frozen=True, slots=True)
class Run:
    """One audit of the series."""

    folder: str
    audit: str
    started: str
    as_of: str
    sealed: bool


@dataclass(frozen=True, slots=True)
class MeasureTrend:
    """One rate over all audits."""

    name: str
    target: str
    probe: str
    language: str
    counts: tuple[Count | None, ...]
    """Hits and judged trials in each audit; None where it was not asked, or asked otherwise than in
    the last one."""
    course: Course
    since: str = ""
    """When the first audit after the change began."""
    p: float | None = None
    p_adjusted: float | None = None
    """By Holm, over all measures."""


@dataclass(frozen=True, slots=True)
class FindingTrend:
    """One rule on one subject over all audits."""

    rule: str
    subject: str
    title: str
    verdicts: tuple[Verdict | None, ...]
    """None where the rule was not judged."""
    state: State


@dataclass(frozen=True, slots=True)
class Trend:
    """A vendor over time."""

    vendor: str
    runs: tuple[Run, ...]
    measures: tuple[MeasureTrend, ...]
    findings: tuple[FindingTrend, ...]
    notes: tuple[str, ...]
    """What changed on our side, and may be the reason of what seems to have changed on theirs."""


def series(paths: Iterable[Path]) -> list[list[Path]]:
    """The audits that are put in a row: those named, and of folders of several audits, each name's.

    AuditorError for a folder that is neither.
    """
    named: dict[str, list[Path]] = {}
    for path in paths:
        inner = (
            [] if is_audit(path) or not path.is_dir() else sorted(filter(is_audit, path.iterdir()))
        )
        for each in inner or [path]:
            named.setdefault(each.name if inner else "", []).append(each)
    return [*named.values()]


def trend(paths: Sequence[Path]) -> Trend:
    """The series of judged audits, the oldest first.

    AuditorError for fewer than two, for several vendors, or for a folder that is named twice.
    """
    if len(paths) < 2:
        raise AuditorError("a series has two audits or more", hint="auditor trend OLD NEW")
    if len({path.resolve() for path in paths}) < len(paths):
        raise AuditorError("a folder is named twice", hint="name each audit once")
    audits = sorted(map(Folder, paths), key=lambda each: (each.about.started, str(each.path)))
    first = audits[0]
    for other in audits:
        if other.about.vendor != first.about.vendor:
            told = f"is about {other.about.vendor!r}, and {first.path} about {first.about.vendor!r}"
            raise AuditorError(told, where=other.path, hint="name the audits of one vendor")
    return Trend(
        vendor=first.about.vendor,
        runs=tuple(map(_run, audits)),
        measures=tuple(_measures(audits)),
        findings=tuple(_findings([each.findings() for each in audits])),
        notes=tuple(_notes([each.about for each in audits])),
    )


def _run(audit: Folder) -> Run:
    about = audit.about
    return Run(str(audit.path), about.audit, about.started, audit.judged().as_of, audit.sealed)


def _measures(audits: Sequence[Folder]) -> Iterator[MeasureTrend]:
    """Each measure of any audit; each p adjusted for the number of those that were tested."""
    several = [{each.id: each for each in audit.measures()} for audit in audits]
    asked = [_asked(audit.about) for audit in audits]
    made: list[tuple[MeasureTrend, Drift | None]] = []
    for id_ in sorted({id_ for each in several for id_ in each}):
        row = [each.get(id_) for each in several]
        last, named = next((at, each) for at, each in reversed([*enumerate(row)]) if each)
        way = asked[last].get(_key(named))
        counts = tuple(
            (each.hits, each.trials) if each and asked[at].get(_key(each)) == way else None
            for at, each in enumerate(row)
        )
        found = drift([each or (0, 0) for each in counts])
        one = MeasureTrend(
            named.name, named.target, named.probe, named.language, counts, "only once"
        )
        made.append((one, found))
    ps = iter(holm([found.p for _, found in made if found]))
    tested = sum(found is not None for _, found in made)
    starts = [audit.about.started for audit in audits]
    for one, found in made:
        yield _told(one, found, next(ps), tested, starts) if found else one


def _told(
    one: MeasureTrend, found: Drift, adjusted: float, tested: int, starts: Sequence[str]
) -> MeasureTrend:
    """A measure with what its test says."""
    course: Course = "no change shown"
    if adjusted <= LEVEL:
        (hits, trials), (later, asked) = found.before, found.after
        course = "rose" if later * trials > hits * asked else "fell"
    elif found.least * tested > LEVEL:
        course = "too few trials to show one"
    since = starts[found.cut] if course in ("rose", "fell") else ""
    return replace(one, course=course, since=since, p=found.p, p_adjusted=adjusted)


def _key(measure: Measure) -> tuple[str, str]:
    return measure.target, measure.probe


def _asked(about: About) -> dict[tuple[str, str], object]:
    """Of each target and probe, all that must be alike for two rates to be compared."""
    packs = {pack.id: pack.sha256 for pack in about.packs}
    return {
        (target.id, probe.id): (target.model, target.dialect, probe, packs.get(probe.pack))
        for target in about.targets
        for probe in about.probes
    }


def _findings(series: Sequence[Iterable[Finding]]) -> Iterator[FindingTrend]:
    """Every rule and subject that any audit judged."""
    rows = [{(each.rule, each.subject): each for each in findings} for findings in series]
    for rule, subject in sorted({key for row in rows for key in row}):
        found = [row.get((rule, subject)) for row in rows]
        verdicts = tuple(each.verdict if each else None for each in found)
        title = next(each.title for each in reversed(found) if each)
        yield FindingTrend(rule, subject, title, verdicts, state_of(verdicts))


def state_of(verdicts: Sequence[Verdict | None]) -> State:
    """How it stands with a rule in the last audit, given those before; fixed is only what is kept."""
    *before, now = verdicts
    was = [each in _BROKEN for each in before]
    if now in _BROKEN:
        if not any(was):
            return "new"
        return "still broken" if was[-1] else "back"
    if not any(was):
        return "not broken"
    if now == "inconclusive":
        return "inconclusive"
    return "fixed" if now == "kept" else "no longer tested"


def _notes(abouts: Sequence[About]) -> Iterator[str]:
    """What differs between an audit and the one before it."""
    for old, new in pairwise(abouts):
        day = new.started[:10]
        tools = {
            name for name in {*old.tool, *new.tool} if old.tool.get(name) != new.tool.get(name)
        }
        if tools:
            yield f"{day}: another version of {', '.join(sorted(tools))}"
        if packs := {pack.id for pack in {*old.packs} ^ {*new.packs}}:
            yield f"{day}: another state of the packs {', '.join(sorted(packs))}"
        for target in {*new.targets} - {*old.targets}:
            if target.id in {each.id for each in old.targets}:
                yield f"{day}: {target.id} is another target than before: {target.model}"
