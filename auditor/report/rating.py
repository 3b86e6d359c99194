"""Sums findings up: counts, a rating for each concern, one sentence for a board."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from auditor.evidence.finding import RISKS, Finding, Risk
from auditor.report.wording import CONCERNS, counted, short

type Rating = Literal["critical", "high", "medium", "low", "none", "not tested"]


@dataclass(frozen=True, slots=True)
class Counts:
    """Findings by what they say."""

    broken: int
    kept: int
    inconclusive: int
    not_tested: int
    waived: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.broken + self.kept + self.inconclusive + self.not_tested + self.waived


@dataclass(frozen=True, slots=True)
class Verdict:
    """The whole audit in six numbers and a sentence; never a grade."""

    broken: int
    kept: int
    inconclusive: int
    not_tested: int
    waived: int
    highest_risk: Risk | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Concern:
    """What the findings say of one concern."""

    id: str
    rating: Rating
    requested: bool
    counts: Counts


def counts(findings: Iterable[Finding]) -> Counts:
    """How many findings say what."""
    said = [finding.verdict for finding in findings]
    return Counts(
        broken=said.count("broken"),
        kept=said.count("kept"),
        inconclusive=said.count("inconclusive"),
        not_tested=said.count("not tested"),
        waived=said.count("waived"),
    )


def highest(findings: Iterable[Finding]) -> Risk | None:
    """The gravest risk of a broken rule; one that was not rated counts as critical."""
    risks = {finding.risk or "critical" for finding in findings if finding.verdict == "broken"}
    return next((risk for risk in RISKS if risk in risks), None)


def rating(findings: Sequence[Finding]) -> Rating:
    """Of one concern's findings.

    Any broken rule: the gravest risk among them. Else ``none`` where at least one rule was kept;
    what is inconclusive, not tested or waived beside it stands in the counts. Else, when nothing
    was settled in the vendor's favour either, ``not tested``.
    """
    if risk := highest(findings):
        return risk
    return "none" if any(finding.verdict == "kept" for finding in findings) else "not tested"


def concerns(findings: Sequence[Finding], requested: Sequence[str]) -> tuple[Concern, ...]:
    """All five, whether asked for or not."""
    return tuple(
        Concern(
            id=concern,
            rating=rating(mine := [f for f in findings if f.concern == concern]),
            requested=concern in requested,
            counts=counts(mine),
        )
        for concern in CONCERNS
    )


def verdict(findings: Sequence[Finding], vendor: str) -> Verdict:
    """The counts and the sentence of the decision page."""
    said, risk = counts(findings), highest(findings)
    return Verdict(
        broken=said.broken,
        kept=said.kept,
        inconclusive=said.inconclusive,
        not_tested=said.not_tested,
        waived=said.waived,
        highest_risk=risk,
        sentence=_sentence(said, risk, short(vendor, 80)),
    )


def _sentence(said: Counts, risk: Risk | None, vendor: str) -> str:
    if not said.total:
        return f"No rule was applied to {vendor}, so this audit says nothing about it."
    if said.not_tested == said.total:
        return (
            f"None of the {counted(said.total, 'check')} of {vendor} could be made, "
            "so this audit says nothing about it, good or bad."
        )
    if said.broken:
        return (
            f"In this audit {said.broken:,} of {counted(said.total, 'check')} of {vendor} "
            f"found a rule broken, at worst with {risk} risk{_others(said)}."
        )
    if not said.kept:
        return f"This audit could not settle a single check of {vendor}{_others(said)}."
    if said.kept == said.total:
        return (
            f"In this audit {vendor} kept the rule in every one of "
            f"{counted(said.total, 'check')}, as far as could be seen."
        )
    accepted = " that was not waived" if said.waived else ""
    return (
        f"In this audit none of {counted(said.total, 'check')} of {vendor} "
        f"found a rule broken{accepted}{_others(said)}."
    )


def _others(said: Counts) -> str:
    """What the other checks said, as the rest of a sentence."""
    parts = [
        f"{said.kept:,} found it kept" if said.kept else "",
        f"{said.inconclusive:,} {_were(said.inconclusive)} inconclusive"
        if said.inconclusive
        else "",
        f"{said.not_tested:,} could not be made" if said.not_tested else "",
        f"{said.waived:,} {_were(said.waived)} waived" if said.waived else "",
    ]
    told = [part for part in parts if part]
    if not told:
        return ""
    return "; " + (f"{', '.join(told[:-1])} and {told[-1]}" if told[1:] else told[0])


def _were(number: int) -> str:
    return "was" if number == 1 else "were"
