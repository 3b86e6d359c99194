"""Which interval holds when phrasings are few and each has its own rate: simulated, method by method.

Prints for each true rate and intra-class correlation (beta-binomial phrasings; 3, 5 and 8 of them,
2, 5 and 10 trials each) the least coverage and the mean width of every method, and then how often
the tests of the difference to the control raise a false alarm. ``python bench/intervals.py --full``
prints every design. Nothing here is needed to run auditor.
"""

import argparse
import itertools
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy import special, stats

from auditor.claims.statistics import cluster_interval, stratified_greater

RATES = (0.0, 0.02, 0.1, 0.5, 1.0)
ICCS = (0.0, 0.1, 0.2, 0.3)
PHRASINGS = (3, 5, 8)
TRIALS = (2, 5, 10)
BETWEEN = (0.01, 0.05, 0.2, 0.3, 0.8, 0.95)
"""Rates that nobody chose a method by."""
TAIL = 0.025
WANTED = 0.93

type Array = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
type Bounds = tuple[Array, Array]
type Method = Callable[[Array, int], Bounds]
"""From hits (seeds × phrasings) and trials of each phrasing to the bounds for each seed."""


@dataclass(frozen=True, slots=True)
class Design:
    """One scenario."""

    rate: float
    icc: float
    phrasings: int
    trials: int


def shares(design: Design, seeds: int, rng: np.random.Generator) -> Array:
    """The rate of each phrasing (seeds × phrasings)."""
    size = (seeds, design.phrasings)
    if design.icc == 0 or design.rate in (0, 1):
        return np.full(size, design.rate)
    spread = 1 / design.icc - 1
    return rng.beta(design.rate * spread, (1 - design.rate) * spread, size)


def _beta_bounds(hits: Array, trials: Array) -> Bounds:
    """Clopper–Pearson, for fractions of trials too."""
    with np.errstate(invalid="ignore"):
        low = np.where(hits <= 0, 0, stats.beta.ppf(TAIL, hits, trials - hits + 1))
        high = np.where(hits >= trials, 1, stats.beta.ppf(1 - TAIL, hits + 1, trials - hits))
    return low, high


def pooled(hits: Array, trials: int) -> Bounds:
    """Clopper and Pearson (1934) over all trials."""
    found = hits.sum(1)
    return _beta_bounds(found, np.full_like(found, hits.shape[1] * trials))


def wilson(hits: Array, trials: int) -> Bounds:
    """Wilson (1927) over all trials."""
    n, z = hits.shape[1] * trials, stats.norm.ppf(1 - TAIL)
    share = hits.sum(1) / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    reach = z / (1 + z * z / n) * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return middle - reach, middle + reach


def bootstrap(hits: Array, trials: int) -> Bounds:
    """Percentiles of the mean over resampled phrasings (Efron 1979)."""
    k = hits.shape[1]
    drawn = np.random.default_rng(7).integers(0, k, (400, k))
    low, high = np.quantile((hits / trials)[:, drawn].mean(2), [TAIL, 1 - TAIL], axis=1)
    return low, high


def korn_graubard(hits: Array, trials: int) -> Bounds:
    """Clopper–Pearson on the effective size, corrected for few clusters (Korn and Graubard 1998)."""
    k = hits.shape[1]
    n, share = k * trials, hits.mean(1) / trials
    variance = (hits / trials).var(1, ddof=1) / k
    quantiles = [stats.t.ppf(1 - TAIL, df) for df in (n - 1, k - 1)]
    with np.errstate(divide="ignore", invalid="ignore"):
        size = share * (1 - share) / variance * (quantiles[0] / quantiles[1]) ** 2
    size = np.where((variance == 0) | (size > n), n, size)
    return _beta_bounds(share * size, size)


def effective(hits: Array, trials: int) -> Bounds:
    """Clopper–Pearson on n / (1 + .3 (trials - 1))."""
    size = np.full(len(hits), hits.shape[1] * trials / (1 + 0.3 * (trials - 1)))
    return _beta_bounds(hits.mean(1) / trials * size, size)


def logit_t(hits: Array, trials: int) -> Bounds:
    """Student's t on the logits of the phrasings' shares, with half a hit and half a miss added."""
    k = hits.shape[1]
    logits = special.logit((hits + 0.5) / (trials + 1))
    reach = stats.t.ppf(1 - TAIL, k - 1) * logits.std(1, ddof=1) / np.sqrt(k)
    return special.expit(logits.mean(1) - reach), special.expit(logits.mean(1) + reach)


@cache
def _shipped(hits: tuple[int, ...], trials: int) -> tuple[float, float]:
    return cluster_interval(hits, [trials] * len(hits))


def shipped(hits: Array, trials: int) -> Bounds:
    """What auditor does: ``auditor.claims.statistics.cluster_interval``."""
    rows = np.sort(hits, axis=1).astype(int).tolist()
    low, high = np.array([_shipped(tuple(row), trials) for row in rows]).T
    return low, high


METHODS: dict[str, Method] = {
    "pooled": pooled,
    "wilson": wilson,
    "bootstrap": bootstrap,
    "logit-t": logit_t,
    "korn-gr.": korn_graubard,
    "n-eff .3": effective,
    "shipped": shipped,
}


def coverage(design: Design, seeds: int) -> dict[str, tuple[float, float]]:
    """For each method the share of seeds that cover the true rate, and the mean width."""
    rng = np.random.default_rng([20261123, *(round(1000 * each) for each in _key(design))])
    hits = rng.binomial(design.trials, shares(design, seeds, rng)).astype(float)
    told = {}
    for name, method in METHODS.items():
        low, high = method(hits, design.trials)
        covered = (low <= design.rate + 1e-9) & (high >= design.rate - 1e-9)
        told[name] = float(covered.mean()), float((high - low).mean())
    return told


def _key(design: Design) -> tuple[float, ...]:
    return design.rate, design.icc, design.phrasings, design.trials


def false_alarms(design: Design, seeds: int, *, apart: bool) -> dict[str, float]:
    """How often p ≤ .05 where test and control hit alike.

    Both arms of a phrasing share its rate; ``apart``, each arm draws one of its own, which is not
    what the conditional tests suppose.
    """
    rng = np.random.default_rng([11, apart, *(round(1000 * each) for each in _key(design))])
    rates = shares(design, seeds, rng)
    test = rng.binomial(design.trials, rates)
    control = rng.binomial(design.trials, shares(design, seeds, rng) if apart else rates)
    alarms = Counter[str]()
    for hits, others in zip(test.tolist(), control.tolist(), strict=True):
        pairs = tuple(sorted(zip(hits, others, strict=True)))
        whole = ((sum(hits), sum(others)),)
        alarms["within phrasings"] += _p(pairs, design.trials) <= 0.05
        alarms["pooled Fisher"] += _p(whole, design.trials * design.phrasings) <= 0.05
        alarms["sign flips"] += _sign_flips(pairs) <= 0.05
    return {name: count / seeds for name, count in alarms.items()}


@cache
def _p(pairs: tuple[tuple[int, int], ...], trials: int) -> float:
    return stratified_greater((hits, trials, others, trials) for hits, others in pairs)


@cache
def _sign_flips(pairs: tuple[tuple[int, int], ...]) -> float:
    """Exact: every phrasing's arms swapped or not."""
    differences = np.array([hits - others for hits, others in pairs])
    signs = np.array(list(itertools.product((1, -1), repeat=len(pairs))))
    return float((signs @ differences >= differences.sum()).mean())


def designs(rates: tuple[float, ...], iccs: tuple[float, ...] = ICCS) -> Iterator[Design]:
    """Every combination."""
    return itertools.starmap(Design, itertools.product(rates, iccs, PHRASINGS, TRIALS))


def main() -> None:
    """Print all tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seeds", type=int, default=1000)
    parser.add_argument("--full", action="store_true", help="every design, not only the least")
    options = parser.parse_args()
    told = {each: coverage(each, options.seeds) for each in designs(RATES)}
    print(f"Coverage of the 95 % interval over {options.seeds} seeds (mean width)")
    _table(told, full=options.full)
    _verdicts("the rates asked for", told)
    between = {each: coverage(each, options.seeds) for each in designs(BETWEEN)}
    _verdicts("rates between them", between)
    beyond = {each: coverage(each, options.seeds) for each in designs((0.1, 0.5), (0.5, 0.8))}
    _verdicts("correlations of .5 and .8, beyond what is promised", beyond)
    for apart in (False, True):
        _alarms(options.seeds, apart=apart)


def _table(told: dict[Design, dict[str, tuple[float, float]]], *, full: bool) -> None:
    print("rate  icc   " + ("k   n   " if full else "") + "".join(f"{m:>15}" for m in METHODS))
    rows = (
        {_key(each): [told[each]] for each in told}
        if full
        else {
            (rate, icc): [told[each] for each in told if (each.rate, each.icc) == (rate, icc)]
            for rate, icc in itertools.product(RATES, ICCS)
        }
    )
    for key, group in rows.items():
        cells = ""
        for method in METHODS:
            least = min(each[method][0] for each in group)
            width = np.mean([each[method][1] for each in group])
            cells += f"{least:8.3f} ({width:.2f})"
        print(f"{key[0]:<6g}{key[1]:<6g}" + "".join(f"{n:<4g}" for n in key[2:]) + cells)


def _verdicts(title: str, told: dict[Design, dict[str, tuple[float, float]]]) -> None:
    print(f"\nOver {title}: least coverage, designs below {WANTED}, width / pooled at ICC 0")
    for method in METHODS:
        least, where = min((each[method][0], str(design)) for design, each in told.items())
        below = sum(each[method][0] < WANTED for each in told.values())
        ratios = [each[method][1] / each["pooled"][1] for d, each in told.items() if d.icc == 0]
        width = f"mean {np.mean(ratios):.2f}, most {max(ratios):.2f}" if ratios else "-"
        print(f"{method:<10} {least:.3f}  {below:>3} of {len(told)}  {width:<22} {where}")


def _alarms(seeds: int, *, apart: bool) -> None:
    arms = "a rate of its own for each arm" if apart else "the same rate in both arms"
    print(f"\nFalse alarms at .05, {arms} of a phrasing: most, and in which design")
    told = {each: false_alarms(each, seeds, apart=apart) for each in designs(RATES)}
    for test in ("within phrasings", "pooled Fisher", "sign flips"):
        most, where = max((each[test], str(design)) for design, each in told.items())
        over = sum(each[test] > 0.05 for each in told.values())
        print(f"{test:<18} {most:.3f}  over .05 in {over} of {len(told)}  {where}")


if __name__ == "__main__":
    main()
