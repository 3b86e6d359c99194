"""Holds what vendors state against arithmetic: no call is made, and nothing is measured.

A lead is told from chance by the difference of two independent binomial shares (Wald), as Miller
(Adding Error Bars to Evals, arXiv 2411.00640, 2024) has it for questions without clusters; p-values
are adjusted for their number (Holm 1979). Training takes 6 operations for each parameter and token
(Kaplan et al., arXiv 2001.08361, 2020).
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from statistics import NormalDist

from auditor.claims.outcome import fairly
from auditor.claims.sheets import Advantage, Compute, Figure, PriceRatio, Sheet, Wording
from auditor.claims.statistics import CONFIDENCE, holm
from auditor.evidence.claim import Claim, ClaimVerdict

ALPHA = 0.05
UTILISATION = (0.05, 0.60)
"""Of the peak, outside of which a training's figures do not fit together."""
SAME_COST = 0.02
"""Relative difference from which a product of stated figures is another figure."""
SAME_RATIO = 0.10
_METHOD = "difference of two independent binomial shares, two-sided, adjusted by Holm"


def arithmetic(sheet: Sheet, figures: Sequence[Figure], items: Mapping[str, int]) -> list[Claim]:
    """Everything that can be said of a sheet without asking anybody."""
    claims = [
        *_advantages(sheet, figures, items),
        *_consistency(sheet, figures),
        *(each for stated in sheet.compute for each in _compute(sheet, stated)),
        *(_price(sheet, stated) for stated in sheet.prices),
        *(_wording(sheet, stated) for stated in sheet.wording),
    ]
    return [replace(_said(claim), id=f"{sheet.id}-{n}") for n, claim in enumerate(claims, 1)]


def _said(claim: Claim) -> Claim:
    """A lead that is noise is what its own sentence is about; of what agrees nothing is said."""
    return fairly(claim) if claim.verdict in ("supported", "unverifiable") else claim


def difference(one: float, other: float, n: int) -> tuple[float, float, float]:
    """Low and high of the interval of ``one - other``, shares of n items each, and p two-sided."""
    error = math.sqrt((one * (1 - one) + other * (1 - other)) / n)
    gap, normal = one - other, NormalDist()
    if not error:
        return gap, gap, 1.0 if not gap else 0.0
    reach = normal.inv_cdf((1 + CONFIDENCE) / 2) * error
    return gap - reach, gap + reach, 2 * (1 - normal.cdf(abs(gap) / error))


def utilisation(parameters: float, tokens: float, hours: float, peak: float) -> float:
    """The share of a device's peak that a training is said to have reached."""
    return 6 * parameters * tokens / (hours * 3600) / peak


def _advantages(
    sheet: Sheet, figures: Sequence[Figure], items: Mapping[str, int]
) -> Iterator[Claim]:
    found = [
        _lead(sheet, stated, benchmark, figures, items.get(benchmark))
        for stated in sheet.advantages
        for benchmark in stated.benchmarks
    ]
    adjusted = iter(holm([claim.p for claim in found if claim.p is not None]))
    for claim in found:
        yield claim if claim.p is None else _settled(claim, next(adjusted))


def _lead(
    sheet: Sheet,
    stated: Advantage,
    benchmark: str,
    figures: Sequence[Figure],
    n: int | None,
) -> Claim:
    claim = Claim(
        id="",
        vendor=sheet.vendor,
        concern="performance-claims",
        check="arithmetic/advantage",
        subject=stated.model,
        measure=f"lead over {stated.over}",
        benchmark=benchmark,
        verdict="unverifiable",
        because="",
        unit="percentage points",
        source=f"{stated.source}, read {stated.read_on}",
        n=n,
        other_explanations=(
            "Both models may have answered the same items: a paired test would tell more, and the "
            "answers were not published.",
            "A score that a judge gives varies less, or more, than a share of right answers.",
        ),
        fair_sentence=(
            "The stated lead, on the number of items that the benchmark has, cannot be told from "
            f"chance at the level of {ALPHA}."
        ),
    )
    one, other = (
        _published(figures, model, benchmark, sheet.vendor) for model in (stated.model, stated.over)
    )
    if one is None or other is None or n is None:
        lacks = "the number of items" if one and other else "a published score"
        return replace(claim, because=f"{benchmark}: {lacks} is not known")
    low, high, p = difference(one.value / 100, other.value / 100, n)
    gap = one.value - other.value
    chart = "; one figure was read off a chart" if "C" in (one.tier, other.tier) else ""
    return replace(
        claim,
        stated=round(gap, 6),
        low=100 * low,
        high=100 * high,
        method=_METHOD,
        p=p,
        because=(
            f"{benchmark}: {one.value:g} against {other.value:g} on {n:,} items, "
            f"{gap:+.1f} points, interval {100 * low:+.1f} to {100 * high:+.1f}{chart}"
        ),
    )


def _settled(claim: Claim, p: float) -> Claim:
    gap = float(claim.stated or 0)
    verdict: ClaimVerdict = (
        "contradicted" if gap <= 0 else "supported" if p < ALPHA else "not distinguishable"
    )
    return replace(claim, p_adjusted=p, verdict=verdict, because=f"{claim.because}, p {p:.2g}")


def _published(figures: Iterable[Figure], model: str, benchmark: str, by: str) -> Figure | None:
    """The score that a publisher gave for a model."""
    fits = (each for each in figures if (each.model, each.benchmark) == (model, benchmark))
    return next((each for each in fits if each.by == by), None)


def _consistency(sheet: Sheet, figures: Sequence[Figure]) -> Iterator[Claim]:
    """Each score of which one publisher gives several values, and how many agree."""
    groups: dict[tuple[str, str, str], dict[str, float]] = defaultdict(dict)
    for each in figures:
        if each.by == sheet.vendor:
            groups[each.model, each.benchmark, each.metric].setdefault(each.source, each.value)
    several = {key: sources for key, sources in sorted(groups.items()) if len(sources) > 1}
    apart = {key: sources for key, sources in several.items() if len(set(sources.values())) > 1}
    for (model, benchmark, metric), sources in apart.items():
        yield _disagreement(sheet, model, f"{benchmark} ({metric})", sources)
    if agreeing := len(several) - len(apart):
        yield _agreement(
            sheet, agreeing, {each for sources in several.values() for each in sources}
        )


def _agreement(sheet: Sheet, number: int, sources: set[str]) -> Claim:
    return Claim(
        id="",
        vendor=sheet.vendor,
        concern="performance-claims",
        check="arithmetic/consistency",
        subject="all models",
        measure="one score in several publications",
        verdict="supported",
        because=f"{number} scores have the same value in every publication that gives them",
        source="; ".join(sorted(sources)),
        method="comparison of published values",
        n=number,
    )


def _disagreement(sheet: Sheet, model: str, benchmark: str, sources: Mapping[str, float]) -> Claim:
    values = sorted(set(sources.values()))
    told = "; ".join(f"{value:g} in {source}" for source, value in sources.items())
    return Claim(
        id="",
        vendor=sheet.vendor,
        concern="performance-claims",
        check="arithmetic/consistency",
        subject=model,
        measure="one score in several publications",
        benchmark=benchmark,
        verdict="contradicted",
        because=f"{benchmark}: {told}",
        stated=values[0],
        measured=values[-1],
        source="; ".join(sources),
        method="comparison of published values",
        other_explanations=("Dates, prompts, judges or versions differ between publications.",),
        fair_sentence=(
            "Two publications of the vendor's give different values for the same model, benchmark "
            "and metric, and do not say why."
        ),
    )


def _compute(sheet: Sheet, stated: Compute) -> Iterator[Claim]:
    base = Claim(
        id="",
        vendor=sheet.vendor,
        concern="performance-claims",
        check="arithmetic/compute",
        subject=stated.model,
        measure="",
        verdict="unverifiable",
        because="",
        source=f"{stated.source}, read {stated.read_on}",
        other_explanations=(
            "Operations for each token can be counted by other rules.",
            *([f"The figure leaves out {stated.leaves_out}."] if stated.leaves_out else []),
        ),
        fair_sentence="The stated figures for training do not fit together.",
    )
    parts = (stated.active_parameters, stated.tokens, stated.pretraining_hours, stated.peak_flops)
    if None not in parts:
        yield _utilised(base, stated, utilisation(*parts))  # type: ignore[arg-type]
    if stated.usd and stated.hours and stated.usd_per_hour:
        yield _cost(base, stated.usd, stated.hours * stated.usd_per_hour, stated)


def _utilised(base: Claim, stated: Compute, share: float) -> Claim:
    low, high = UTILISATION
    fits = low <= share <= high
    return replace(
        base,
        measure="training hours",
        stated=stated.pretraining_hours,
        unit=f"hours of one {stated.device}",
        measured=share,
        low=low,
        high=high,
        method="6 operations for each parameter and token, over hours and peak",
        verdict="supported" if fits else "contradicted",
        because=(
            f"the stated hours imply {share:.1%} of the {stated.precision} peak of the "
            f"{stated.device}; {low:.0%} to {high:.0%} is usual"
        ),
    )


def _cost(base: Claim, stated: float, product: float, of: Compute) -> Claim:
    fits = abs(product - stated) <= SAME_COST * stated
    leaves = f"; it leaves out {of.leaves_out}" if of.leaves_out else ""
    return replace(
        base,
        measure="training cost",
        stated=stated,
        unit="USD",
        measured=product,
        method="hours times the stated rent",
        verdict="supported" if fits else "contradicted",
        because=f"{of.hours:,.0f} hours at USD {of.usd_per_hour:g} are USD {product:,.0f}{leaves}",
    )


def _price(sheet: Sheet, stated: PriceRatio) -> Claim:
    ratio = stated.other_price / stated.price
    fits = abs(ratio - stated.stated_ratio) <= SAME_RATIO * stated.stated_ratio
    return Claim(
        id="",
        vendor=sheet.vendor,
        concern="performance-claims",
        check="arithmetic/price",
        subject=stated.model,
        measure=f"price ({stated.kind}) against {stated.over}",
        verdict="supported" if fits else "contradicted",
        because=f"the price lists give {ratio:.1f} times, and {stated.stated_ratio:g} is stated",
        stated=stated.stated_ratio,
        measured=ratio,
        unit="times",
        source=f"{stated.source}, read {stated.read_on}",
        method="quotient of list prices",
        other_explanations=("A price list changed after the statement.",),
        fair_sentence="The stated relation of prices does not follow from the price lists.",
    )


def _wording(sheet: Sheet, stated: Wording) -> Claim:
    lacks = f", and lacks {stated.lacks}" if stated.lacks else ""
    told = "comes with figures" if stated.figures else "gives no figure"
    return Claim(
        id="",
        vendor=sheet.vendor,
        concern="performance-claims",
        check="arithmetic/wording",
        subject=stated.model,
        measure="praise",
        verdict="supported" if stated.figures else "unverifiable",
        because=f'"{stated.words}" {told}{lacks}',
        stated=stated.words,
        source=f"{stated.source}, read {stated.read_on}",
        method="reading",
        other_explanations=("The figures stand in another publication that is not linked.",),
        fair_sentence="The statement names no figure by which it could be checked.",
    )
