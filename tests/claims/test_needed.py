import pytest

from auditor.claims.needed import in_words, phrasings_needed, trials_needed
from auditor.claims.statistics import cluster_interval


@pytest.mark.parametrize(
    ("limit", "phrasings", "trials"),
    [
        (0.05, 8, 92),
        (0.05, 12, 24),
        (0.05, 17, 10),
        (0.05, 71, 2),
        (0.05, 72, 1),
        (0.2, 5, 7),
        (0.01, 40, 95),
        (0.05, 7, None),
        (0.01, 8, None),
    ],
)
def test_claims_need_so_many_trials_of_each_phrasing(
    limit: float, phrasings: int, trials: int | None
) -> None:
    assert trials_needed(limit, phrasings) == trials


@pytest.mark.parametrize(("limit", "trials", "phrasings"), [(0.05, 10, 17), (0.01, 10, 86)])
def test_more_phrasings_do_what_more_trials_cannot(
    limit: float, trials: int, phrasings: int
) -> None:
    assert phrasings_needed(limit, trials) == phrasings
    assert cluster_interval([0] * phrasings, [trials] * phrasings)[1] <= limit
    assert cluster_interval([0] * (phrasings - 1), [trials] * (phrasings - 1))[1] > limit


@pytest.mark.parametrize(("limit", "phrasings"), [(0.05, 12), (0.2, 5), (0.5, 3), (0.1, 8)])
def test_what_is_needed_is_what_the_interval_asks_for(limit: float, phrasings: int) -> None:
    trials = trials_needed(limit, phrasings)
    assert trials
    assert cluster_interval([0] * phrasings, [trials] * phrasings)[1] <= limit
    assert cluster_interval([0] * phrasings, [trials - 1] * phrasings)[1] > limit


@pytest.mark.parametrize(
    ("limit", "phrasings", "words"),
    [
        (0.05, 20, "7 trials for each of 20 phrasings"),
        (0.05, 8, "92 trials for each of 8 phrasings, or 10 for each of 17"),
        (0.01, 8, "10 trials for each of 86 phrasings (8 do not suffice)"),
        (0.01, 1, "10 trials for each of 86 phrasings (1 does not suffice)"),
    ],
)
def test_what_is_needed_is_said_in_words(limit: float, phrasings: int, words: str) -> None:
    assert in_words(limit, phrasings) == words
