"""Differences between two targets, held against Fisher's test and against chance itself."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from auditor.claims.between import adjusted, difference


@pytest.mark.parametrize(
    ("one", "other", "p"),
    [
        ({"a": (8, 10)}, {"a": (1, 10)}, 0.00549),
        ({"a": (1, 10)}, {"a": (8, 10)}, 0.00549),
        ({"a": (3, 10)}, {"a": (3, 10)}, 1.0),
        ({"a": (4, 4), "b": (0, 4)}, {"a": (0, 4), "b": (0, 4)}, 0.02857),
        # As many hits in all, each in another phrasing: within phrasings they cancel out.
        ({"a": (4, 4), "b": (0, 4)}, {"a": (0, 4), "b": (4, 4)}, 1.0),
        # A phrasing of one side only says nothing.
        ({"a": (3, 10), "c": (9, 9)}, {"a": (3, 10), "d": (0, 9)}, 1.0),
        ({"a": (3, 10)}, {"b": (3, 10)}, None),
        ({"a": (0, 0)}, {"a": (3, 10)}, None),
        ({}, {}, None),
    ],
)
def test_the_difference_is_told_within_phrasings(
    one: dict[str, tuple[int, int]], other: dict[str, tuple[int, int]], p: float | None
) -> None:
    told = difference(one, other)
    assert told is p if p is None else told == pytest.approx(p, abs=5e-5)


@given(st.integers(1, 12), st.integers(1, 12), st.data())
def test_one_phrasing_is_twice_the_smaller_side_of_fishers_test(
    n: int, m: int, data: st.DataObject
) -> None:
    a, b = data.draw(st.integers(0, n)), data.draw(st.integers(0, m))
    table = [[a, n - a], [b, m - b]]
    sides = [stats.fisher_exact(table, alternative=side).pvalue for side in ("less", "greater")]
    told = difference({"a": (a, n)}, {"a": (b, m)})
    assert told == pytest.approx(min(1.0, 2 * min(sides)), abs=1e-9)


def test_equal_models_seldom_seem_to_differ_however_unlike_their_phrasings() -> None:
    rng = np.random.default_rng(7)
    false = 0
    for _ in range(400):
        shares = rng.beta(0.5, 0.5, size=4)
        one, other = (
            {str(i): (int(rng.binomial(8, share)), 8) for i, share in enumerate(shares)}
            for _ in range(2)
        )
        p = difference(one, other)
        false += p is not None and p < 0.05
    assert false <= 30  # 20 expected of an exact test at most; 30 is two deviations above


@pytest.mark.parametrize(
    ("ps", "expected"),
    [
        ([0.01, None, 0.04, 0.03], [0.03, None, 0.06, 0.06]),
        ([None], [None]),
        ([], []),
    ],
)
def test_only_what_was_tested_counts(ps: list[float | None], expected: list[float | None]) -> None:
    assert adjusted(ps) == pytest.approx(expected) if None not in ps else adjusted(ps) == expected
