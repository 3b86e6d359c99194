import math
from itertools import product
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from auditor.claims.statistics import (
    ICC_AT_LEAST,
    cluster_interval,
    estimated_icc,
    holm,
    stratified_greater,
    upper_bound,
)

# The interval


@pytest.mark.parametrize(
    ("hits", "trials", "low", "high"),
    [
        ([0] * 8, [10] * 8, 0.0, 0.1035),
        ([10] * 8, [10] * 8, 0.8965, 1.0),
        ([0], [1], 0.0, 0.975),
        ([0, 0, 10], [10, 10, 10], 0.00864, 0.90325),
        ([1, 0, 0, 3], [2, 3, 0, 5], 0.0611, 0.8318),
        ([5] * 8, [10] * 8, 0.2907, 0.7093),
        ([], [], 0.0, 1.0),
    ],
)
def test_an_interval_says_how_little_few_phrasings_show(
    hits: list[int], trials: list[int], low: float, high: float
) -> None:
    assert cluster_interval(hits, trials) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("hits", "trials", "low", "high"),
    [
        (0, 10, 0.0, 0.3085),
        (10, 10, 0.6915, 1.0),
        (1, 1, 0.025, 1.0),
        (1, 30, 0.0008, 0.1722),
        (5, 10, 0.1871, 0.8129),
        (2, 48, 0.0051, 0.1425),
        (0, 256, 0.0, 0.0143),
    ],
)
def test_phrasings_asked_once_are_independent_so_the_interval_is_clopper_and_pearsons(
    hits: int, trials: int, low: float, high: float
) -> None:
    each = [1] * hits + [0] * (trials - hits)
    assert cluster_interval(each, [1] * trials) == pytest.approx((low, high), abs=5e-5)


def test_no_hit_at_all_bounds_the_rate_by_the_chance_of_silence() -> None:
    bound = upper_bound(0, [2, 2, 2], 0.3)
    spread = 1 / 0.3 - 1
    silence = (1 - bound) * ((1 - bound) * spread + 1) / (spread + 1)
    assert silence**3 == pytest.approx(0.025)


def test_the_order_of_the_phrasings_and_who_was_not_asked_do_not_matter() -> None:
    assert cluster_interval([3, 0, 1], [5, 4, 2]) == pytest.approx(
        cluster_interval([1, 0, 3, 0], [2, 0, 5, 4])
    )


def test_hits_that_come_from_one_phrasing_widen_the_interval() -> None:
    spread_low, spread_high = cluster_interval([2] * 5, [10] * 5)
    one_low, one_high = cluster_interval([10, 0, 0, 0, 0], [10] * 5)
    assert one_low < spread_low / 5
    assert one_high > spread_high + 0.2


@st.composite
def some_counts(draw: st.DrawFn) -> tuple[list[int], list[int]]:
    trials = draw(st.lists(st.integers(0, 12), min_size=1, max_size=6).filter(sum))
    return [draw(st.integers(0, n)) for n in trials], trials


@given(some_counts())
def test_an_interval_holds_its_rate_and_is_never_a_point(
    counts: tuple[list[int], list[int]],
) -> None:
    hits, trials = counts
    low, high = cluster_interval(hits, trials)
    assert 0 <= low <= sum(hits) / sum(trials) <= high <= 1
    assert high > 0.001
    assert low < 0.999


@given(some_counts())
def test_hits_and_misses_are_treated_alike(counts: tuple[list[int], list[int]]) -> None:
    hits, trials = counts
    misses = [n - h for h, n in zip(hits, trials, strict=True)]
    low, high = cluster_interval(hits, trials)
    assert cluster_interval(misses, trials) == pytest.approx((1 - high, 1 - low), abs=1e-6)


SCENARIOS = [
    (rate, icc, phrasings, trials)
    for rate, icc in product((0.02, 0.1, 0.5), (0.0, 0.3))
    for phrasings, trials in ((3, 2), (3, 10), (5, 5), (8, 2), (8, 10))
]


def _hits(rate: float, icc: float, phrasings: int, trials: int) -> np.ndarray:
    rng = np.random.default_rng([int(1000 * rate), int(10 * icc), phrasings, trials])
    size = (200, phrasings)
    spread = 1 / icc - 1 if icc else math.inf
    shares = rng.beta(rate * spread, (1 - rate) * spread, size) if icc else np.full(size, rate)
    return rng.binomial(trials, shares)


def test_intervals_cover_the_truth_however_alike_the_trials_of_a_phrasing_are() -> None:
    """The short form of bench/intervals.py: at least 93 %, less what 200 seeds may miss by chance."""
    least = stats.binom.ppf(0.01, 200, 0.93)
    covered = {}
    for scenario in SCENARIOS:
        rate, _, phrasings, trials = scenario
        rows = [tuple(sorted(row)) for row in _hits(*scenario).tolist()]
        bounds = {row: cluster_interval(row, [trials] * phrasings) for row in set(rows)}
        covered[scenario] = sum(bounds[row][0] <= rate <= bounds[row][1] for row in rows)
    assert {scenario: n for scenario, n in covered.items() if n < least} == {}


def test_the_same_hits_taken_for_independent_do_not_cover_it() -> None:
    found = _hits(0.5, 0.3, 3, 10).sum(1).tolist()
    bounds = {hits: cluster_interval([1] * hits + [0] * (30 - hits), [1] * 30) for hits in found}
    assert sum(bounds[hits][0] <= 0.5 <= bounds[hits][1] for hits in found) < 160


# How alike the trials of a phrasing are


@pytest.mark.parametrize(
    ("hits", "trials", "icc"),
    [
        ([10, 0, 10, 0], [10] * 4, 0.99),
        ([5, 5, 5], [10] * 3, -1 / 9),
        ([4, 0], [4, 2], 0.99),
        ([3, 1], [4, 4], 0.2),
        ([0, 0, 0], [9] * 3, None),
        ([9, 9, 9], [9] * 3, None),
        ([1, 0, 1], [1, 1, 1], None),
        ([3], [5], None),
        ([], [], None),
    ],
)
def test_likeness_is_estimated_where_anything_varies(
    hits: list[int], trials: list[int], icc: float | None
) -> None:
    assert estimated_icc(hits, trials) == pytest.approx(icc)


@pytest.mark.parametrize("icc", [0.0, 0.3, 0.6])
def test_likeness_is_found_again(icc: float) -> None:
    rng = np.random.default_rng(3)
    spread = 1 / icc - 1 if icc else 1e9
    hits = rng.binomial(8, rng.beta(0.4 * spread, 0.6 * spread, 4000))
    assert estimated_icc(hits.tolist(), [8] * 4000) == pytest.approx(icc, abs=0.03)


def test_a_floor_is_kept_under_what_a_handful_of_phrasings_seem_to_show() -> None:
    assert ICC_AT_LEAST == 0.3
    alike = cluster_interval([1, 1, 1], [2, 2, 2])
    assert alike[1] == pytest.approx(upper_bound(3, [2, 2, 2], 0.3))


# The difference to the control


@pytest.mark.parametrize(
    ("table", "p"),
    [
        ((3, 4, 1, 4), 17 / 70),  # the lady tasting tea
        ((4, 4, 0, 4), 1 / 70),
        ((0, 4, 4, 4), 1.0),
        ((0, 10, 0, 10), 1.0),
        ((5, 5, 5, 5), 1.0),
        ((1, 1, 0, 1), 0.5),
        ((3, 4, 0, 6), 4 / 120),
    ],
)
def test_with_one_phrasing_it_is_fishers_exact_test(
    table: tuple[int, int, int, int], p: float
) -> None:
    assert stratified_greater([table]) == pytest.approx(p)


@pytest.mark.parametrize(
    ("strata", "p"),
    [
        ([(2, 2, 0, 2)] * 4, comb(4, 2) ** -4),
        ([(1, 2, 0, 2)] * 4, 2**-4),
        ([(1, 1, 0, 1), (0, 1, 1, 1)], 3 / 4),
        ([(3, 3, 3, 3), (2, 2, 0, 2)], 1 / 6),
        ([(0, 5, 0, 5)] * 3, 1.0),
        ([(4, 4, 0, 0), (0, 0, 3, 3)], 1.0),
        ([], 1.0),
    ],
)
def test_arms_are_compared_within_each_phrasing(
    strata: list[tuple[int, int, int, int]], p: float
) -> None:
    assert stratified_greater(strata) == pytest.approx(p)


def test_a_phrasing_that_always_hits_does_not_pass_for_a_difference() -> None:
    """Pooled, the failed trials of one phrasing's control would look like a leak."""
    strata = [(10, 10, 2, 2), (0, 2, 0, 10)]
    assert stratified_greater(strata) == 1.0
    assert stratified_greater([(10, 12, 2, 12)]) < 0.01


def test_where_test_and_control_hit_alike_few_alarms_are_raised() -> None:
    rng = np.random.default_rng(5)
    for phrasings, trials, icc in ((3, 10, 0.3), (5, 5, 0.1), (8, 10, 0.3), (8, 2, 0.2)):
        spread = 1 / icc - 1
        shares = rng.beta(0.4 * spread, 0.6 * spread, (400, phrasings))
        arms = rng.binomial(trials, shares), rng.binomial(trials, shares)
        alarms = sum(
            stratified_greater((h, trials, c, trials) for h, c in zip(*pair, strict=True)) <= 0.05
            for pair in zip(*(arm.tolist() for arm in arms), strict=True)
        )
        assert alarms <= stats.binom.ppf(0.99, 400, 0.05)


def test_a_leak_of_every_second_answer_is_told_from_a_silent_control() -> None:
    assert stratified_greater([(5, 10, 0, 10)] * 3) < 1e-4


# Several tests at once


@pytest.mark.parametrize(
    ("ps", "adjusted"),
    [
        ([], []),
        ([0.04], [0.04]),
        ([0.01, 0.04, 0.03, 0.005], [0.03, 0.06, 0.06, 0.02]),
        ([0.5, 0.6], [1.0, 1.0]),
        ([0.01, 0.01], [0.02, 0.02]),
        ([1.0, 0.001, 1.0], [1.0, 0.003, 1.0]),
    ],
)
def test_p_values_are_adjusted_for_their_number(ps: list[float], adjusted: list[float]) -> None:
    assert holm(ps) == pytest.approx(adjusted)
