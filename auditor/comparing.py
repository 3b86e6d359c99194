"""Lays the reports of several audits side by side."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from auditor.claims.between import METHOD, adjusted, difference
from auditor.errors import AuditorError
from auditor.evidence.measure import Measure
from auditor.report.alike import asked_alike, marks, unlike_probes
from auditor.report.comparison import (
    SCHEMA,
    Asked,
    Comparison,
    Difference,
    Mark,
    Rated,
    Side,
)
from auditor.report.report import Report
from auditor.report.sidebyside import claims, flows, rules, topics

LEVEL = 0.05
MOST = 12
"""Audits in one comparison."""
NOT_JUDGED = 0.1
"""Share of trials that could not be judged, above which a rate is inconclusive."""


def compare(reports: Sequence[Report]) -> Comparison:
    """The comparison of two to twelve audits; pure, and the same for the same reports.

    AuditorError for the same evidence twice, and where no rule and no question is common to any
    two of them.
    """
    _check(reports)
    letters = [chr(ord("A") + number) for number in range(len(reports))]
    told = tuple(marks(reports, letters))
    asked = tuple(_asked(reports, letters))
    judged = rules(reports)
    common = any(sum(cell != "not applied" for cell in row.cells) > 1 for row in judged)
    if not common and not any(len({r.side for r in each.rates}) > 1 for each in asked):
        raise AuditorError(
            "nothing was asked or judged alike in any two of them",
            hint="audits with the same probes and policies",
        )
    return Comparison(
        schema=SCHEMA,
        sides=tuple(_side(*each) for each in zip(reports, letters, strict=True)),
        marks=told,
        rules=judged,
        measures=asked,
        differences=tuple(_differences(asked, dict(zip(letters, reports, strict=True)), told)),
        flows=flows(reports),
        claims=claims(reports),
        checklist=topics(reports),
        level=LEVEL,
        method=METHOD,
    )


def _check(reports: Sequence[Report]) -> None:
    if not 2 <= len(reports) <= MOST:
        told = f"{len(reports)} {'audit' if len(reports) == 1 else 'audits'} cannot be compared"
        raise AuditorError(told, hint=f"the folders of 2 to {MOST} audits")
    for one, other in combinations(reports, 2):
        if one.evidence.head == other.evidence.head and one.evidence.count:
            raise AuditorError(
                f"two of them are the same audit: {one.audit.name}", hint="each folder once"
            )


def _side(report: Report, letter: str) -> Side:
    languages = {each.language for each in report.coverage.probes if each.answered}
    return Side(
        letter=letter,
        vendor=report.vendor.title or report.vendor.id,
        audit=report.audit.name,
        started=report.started,
        ended=report.ended,
        as_of=report.audit.as_of,
        head=report.evidence.head,
        languages=tuple(sorted(languages)),
        concerns=report.concerns,
    )


def _asked(reports: Sequence[Report], letters: Sequence[str]) -> Iterator[Asked]:
    """Every measure of every side under what was asked, in the order of the first side."""
    rows: dict[tuple[str, str, str, str], list[Rated]] = {}
    for report, letter in zip(reports, letters, strict=True):
        for measure in report.measures:
            rows.setdefault(asked_alike(measure), []).append(Rated(letter, measure))
    for (pack, probe, name, language), rates in rows.items():
        there = {each.side for each in rates}
        missing = tuple(letter for letter in letters if letter not in there)
        yield Asked(pack, probe, name, language, tuple(rates), missing)


def _differences(
    asked: Iterable[Asked], sides: dict[str, Report], told: Sequence[Mark]
) -> list[Difference]:
    """Of all pairs of targets from different sides, adjusted over all of them."""
    versions = {mark.sides for mark in told if mark.what == "versions"}
    packs = {(a, b): unlike_probes(sides[a], sides[b]) for a, b in combinations(sorted(sides), 2)}
    found = [
        _difference(each, one, other, packs[one.side, other.side], versions)
        for each in asked
        for one, other in combinations(each.rates, 2)
        if one.side != other.side
    ]
    corrected = adjusted([each.p for each in found])
    return [
        replace(each, p_adjusted=p, real=p is not None and p < LEVEL)
        for each, p in zip(found, corrected, strict=True)
    ]


def _difference(
    asked: Asked,
    one: Rated,
    other: Rated,
    packs: Collection[str],
    versions: Collection[tuple[str, str]],
) -> Difference:
    because = (
        f"the pack {asked.pack} was not the same" * (asked.pack in packs)
        or "observed with different versions" * ((one.side, other.side) in versions)
        or _unusable(one.measure)
        or _unusable(other.measure)
    )
    p = None if because else difference(one.measure.phrasings, other.measure.phrasings)
    return Difference(
        name=asked.name,
        probe=asked.probe,
        language=asked.language,
        sides=(one.side, other.side),
        targets=(one.measure.target, other.measure.target),
        shares=(one.measure.value, other.measure.value),
        p=p,
        p_adjusted=None,
        real=False,
        because=because or ("" if p is not None else "no phrasing was judged on both sides"),
    )


def _unusable(measure: Measure) -> str:
    """Why a rate may not be held against another; empty when it may."""
    lost, all_ = measure.not_judged, measure.trials + measure.not_judged
    if not measure.trials:
        return f"no answer of {measure.target} could be judged"
    if lost / all_ > NOT_JUDGED:
        return f"{lost:,} of {all_:,} answers of {measure.target} could not be judged"
    if sum(judged for _, judged in measure.phrasings.values()) != measure.trials:
        return f"{measure.target}: the trials of each phrasing are not on record"
    return ""
