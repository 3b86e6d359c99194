from itertools import product

import pytest
from scipy import stats

from auditor.claims.drift import drift


@pytest.mark.parametrize(
    ("series", "cut", "before", "after", "p"),
    [
        ([(0, 20), (10, 20)], 1, (0, 20), (10, 20), 0.000436),
        ([(0, 20), (0, 20), (10, 20)], 2, (0, 40), (10, 20), 2 * 2.45e-06),
        ([(0, 0), (0, 20), (10, 20)], 2, (0, 20), (10, 20), 0.000436),
        ([(0, 20), (0, 0), (10, 20)], 2, (0, 20), (10, 20), 0.000436),
        ([(5, 20), (5, 20), (5, 20)], 1, (5, 20), (10, 40), 1.0),
        ([(1, 10), (3, 10), (5, 10), (8, 10), (9, 10)], 3, (9, 30), (17, 20), 4 * 0.000164),
    ],
)
def test_the_cut_that_speaks_most_for_a_change_is_found(series, cut, before, after, p):
    found = drift(series)
    assert found is not None
    assert (found.cut, found.before, found.after) == (cut, before, after)
    assert found.p == pytest.approx(p, rel=0.01)


@pytest.mark.parametrize("series", [[], [(1, 2)], [(0, 0), (1, 2)], [(1, 2), (0, 0)]])
def test_one_audit_is_no_series(series):
    assert drift(series) is None


@pytest.mark.parametrize(
    ("series", "least"),
    [([(0, 2), (0, 2)], 1 / 3), ([(0, 3), (3, 3)], 0.1), ([(0, 4), (0, 4)], 1 / 35)],
)
def test_what_so_few_trials_could_show_at_best_is_known(series, least):
    found = drift(series)
    assert found is not None
    assert found.least == pytest.approx(least)


@pytest.mark.parametrize("rate", [0.1, 0.5])
def test_where_nothing_changes_no_more_false_alarms_than_stated(rate):
    """Every outcome of three audits of six trials, weighed by its chance: no draw, no error."""
    chances = stats.binom.pmf(range(7), 6, rate)
    alarm = sum(
        chances[a] * chances[b] * chances[c]
        for a, b, c in product(range(7), repeat=3)
        if (found := drift([(a, 6), (b, 6), (c, 6)])) and found.p <= 0.05
    )
    assert 0 < alarm <= 0.05
