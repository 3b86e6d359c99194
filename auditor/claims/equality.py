"""Are two sets of answers from one model? A test on their distributions, without likelihoods.

Maximum mean discrepancy between the answers of two sides to the same prompts, with a permutation
test within prompts, after Gao, Liang and Guestrin (Model Equality Testing, arXiv 2410.20247, ICLR
2025), whose released code permutes across prompts and can give p = 0. The kernel is the cosine of
square-rooted counts of three-character pieces: on short answers it tells more than the paper's
Hamming kernel at the same rate of false alarms (``bench/claims.py``).
"""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

DRAWS = 1999
PIECE = 3
LONGEST = 4000
"""Characters of one answer that count."""

type Answers = Mapping[str, Sequence[str]]
"""Prompt → its answers."""
type Grid = np.ndarray[tuple[int, int], np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Equality:
    """How far two sides lie apart, and how often chance does as much."""

    statistic: float
    """Squared maximum mean discrepancy, unbiased; mean over prompts."""
    p: float
    """Of a distance at least as large if the sides were one: (1 + #) / (1 + draws)."""
    prompts: int
    answers: tuple[int, int]
    """Of each side, in all."""


def equality(one: Answers, other: Answers, seed: int, draws: int = DRAWS) -> Equality:
    """Test that both sides answer alike. ValueError without a prompt that both answered twice."""
    shared = [each for each in one if len(one[each]) > 1 and len(other.get(each, ())) > 1]
    if not shared:
        raise ValueError("no prompt was answered twice by both sides")
    chance = np.random.default_rng(seed)
    observed, drawn = 0.0, np.zeros(draws)
    for prompt in shared:
        texts = [*one[prompt], *other[prompt]]
        grid, side = _kernel(texts), np.arange(len(texts)) < len(one[prompt])
        observed += float(_distances(grid, side[None, :])[0])
        drawn += _distances(grid, chance.permuted(np.tile(side, (draws, 1)), axis=1))
    as_far = int((drawn >= observed - 1e-12).sum())
    counts = [sum(len(each[prompt]) for prompt in shared) for each in (one, other)]
    return Equality(
        statistic=observed / len(shared),
        p=(1 + as_far) / (1 + draws),
        prompts=len(shared),
        answers=(counts[0], counts[1]),
    )


def power(
    reference: Answers, contrast: Answers, share: float, size: int, seed: int, *, runs: int = 50
) -> float:
    """How often the test at .05 tells a mixture from the reference, by redrawing from pools.

    Of each prompt both sides get ``size`` answers without replacement; of one side each comes with
    the chance ``share`` from the contrast.
    """
    told = 0
    for run in range(runs):
        chance = random.Random(f"{seed} {run}")  # noqa: S311 - chance, not a secret
        one, other = {}, {}
        for prompt in reference:
            drawn = chance.sample(list(reference[prompt]), 2 * size)
            swapped = iter(chance.sample(list(contrast[prompt]), size))
            one[prompt] = drawn[:size]
            other[prompt] = [
                next(swapped) if chance.random() < share else each for each in drawn[size:]
            ]
        told += equality(one, other, run, draws=199).p <= 0.05
    return told / runs


def smallest_told(
    reference: Answers,
    contrast: Answers,
    size: int,
    seed: int,
    shares: Sequence[float] = (0.05, 0.1, 0.2, 0.3, 0.5, 1.0),
    least: float = 0.8,
) -> float | None:
    """The smallest share of swapped answers that is told with a power of ``least``; None for none."""
    for share in shares:
        if power(reference, contrast, share, size, seed) >= least:
            return share
    return None


def _distances(grid: Grid, sides: np.ndarray[tuple[int, int], np.dtype[np.bool_]]) -> np.ndarray:
    """The unbiased squared discrepancy for each row of labels; the grid's diagonal is one."""
    first = sides.astype(float)
    second = 1 - first
    n, m = first.sum(1), second.sum(1)
    towards_first, towards_second = first @ grid, second @ grid
    within_first = ((towards_first * first).sum(1) - n) / (n * (n - 1))
    within_second = ((towards_second * second).sum(1) - m) / (m * (m - 1))
    between = (towards_first * second).sum(1) / (n * m)
    return np.asarray(within_first + within_second - 2 * between)


def _kernel(texts: Sequence[str]) -> Grid:
    """Cosine of the square roots of counts, between all pairs; an empty text is like itself."""
    places: dict[str, int] = {}
    rows = [Counter(_pieces(text)) for text in texts]
    for row in rows:
        for piece in row:
            places.setdefault(piece, len(places))
    counts = np.zeros((len(texts), len(places)))
    for number, row in enumerate(rows):
        counts[number, [places[piece] for piece in row]] = list(row.values())
    roots = np.sqrt(counts)
    length = np.linalg.norm(roots, axis=1, keepdims=True)
    unit = np.divide(roots, length, out=np.zeros_like(roots), where=length > 0)
    grid: Grid = unit @ unit.T
    empty = (length[:, 0] == 0).astype(float)
    return grid + np.outer(empty, empty)


def _pieces(text: str) -> list[str]:
    """Overlapping pieces, with the text's ends marked."""
    whole = f"\x02{text[:LONGEST]}\x03" if text else ""
    return [whole[i : i + PIECE] for i in range(max(0, len(whole) - PIECE + 1))]
