import random

import pytest
from scipy import stats

from auditor.claims.provenance.unrelated import greater, nearness

FIVE = {"a": 0.50, "b": 0.52, "c": 0.48, "d": 0.51, "e": 0.49}


@pytest.mark.parametrize(
    ("hits", "other", "trials", "p"),
    [(50, 50, 100, 0.5), (60, 40, 100, 0.00234), (40, 60, 100, 0.99766), (0, 0, 9, 1.0)],
)
def test_two_proportions_are_held_against_each_other(
    hits: int, other: int, trials: int, p: float
) -> None:
    assert greater(hits, other, trials) == pytest.approx(p, abs=1e-5)


def test_a_value_far_beyond_every_control_speaks() -> None:
    near = nearness(0.85, FIVE, [1e-9] * 5)
    assert near.p < 0.001
    assert near.against_each == dict.fromkeys(FIVE, 5e-9)


def test_one_control_that_is_not_beaten_is_enough_to_say_nothing() -> None:
    assert nearness(0.85, FIVE, [1e-9] * 4 + [0.4]).p == pytest.approx(0.4)


def test_a_value_within_the_controls_own_spread_says_nothing_however_many_prompts() -> None:
    assert nearness(0.53, FIVE, [1e-30] * 5).p > 0.05


def test_controls_that_are_all_alike_do_not_make_any_step_look_large() -> None:
    assert nearness(0.51, dict.fromkeys("abcde", 0.5), [1e-30] * 5).p > 0.03


def test_one_more_unrelated_model_is_taken_for_near_as_often_as_stated() -> None:
    chance = random.Random(7)
    found = 0
    for _ in range(2000):
        value, *controls = (chance.gauss(0.5, 0.04) for _ in range(6))
        near = nearness(value, dict(zip("abcde", controls, strict=True)), [1e-30] * 5)
        found += near.p <= 0.01
    assert stats.binom.ppf(0.001, 2000, 0.01) <= found <= stats.binom.ppf(0.999, 2000, 0.01)


def test_one_control_shows_no_spread() -> None:
    with pytest.raises(ValueError, match="one control"):
        nearness(0.5, {"a": 0.4}, [0.1])
