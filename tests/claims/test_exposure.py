"""Ranks among decoys, held against counting every order by hand."""

import math
from collections.abc import Iterator
from itertools import product

import pytest

from auditor.claims.exposure import Ranked, rank_p, told_again
from auditor.evidence.exchange import Arm
from auditor.evidence.trial import Outcome, Trial


def by_hand(ranked: list[Ranked]) -> float:
    """The share of all ways to pick the planted one that rank as high in sum, ties shared."""

    def rank(scores: list[float], at: int) -> float:
        lower = sum(other < scores[at] for other in scores)
        return lower + (1 + scores.count(scores[at])) / 2

    lists = [[each.planted, *each.decoys] for each in ranked]
    found = sum(rank(scores, 0) for scores in lists)
    ways = list(product(*(range(len(scores)) for scores in lists)))
    high = sum(
        sum(rank(scores, at) for scores, at in zip(lists, way, strict=True)) >= found - 1e-9
        for way in ways
    )
    return high / len(ways)


CASES = [
    [Ranked(1, (0, 0, 0))],
    [Ranked(0, (0, 0, 0))],
    [Ranked(0, (1, 0, 0))],
    [Ranked(1, (1, 0, 0)), Ranked(1, (0, 0))],
    [Ranked(1, (0, 0, 0)), Ranked(0, (0, 0, 0)), Ranked(1, (0, 1, 0))],
    [Ranked(0.3, (0.1, 0.2, 0.9)), Ranked(0.5, (0.5, 0.7)), Ranked(2, (1, 0))],
    [Ranked(1, (0,)), Ranked(1, (0,)), Ranked(0, (1,)), Ranked(1, (1,))],
]


@pytest.mark.parametrize("ranked", CASES, ids=range(len(CASES)))
def test_the_p_of_ranks_is_that_of_counting_every_order(ranked: list[Ranked]) -> None:
    assert rank_p(ranked) == pytest.approx(by_hand(ranked))


@pytest.mark.parametrize(
    ("hits", "silent", "p"),
    [(0, 5, 1), (1, 5, 0.1), (2, 5, 0.01), (3, 50, 0.001)],
    ids=["none", "one", "two", "three among many"],
)
def test_hits_that_no_decoy_has_weigh_ten_to_one_each(hits: int, silent: int, p: float) -> None:
    none = (0.0,) * 9
    assert rank_p([*[Ranked(1, none)] * hits, *[Ranked(0, none)] * silent]) == pytest.approx(p)


def test_a_target_that_says_yes_to_everybody_remembers_nobody() -> None:
    assert rank_p([Ranked(1, (1,) * 9)] * 20) == pytest.approx(1)
    assert rank_p([]) == 1


@pytest.mark.parametrize(
    ("ranked", "bits"),
    [
        (Ranked(1, (0,) * 7), 3),
        (Ranked(0, (0,) * 7), 0),
        (Ranked(1, (1, 0, 0, 0, 0, 0, 0)), 2),
        (Ranked(0.2, (0.3, 0.4, 0.2)), 0),
        (Ranked(0.5, (0.3, 0.4, 0.6)), 1),
    ],
)
def test_exposure_counts_bits_and_ties_against_a_finding(ranked: Ranked, bits: float) -> None:
    assert ranked.exposure == pytest.approx(bits)
    assert ranked.alone == (ranked.exposure == math.log2(1 + len(ranked.decoys)))


def trials(tests: str, decoys: str, phrasing: str = "way", target: str = "chat") -> Iterator[Trial]:
    """A letter for each planting, and one for each decoy, three to a planting."""
    known: dict[str, Outcome] = {"h": "hit", "m": "miss", "r": "refused", "n": "not-judged"}
    arms: list[tuple[Arm, str]] = [("test", tests), ("decoy", decoys)]
    for arm, letters in arms:
        for number, letter in enumerate(letters, 1):
            yield Trial(
                f"x-{arm}-{number}", target, "cross-session", "recalled", phrasing, "en",
                arm, number, known[letter],
            )  # fmt: skip


def test_what_is_told_again_is_measured_for_each_target() -> None:
    seen = [
        *trials("hm", "mmm" + "mmm", "one"),
        *trials("hr", "hmm" + "mmm", "two"),
        *trials("m", "mmm", target="other"),
    ]
    chat, other = told_again(seen, 3)
    assert (chat.id, chat.statistic) == ("chat/told-again-rate", "first among 4")
    assert (chat.trials, chat.hits, chat.value, chat.clusters, chat.refused) == (4, 1, 0.25, 2, 1)
    # One of four may be first by chance, and one of two where a decoy hit as well.
    assert chat.p == chat.p_adjusted == pytest.approx(1 / 4 * 2 / 4)
    assert chat.low is not None
    assert chat.high is not None
    assert 0 <= chat.low < 0.25 < chat.high <= 1
    assert chat.control
    assert (chat.control.trials, chat.control.hits) == (12, 1)
    assert (other.trials, other.hits, other.value, other.p) == (1, 0, 0, 1)


def test_a_planting_without_a_judged_decoy_is_compared_with_none() -> None:
    (measure,) = told_again(list(trials("hn", "nnn" + "mmm")), 3)
    assert (measure.trials, measure.value, measure.p, measure.not_judged) == (0, None, None, 1)
    (measure,) = told_again(list(trials("h", "nmn")), 3)
    assert (measure.trials, measure.p) == (1, 0.5)


def test_no_trial_measures_nothing() -> None:
    assert told_again([], 9) == []
