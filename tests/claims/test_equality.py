"""The test of equality on pools that are made up: calibrated where sides are one, sharp else."""

import random

import pytest
from scipy import stats

from auditor.claims.equality import equality, kernel

WORDS = {
    "a": "the heron stood still in the cold river and waited for a fish to pass".split(),
    "b": "a kestrel hung over the dry field and watched the mice run under it".split(),
}


def pool(kind: str, size: int, seed: int, prompts: int = 5) -> dict[str, list[str]]:
    """Answers of words drawn with a preference that each kind has for itself."""
    chance = random.Random(f"{kind} {seed}")
    other = "b" if kind == "a" else "a"

    def answer() -> str:
        words = [chance.choice(WORDS[kind if chance.random() < 0.8 else other]) for _ in range(8)]
        return " ".join(words)

    return {f"p{n}": [answer() for _ in range(size)] for n in range(prompts)}


def test_answers_that_are_the_same_lie_no_distance_apart() -> None:
    one = {"p": ["yes", "no", "yes", "no"]}
    result = equality(one, one, 1)
    assert result.statistic <= 0
    assert result.p > 0.5
    assert (result.prompts, result.answers) == (1, (4, 4))


def test_other_words_are_told_with_the_smallest_p_there_is() -> None:
    result = equality(pool("a", 20, 1), pool("b", 20, 2), 3)
    assert result.statistic > 0
    assert result.p == 1 / 2000


def test_one_model_against_itself_raises_no_more_alarms_than_stated() -> None:
    alarms = 0
    for seed in range(100):
        one, other = pool("a", 8, seed), pool("a", 8, seed + 1000)
        alarms += equality(one, other, seed, draws=199).p <= 0.05
    # At a level of .05 a hundred tests give so many in 999 of 1,000 cases.
    assert alarms <= stats.binom.ppf(0.999, 100, 0.05)


def test_other_prompts_do_not_look_like_another_model() -> None:
    # One side answers a prompt more often; permuting across prompts would take that for a change.
    one = {"p0": ["yes"] * 9 + ["yes."] * 9, "p1": ["never", "no"]}
    other = {"p0": ["yes", "yes."], "p1": ["never"] * 9 + ["no"] * 9}
    assert equality(one, other, 5).p > 0.2


@pytest.mark.parametrize(
    ("one", "other"),
    [({}, {}), ({"p": ["a", "b"]}, {"q": ["a", "b"]}), ({"p": ["a"]}, {"p": ["a"]})],
)
def test_without_answers_to_one_prompt_nothing_is_compared(
    one: dict[str, list[str]], other: dict[str, list[str]]
) -> None:
    with pytest.raises(ValueError, match="no prompt"):
        equality(one, other, 1)


def test_the_kernel_is_one_with_itself_and_nothing_with_what_shares_no_piece() -> None:
    grid = kernel(["abc", "abc", "xyz", "", "", "\ud800"])
    assert grid.diagonal() == pytest.approx([1.0] * 6)
    assert grid[0, 1] == pytest.approx(1.0)
    assert grid[0, 2] == 0
    assert grid[3, 4] == 1
    assert grid[0, 3] == 0
