import time

import pytest

from auditor.plan import Limits, Prices
from auditor.probing.budget import Budget


def test_requests_are_counted_before_they_are_made() -> None:
    budget = Budget(Limits(requests=3), spent_requests=1)
    assert [budget.take() for _ in range(3)] == ["", "", "the limit of 3 requests"]
    assert budget.requests == 3


@pytest.mark.parametrize(
    ("limits", "told"),
    [
        (Limits(), ""),
        (Limits(tokens=31), ""),
        (Limits(tokens=30), "the limit of 30 tokens"),
        (Limits(usd=0.00006), ""),
        (Limits(usd=0.00005), "the limit of 5e-05 USD"),
    ],
)
def test_tokens_and_money_end_at_their_limit(limits: Limits, told: str) -> None:
    budget = Budget(limits)
    budget.spend(10, 20, Prices(1.0, 2.0))
    assert budget.reached() == told


def test_tokens_without_a_price_cost_nothing() -> None:
    budget = Budget(Limits(usd=0.01))
    budget.spend(10**6, 10**6, None)
    assert (budget.tokens, budget.usd, budget.reached()) == (2 * 10**6, 0, "")


def test_time_ends_at_its_limit() -> None:
    budget = Budget(Limits(minutes=0.001))
    assert budget.take() == ""
    time.sleep(0.08)
    assert budget.take() == "the limit of 0.001 minutes"


def test_what_is_shared_ends_all_who_share_it() -> None:
    purse = Budget(Limits(requests=5, tokens=100))
    one = Budget(Limits(requests=2), shared=purse)
    assert [one.take() for _ in range(3)] == ["", "", "the limit of 2 requests"]
    other = Budget(Limits(requests=100), spent_requests=1, shared=purse)
    assert [other.take() for _ in range(3)] == ["", "", "the limit of 5 requests"]
    assert other.reached() == "the limit of 5 requests for all plans together"
    third = Budget(Limits(), shared=Budget(Limits(tokens=100)))
    third.spend(40, 60, None)
    assert third.reached() == "the limit of 100 tokens for all plans together"
