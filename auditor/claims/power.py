"""How large a part of the answers may come from another model before the test of equality tells it?

Redrawn from the audit's own answers, with those of a small real model as the other one
(``probes/claims/contrast.json``, made by ``tests/data/pools/make_pools.py``). A sibling of the model
that is asked is nearer than that, so that the share is the least that can be promised for a model
that is nothing like it.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from auditor.claims.equality import Answers, Grid, distances, kernel
from auditor.claims.question import prompt_id
from auditor.shipped import shipped

CONTRAST = "SmolLM2-135M"
RUNS = 25
LONGEST = 60
"""Characters that are compared here: the contrast's answers are short, and length must not tell."""


def told_here(one: Answers, other: Answers, level: float, seed: int) -> tuple[float, float] | None:
    """The smallest share of answers from the contrast that would be told at a level, and its power.

    None where not even a whole swap would be, or the prompts are not those of the contrast.
    """
    known = contrast()
    both = [each for each in one if each in other and each in known]
    sizes = [len(side[each]) for each in both for side in (one, other)]
    size = min([*sizes, *(len(known[each]) for each in both)], default=0)
    if size < 2:
        return None
    draws = max(199, round(1 / level))
    own = {each: _cut([*one[each][:size], *other[each][:size]]) for each in both}
    return smallest_told(own, known, size, seed, level=level, draws=draws, runs=RUNS)


@cache
def contrast() -> Mapping[str, list[str]]:
    """Question → the other model's answers."""
    pool = json.loads(shipped("probes", "claims", "contrast.json").read_bytes())
    return {prompt_id(prompt): _cut(texts) for prompt, texts in pool.items()}


def _cut(texts: Sequence[str]) -> list[str]:
    return [text[:LONGEST] for text in texts]


def power(
    reference: Answers,
    contrast: Answers,
    share: float,
    size: int,
    seed: int,
    *,
    runs: int = 50,
    level: float = 0.05,
    draws: int = 199,
) -> float:
    """How often the test at a level tells a mixture from the reference, by redrawing from pools.

    Of each prompt that both pools have, both sides get ``size`` answers without replacement; of one
    side a ``share``, by chance, comes from the contrast. ValueError when a pool is too small.
    """
    return _power(_pools(reference, contrast, size, share), share, size, seed, (runs, level, draws))


def smallest_told(
    reference: Answers,
    contrast: Answers,
    size: int,
    seed: int,
    shares: Sequence[float] = (0.05, 0.1, 0.2, 0.3, 0.5, 1.0),
    least: float = 0.8,
    *,
    runs: int = 50,
    level: float = 0.05,
    draws: int = 199,
) -> tuple[float, float] | None:
    """The smallest share of swapped answers that is told with a power of ``least``, and its power.

    None where not even the largest is. The shares must rise; power rises with them.
    """
    pools, found = _pools(reference, contrast, size, shares[-1]), None
    low, high = 0, len(shares) - 1
    while low <= high:
        middle = (low + high) // 2
        told = _power(pools, shares[middle], size, seed, (runs, level, draws))
        if told >= least:
            found, high = (shares[middle], told), middle - 1
        else:
            low = middle + 1
    return found


@dataclass(frozen=True, slots=True)
class _Pool:
    """One prompt's answers of two pools, those of the reference first."""

    reference: int
    contrast: int
    grid: Grid


def _pools(reference: Answers, contrast: Answers, size: int, share: float) -> list[_Pool]:
    most = math.ceil(size * share)
    both = [each for each in reference if each in contrast]
    if not both:
        raise ValueError("no prompt is in both pools")
    for prompt in both:
        if len(reference[prompt]) < 2 * size or len(contrast[prompt]) < most:
            raise ValueError(f"a pool has fewer answers than {size} on each side need")
    return [
        _Pool(
            len(reference[each]),
            len(contrast[each]),
            kernel([*reference[each], *contrast[each]]),
        )
        for each in both
    ]


def _power(
    pools: Sequence[_Pool], share: float, size: int, seed: int, how: tuple[int, float, int]
) -> float:
    runs, level, draws = how
    chance = np.random.default_rng(seed)
    side = np.arange(2 * size) < size
    labels = np.vstack([side, chance.permuted(np.tile(side, (draws, 1)), axis=1)])
    told = 0
    for _ in range(runs):
        found = np.zeros(1 + draws)
        for pool in pools:
            drawn = chance.permutation(pool.reference)[: 2 * size]
            swapped = (
                pool.reference + chance.permutation(pool.contrast)[: chance.binomial(size, share)]
            )
            drawn[size : size + len(swapped)] = swapped
            # One set of relabellings serves all prompts and runs only if each is shuffled anew.
            order = chance.permutation(draws) + 1
            found += distances(pool.grid[np.ix_(drawn, drawn)], labels)[np.r_[0, order]]
        told += (1 + int((found[1:] >= found[0] - 1e-12).sum())) / (1 + draws) <= level
    return told / runs
