"""How many generated items a target solves, by family and language; nobody has seen them before."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import NormalDist

from auditor.claims.answered import Answered, good, of_check
from auditor.claims.items.item import Item
from auditor.claims.items.marking import mark
from auditor.claims.outcome import LEVEL, OPEN, Stated, claim_of, not_tested
from auditor.claims.statistics import CONFIDENCE, cluster_interval, stratified_greater
from auditor.evidence.claim import Claim
from auditor.evidence.measure import Measure

GAP = 0.2
"""Of shares, that the same tasks in two languages should show if it is there."""
POWER = 0.8

type Marks = Mapping[str, bool]
"""Item → solved."""


def solved(
    stated: Stated, answers: Sequence[Answered], items: Mapping[str, Item]
) -> tuple[list[Measure], list[Claim]]:
    """A measure for each family and language, and the gap between languages."""
    asked = of_check(answers, "benchmark")
    known = [each for each in good(asked) if each.question in items]
    marks = {each.question: mark(items[each.question], each.text) == "right" for each in known}
    groups: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for each in asked:
        if item := items.get(each.question):
            groups[item.family, item.language].append(item)
    measures = [
        _measure(stated, family, language, group, marks)
        for (family, language), group in sorted(groups.items())
    ]
    return measures, [_gap(stated, asked, items, marks)]


def _measure(
    stated: Stated, family: str, language: str, group: Sequence[Item], marks: Marks
) -> Measure:
    clusters: dict[str, list[bool]] = defaultdict(list)
    for item in group:
        if item.id in marks:
            clusters[item.cluster].append(marks[item.id])
    hits, trials = ([f(each) for each in clusters.values()] for f in (sum, len))
    measure = Measure(
        id=f"{stated.target}/checks/{family}/{language}",
        name=f"solved-{family}",
        target=stated.target,
        probe="benchmark",
        language=language,
        concern="performance-claims",
        unit="share of generated items solved",
        trials=sum(trials),
        hits=sum(hits),
        refused=0,
        not_judged=len(group) - sum(trials),
        clusters=len(clusters),
        statistic="generalised accuracy",
        method="exact under beta-binomial templates; an answer without a marked end is wrong",
        confidence_level=CONFIDENCE,
    )
    if not clusters:
        return measure
    low, high = cluster_interval(hits, trials)
    return replace(measure, value=measure.hits / measure.trials, low=low, high=high)


def _gap(
    stated: Stated, asked: Sequence[Answered], items: Mapping[str, Item], marks: Marks
) -> Claim:
    claim = claim_of(stated, "benchmark/language-gap", "tasks solved in English and in Chinese")
    if not marks:
        return not_tested(claim, asked)
    counts: dict[str, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for id_, right in marks.items():
        counts[items[id_].family][items[id_].language].append(right)
    strata = [
        (sum(by["en"]), len(by["en"]), sum(by["zh"]), len(by["zh"])) for by in counts.values()
    ]
    en, zh = (
        sum(each[i] for each in strata) / max(1, sum(each[i + 1] for each in strata))
        for i in (0, 2)
    )
    turned = [(c, d, a, b) for a, b, c, d in strata]
    p = min(1.0, 2 * min(stratified_greater(strata), stratified_greater(turned)))
    enough = items_for(GAP, (en + zh) / 2) <= min(sum(each[i] for each in strata) for i in (1, 3))
    verdict = "supported" if p >= OPEN and enough else "not distinguishable"
    return replace(
        claim,
        verdict="contradicted" if p < LEVEL else verdict,  # type: ignore[arg-type]
        because=(
            f"{en:.0%} solved in English and {zh:.0%} in Chinese, p {p:.2g}; a gap of {GAP:.0%} "
            f"shows with {items_for(GAP, (en + zh) / 2)} items in each language"
        ),
        measured=en - zh,
        unit="difference of shares",
        p=p,
        p_adjusted=p,
        n=len(marks),
        method="exact conditional test within families (Mantel and Haenszel), two-sided",
        controls=("the same generators made the items of both languages, with computed answers",),
        other_explanations=("A translation made the tasks harder.",),
        fair_sentence="Fewer tasks of the same kinds were solved in one of the two languages.",
    )


def items_for(gap: float, share: float) -> int:
    """Items in each of two groups, so that a gap is seen at .05 with a power of .8.

    Two independent shares so far apart, around ``share`` (Miller, arXiv 2411.00640, 2024).
    """
    normal = NormalDist()
    reach = normal.inv_cdf(1 - OPEN / 2) + normal.inv_cdf(POWER)
    middle = min(1 - gap / 2, max(gap / 2, share))
    spread = sum(each * (1 - each) for each in (middle - gap / 2, middle + gap / 2))
    return math.ceil(spread * (reach / gap) ** 2)
