"""How much must be asked before silence can carry a claim."""

import math
from itertools import accumulate

from auditor.claims.statistics import CONFIDENCE, ICC_AT_LEAST

MOST_TRIALS = 100
"""Of one phrasing; further ones hardly teach anything, since they resemble the first."""

FEW_TRIALS = 10
"""Of one phrasing, where the number of phrasings is what is asked for."""


def trials_needed(limit: float, phrasings: int) -> int | None:
    """Trials of each phrasing, none with a hit, that bring the upper bound down to a limit.

    None when ``MOST_TRIALS`` of each do not: then more phrasings are needed, not more trials.
    """
    tail = (1 - CONFIDENCE) / 2
    chances = enumerate(_silences(limit, MOST_TRIALS), start=1)
    return next((trials for trials, chance in chances if chance**phrasings <= tail), None)


def phrasings_needed(limit: float, trials: int) -> int:
    """Phrasings that bring it down, each asked so many times without a hit."""
    silence = _silences(limit, trials)[-1]
    return math.ceil(math.log((1 - CONFIDENCE) / 2) / math.log(silence))


def in_words(limit: float, phrasings: int) -> str:
    """What is needed with so many phrasings, and the cheaper way where more would be one."""
    trials, more = trials_needed(limit, phrasings), phrasings_needed(limit, FEW_TRIALS)
    if trials is None:
        suffice = "does not suffice" if phrasings == 1 else "do not suffice"
        return f"{FEW_TRIALS} trials for each of {more} phrasings ({phrasings} {suffice})"
    here = f"{trials} trials for each of {phrasings} phrasings"
    cheaper = FEW_TRIALS * more < trials * phrasings
    return f"{here}, or {FEW_TRIALS} for each of {more}" if cheaper else here


def _silences(share: float, most: int) -> list[float]:
    """The chance that one phrasing has no hit in 1, 2, … trials (beta-binomial)."""
    spread = 1 / ICC_AT_LEAST - 1
    misses = (1 - share) * spread
    return list(accumulate(((misses + n) / (spread + n) for n in range(most)), lambda a, b: a * b))
