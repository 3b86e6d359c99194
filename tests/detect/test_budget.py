import time

import pytest

from auditor.detect.budget import Budget

PIECES = [
    ({"size": 10}, [4, 6], [True, True], set()),
    ({"size": 10}, [4, 7], [True, False], {"size"}),
    ({"size": 10}, [11, 10], [False, True], {"size"}),
    ({"size": 0}, [0], [True], set()),
    ({"leaves": 2}, [1, 1], [True, True], set()),
    ({"leaves": 2}, [1, 1, 1], [True, True, False], {"leaves"}),
    ({"leaves": 1, "size": 1}, [1, 9], [True, False], {"leaves"}),
    ({"leaves": 1, "size": 1}, [9, 1, 1], [False, True, False], {"leaves", "size"}),
    ({}, [8 * 2**20], [True], set()),
    ({}, [8 * 2**20 + 1], [False], {"size"}),
    ({}, [0] * 20_000, [True] * 20_000, set()),
    ({}, [0] * 20_001, [True] * 20_000 + [False], {"leaves"}),
]


@pytest.mark.parametrize(
    ("bounds", "sizes", "allowed", "hit"), PIECES, ids=[str(n) for n, _ in enumerate(PIECES)]
)
def test_pieces_are_looked_at_until_a_bound_is_met_and_named(
    bounds: dict[str, int], sizes: list[int], allowed: list[bool], hit: set[str]
) -> None:
    budget = Budget(**bounds)
    assert [budget.spend(size) for size in sizes] == allowed
    assert budget.hit == hit


@pytest.mark.parametrize(
    ("bounds", "sizes", "allowed", "hit"), PIECES, ids=[str(n) for n, _ in enumerate(PIECES)]
)
def test_taking_is_spending_with_fewer_looks_at_the_clock(
    bounds: dict[str, int], sizes: list[int], allowed: list[bool], hit: set[str]
) -> None:
    budget = Budget(**bounds)
    assert [budget.take(size) for size in sizes] == allowed
    assert budget.hit == hit


def test_time_that_is_up_is_noticed_within_a_few_pieces() -> None:
    budget = Budget(seconds=0.01)
    assert budget.take(1)
    burn(0.02)
    taken = [budget.take(1) for _ in range(40)]
    assert (taken.index(False) <= 16, budget.hit) == (True, {"time"})


def test_a_piece_that_was_refused_costs_nothing() -> None:
    budget = Budget(size=10, leaves=5)
    budget.spend(11)
    assert (budget.size, budget.leaves) == (10, 5)


def burn(seconds: float) -> None:
    """Uses CPU time, which is what counts."""
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def test_time_that_is_up_is_named_whatever_the_piece() -> None:
    budget = Budget(seconds=0.01)
    assert budget.spend(1)
    burn(0.02)
    assert not budget.spend(1)
    assert not budget.spend(10**9)
    assert budget.hit == {"time"}


def test_the_time_begins_with_the_first_piece() -> None:
    budget = Budget(seconds=0.05)
    burn(0.06)
    assert budget.spend(1)
    assert budget.hit == set()


def test_waiting_is_not_counted_as_time() -> None:
    budget = Budget(seconds=0.05)
    budget.spend(1)
    time.sleep(0.06)
    assert budget.spend(1)


def test_no_two_budgets_share_what_they_met() -> None:
    Budget(size=0).spend(1)
    assert Budget().hit == set()
