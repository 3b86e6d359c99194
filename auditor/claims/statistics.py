"""Intervals and tests for trials that come in clusters: those of one phrasing resemble each other."""

from collections.abc import Iterable, Sequence
from functools import reduce

import numpy as np
from scipy import optimize, stats

type Chances = np.ndarray[tuple[int], np.dtype[np.float64]]
"""Of 0, 1, … hits."""

CONFIDENCE = 0.95

ICC_AT_LEAST = 0.3
"""How much alike the trials of one phrasing are taken to be, whatever was seen (intra-class
correlation). A handful of phrasings cannot show that it is less, and zero hits show nothing of it.
"""

_ICC_AT_MOST = 0.99
_EDGE = 1e-12


def cluster_interval(hits: Sequence[int], trials: Sequence[int]) -> tuple[float, float]:
    """The exact interval of the mean share over all phrasings that might have been asked.

    One entry for each phrasing. The share of a phrasing is taken to vary by a beta distribution
    (beta-binomial hits, Skellam 1948); of this the tails are inverted as Clopper and Pearson (1934)
    did for the binomial. Never [0, 0] or [1, 1]; no trials say nothing: [0, 1]. ``bench/intervals.py``
    has the simulation that it was chosen by.
    """
    icc = max(ICC_AT_LEAST, estimated_icc(hits, trials) or 0.0)
    found, asked = sum(hits), sum(trials)
    low = 1 - upper_bound(asked - found, trials, icc)
    return low, upper_bound(found, trials, icc)


def upper_bound(hits: int, trials: Sequence[int], icc: float) -> float:
    """The share at which so few hits, or fewer, have half of what the confidence leaves."""
    if hits >= sum(trials):
        return 1.0
    tail = (1 - CONFIDENCE) / 2

    def excess(share: float) -> float:
        return float(_hits(trials, share, icc)[: hits + 1].sum()) - tail

    return float(optimize.brentq(excess, _EDGE, 1 - _EDGE, xtol=1e-10))


def estimated_icc(hits: Sequence[int], trials: Sequence[int]) -> float | None:
    """Intra-class correlation by analysis of variance (Ridout, Demétrio and Firth 1999).

    At most 0.99; below 0 when phrasings are more alike than chance; None when nothing varies or no
    phrasing was asked twice.
    """
    n = np.array([each for each in trials if each], dtype=float)
    h = np.array([hit for hit, each in zip(hits, trials, strict=True) if each], dtype=float)
    k, total = len(n), n.sum()
    if k < 2 or total == k or not 0 < h.sum() < total:
        return None
    between = float((h**2 / n).sum() - h.sum() ** 2 / total) / (k - 1)
    within = float((h - h**2 / n).sum()) / (total - k)
    size = float(total - (n**2).sum() / total) / (k - 1)
    return min(_ICC_AT_MOST, float((between - within) / (between + (size - 1) * within)))


def stratified_greater(strata: Iterable[tuple[int, int, int, int]]) -> float:
    """The one-sided p of more hits in the test than in the control, whatever the phrasing.

    Of each phrasing: hits, trials, hits of the control, trials of the control. Exact and
    conditional on the hits of each phrasing (Mantel and Haenszel 1959; Birch 1964); with one
    phrasing it is Fisher's exact test. It supposes that, were there no difference, each phrasing
    would hit as often in both arms; how phrasings differ from each other does not matter.
    """
    matched = [each for each in strata if each[1] and each[3]]
    found = sum(hits for hits, _, _, _ in matched)
    chances = reduce(np.convolve, (_by_chance(*each) for each in matched), np.ones(1))
    return min(1.0, float(chances[found:].sum()))


def holm(ps: Sequence[float]) -> list[float]:
    """The p-values adjusted for their number (Holm 1979), in their order."""
    order = sorted(range(len(ps)), key=lambda i: ps[i])
    adjusted, highest = [0.0] * len(ps), 0.0
    for rank, i in enumerate(order):
        highest = max(highest, min(1.0, (len(ps) - rank) * ps[i]))
        adjusted[i] = highest
    return adjusted


def wilson(hits: int, trials: int) -> tuple[float, float]:
    """The interval of a share of independent trials (Wilson 1927)."""
    found = stats.binomtest(hits, trials).proportion_ci(CONFIDENCE, "wilson")
    return float(found.low), float(found.high)


def sign_greater(hits: int, trials: int) -> float:
    """The one-sided p of so many heads, or more, of a fair coin (sign test)."""
    return float(stats.binom.sf(hits - 1, trials, 0.5))


def median_interval(values: Sequence[float]) -> tuple[float, float]:
    """The interval of a median by ranks; the whole range where there are too few for one."""
    ordered = sorted(values)
    cut = int(stats.binom.ppf((1 - CONFIDENCE) / 2, len(ordered), 0.5))
    # So many at each end may lie on one side of the median with less than what confidence leaves.
    cut = max(0, cut - 1)
    return ordered[cut], ordered[-1 - cut]


def student_tail(value: float, freedom: int) -> float:
    """How often Student's t with these degrees of freedom is at least as large."""
    return float(stats.t.sf(value, freedom))


def _hits(trials: Sequence[int], share: float, icc: float) -> Chances:
    """In all phrasings together."""
    spread = 1 / icc - 1
    each = {
        n: stats.betabinom.pmf(np.arange(n + 1), n, share * spread, (1 - share) * spread)
        for n in set(trials)
    }
    return reduce(np.convolve, (each[n] for n in trials), np.ones(1))


def _by_chance(hits: int, trials: int, control_hits: int, control_trials: int) -> Chances:
    """In the test, given how many both arms have together."""
    both = trials + control_trials
    return stats.hypergeom.pmf(np.arange(trials + 1), both, hits + control_hits, trials)
