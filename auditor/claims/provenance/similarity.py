"""Do answers resemble another model's more than unrelated models' do (``provenance/similarity``)?

The likeness of two targets is the mean over prompts of the cosine between their answers' counts of
three-character pieces. It is held against the likeness of unrelated models to the same candidate.
Resemblance has no direction, and is no proof of training on answers.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from auditor.claims.provenance.comparison import Comparison, claims_of, too_few
from auditor.claims.provenance.said import Whose
from auditor.claims.provenance.unrelated import Nearness, nearness
from auditor.evidence.claim import Claim

PROMPTS_AT_LEAST = 30
DRAWS = 19_999
"""So many that a p adjusted over some twenty controls can still be small enough to speak."""
_AT_ONCE = 500
PIECE = 3
LONGEST = 4000
"""Characters of one answer that count."""
ANSWERS_AT_MOST = 5
"""Of each prompt and target that are compared."""
SIMILARITY = Comparison(
    check="provenance/similarity",
    measure="likeness of answers to those of {other}",
    unit="mean cosine",
    method=(
        "mean cosine of three-character pieces; interval and p against each unrelated control by "
        f"{DRAWS} bootstrap draws of prompts, Holm, and the prediction interval of one more "
        "control (Student's t); the larger p; Holm over the candidates"
    ),
    because="likeness to {other} {value} over {n} prompts; unrelated models reach {highest}",
    fair=(
        "On {n} prompts the answers of {model} resemble those of {other} at {value}, those of "
        "unrelated models at {highest} at most."
    ),
    explanations=(
        "Both models were tuned with similar public instructions.",
        "The questions leave little room for different answers.",
        "The controls are of another generation, language or size than both.",
    ),
    prompts=PROMPTS_AT_LEAST,
    shown="{:.3f}".format,
)

type Answers = Mapping[str, Sequence[str]]
"""Prompt → answers."""
type Likeness = np.ndarray[tuple[int], np.dtype[np.float64]]
"""Of each prompt."""


def similarity(
    whose: Whose,
    answers: Answers,
    candidates: Mapping[str, Answers],
    unrelated: Mapping[str, Answers],
) -> list[Claim]:
    """A claim for each candidate; ``unrelated`` are models of other makers than both."""
    everybody = (answers, *candidates.values(), *unrelated.values())
    prompts = [each for each in answers if all(other.get(each) for other in everybody)]
    if few := too_few(SIMILARITY, whose, candidates, len(prompts), len(unrelated)):
        return few
    found = {
        name: _compared(answers, other, unrelated, prompts) for name, other in candidates.items()
    }
    return claims_of(SIMILARITY, whose, found, len(prompts))


def likeness(one: Answers, other: Answers, prompts: Sequence[str]) -> Likeness:
    """The mean cosine of each prompt, between all pairs of its answers."""
    return np.array([_of_prompt(one[each], other[each]) for each in prompts])


def _compared(
    answers: Answers, candidate: Answers, unrelated: Mapping[str, Answers], prompts: Sequence[str]
) -> Nearness:
    mine = likeness(answers, candidate, prompts)
    theirs = {name: likeness(each, candidate, prompts) for name, each in unrelated.items()}
    means = _redrawn(np.array([mine, *(mine - each for each in theirs.values())]))
    ps = [(1 + int(row.sum())) / (1 + DRAWS) for row in means[1:] <= 0]
    low, high = np.quantile(means[0], [0.025, 0.975])
    near = nearness(float(mine.mean()), {k: float(v.mean()) for k, v in theirs.items()}, ps)
    return replace(near, low=float(low), high=float(high))


def _redrawn(rows: np.ndarray) -> np.ndarray:
    """The means of rows over prompts drawn with replacement: rows × DRAWS."""
    chance, count = np.random.default_rng(0), rows.shape[1]
    sizes = [min(_AT_ONCE, DRAWS - done) for done in range(0, DRAWS, _AT_ONCE)]
    drawn = (chance.integers(0, count, (size, count)) for size in sizes)
    return np.concatenate([rows[:, each].mean(2) for each in drawn], axis=1)


def _of_prompt(one: Sequence[str], other: Sequence[str]) -> float:
    firsts, seconds = ([_pieces(text) for text in side[:ANSWERS_AT_MOST]] for side in (one, other))
    pairs = [_cosine(first, second) for first in firsts for second in seconds]
    return sum(pairs) / len(pairs)


def _pieces(text: str) -> Counter[str]:
    whole = f"\x02{text[:LONGEST]}\x03"
    return Counter(whole[i : i + PIECE] for i in range(len(whole) - PIECE + 1))


def _cosine(one: Counter[str], other: Counter[str]) -> float:
    """Of the square roots of counts; two empty texts are alike."""
    if not one or not other:
        return float(one == other)
    both = sum(math.sqrt(count * other[piece]) for piece, count in one.items() if piece in other)
    return both / math.sqrt(one.total() * other.total())
