"""Does a target answer as its reference, and as it did before? The test's verdicts."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from auditor.claims.answered import Answered, by_question, good, of_check
from auditor.claims.equality import Answers, equality
from auditor.claims.outcome import LEVEL, OPEN, Stated, claim_of, not_tested
from auditor.claims.power import CONTRAST, told_here
from auditor.claims.statistics import holm
from auditor.evidence.claim import Claim

DRAWS = 9999
"""So that p can be a tenth of the level at which a check speaks against a vendor."""
PROMPTS, ENOUGH = 8, 20
"""Prompts, and answers to each on both sides, from which no difference supports sameness."""
SWAPPED = 0.5
"""Of the answers: where so many from another model would not be told, sameness is not shown."""
_SHARE = "smallest share told"
_METHOD = "maximum mean discrepancy of three-character pieces, {draws} permutations within prompts"


def alike(
    stated: Stated,
    answers: Sequence[Answered],
    reference: Sequence[Answered] | None,
    earlier: Sequence[Answered] | None,
    seed: int,
    draws: int = DRAWS,
) -> list[Claim]:
    """The answers held against a reference and an earlier audit, each where there is one."""
    sides = (("equality/reference", reference), ("equality/drift", earlier))
    found = [
        _held(stated, check, answers, other, (seed, draws))
        for check, other in sides
        if other is not None
    ]
    adjusted = iter(holm([each.p for each in found if each.p is not None]))
    return [each if each.p is None else _settled(each, next(adjusted)) for each in found]


def _held(
    stated: Stated,
    check: str,
    answers: Sequence[Answered],
    other: Sequence[Answered],
    chance: tuple[int, int],
) -> Claim:
    than = f"those of {stated.reference}" if check == "equality/reference" else "earlier ones"
    claim = claim_of(stated, check, f"answers against {than}")
    mine, theirs = (good(of_check(each, "equality")) for each in (answers, other))
    if not mine or not theirs:
        return not_tested(claim, [*of_check(answers, "equality"), *of_check(other, "equality")])
    if why := _unlike(mine, theirs):
        return replace(claim, because=why)
    one, two = _pool(mine), _pool(theirs)
    if why := _stuck(one, two):
        return replace(claim, because=why)
    try:
        result = equality(one, two, *chance)
    except ValueError as err:
        return replace(claim, because=str(err))
    told = told_here(one, two, LEVEL, chance[0])
    each = min(len(side[prompt]) for side in (one, two) for prompt in one if prompt in two)
    return replace(
        claim,
        measured=result.statistic,
        unit="squared discrepancy",
        p=result.p,
        n=sum(result.answers),
        method=_METHOD.format(draws=chance[1]),
        conditions={
            "prompts": str(result.prompts),
            "answers": str(each),
            **({_SHARE: f"{told[0]:g}"} if told else {}),
        },
        controls=(_power(told),),
        other_explanations=(
            "Instructions or sampling of the vendor differ from those of the other side.",
            "A newer version, or another precision, of the same model is served.",
        ),
        fair_sentence="Answers differ in distribution from those of the other side, beyond chance.",
    )


def _settled(claim: Claim, p: float) -> Claim:
    prompts, each = (int(claim.conditions[name]) for name in ("prompts", "answers"))
    told = (
        f"p {p:.2g} over {prompts} prompts with {each} answers each, or more; {claim.controls[0]}"
    )
    enough = prompts >= PROMPTS and each >= ENOUGH and _SHARE in claim.conditions
    if p < LEVEL:
        verdict, said = "contradicted", "the answers differ"
    elif p >= OPEN and enough and float(claim.conditions[_SHARE]) <= SWAPPED:
        verdict, said = "supported", "the answers were not told apart"
    else:
        verdict, said = "not distinguishable", "neither difference nor sameness is shown"
    return replace(claim, p_adjusted=p, verdict=verdict, because=f"{said}: {told}")  # type: ignore[arg-type]


def _power(told: tuple[float, float] | None) -> str:
    """The smallest mixture that so many answers tell."""
    if told is None:
        return f"so few answers need not tell even another model ({CONTRAST}) at {LEVEL}"
    share, power = told
    return (
        f"{share:.0%} of answers from another model ({CONTRAST}) would be told at {LEVEL} with "
        f"power {power:.2f}"
    )


def _pool(answers: Sequence[Answered]) -> Answers:
    groups = by_question(answers)
    return {question: [each.text for each in group] for question, group in groups.items()}


def _unlike(mine: Sequence[Answered], theirs: Sequence[Answered]) -> str:
    """Why two sides cannot be compared; empty when they can."""
    kinds = {tuple(sorted(each.sampling.items())) for each in (*mine, *theirs)}
    if len(kinds) > 1:
        return "the sampling of both sides is not the same, so their answers may well differ"
    if dict(next(iter(kinds))).get("temperature") == 0:
        return "at temperature 0 there is no distribution to compare"
    if len({each.prompt for each in mine} ^ {each.prompt for each in theirs} - {""}) > 0:
        return "the sides were not asked the same"
    return ""


def _stuck(*pools: Mapping[str, Sequence[str]]) -> str:
    """Whether a side repeats itself word for word, as a cache does."""
    for pool in pools:
        if all(len(set(texts)) == 1 for texts in pool.values()):
            return "a side gave one and the same answer to each prompt: a cache, or no sampling"
    return ""
