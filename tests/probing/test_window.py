"""The vendor here is a loop over moments: no threads, no waiting, the same every time."""

import heapq
from collections.abc import Callable

import pytest

from auditor.probing.told import Told
from auditor.probing.window import FIRST, FORGOTTEN_AFTER, Ended, Window

OK, FAILED, BUSY = Ended(answered=True), Ended(), Ended(overloaded=True)

type Vendor = Callable[[float, int], Ended]
"""From the moment and the number in flight to the answer."""


def a_window(most: int = 64) -> Window:
    return Window(most, now=0.0, pause=0.5, longest=60)


def a_round(window: Window, now: float, ended: Ended, took: float = 1.0) -> float:
    """As many as may begin now, all ended a while later."""
    count = 0
    while window.wait(now) == 0:
        window.begin(now)
        count += 1
    for _ in range(count):
        window.end(now, now + took, ended)
    return now + took


def simulated(vendor: Vendor, until: float, most: int = 64, took: float = 0.05) -> list[float]:
    """When each question was answered, asked anew as often as it was turned away."""
    window, now = a_window(most), 0.0
    flying: list[tuple[float, int, float, Ended]] = []
    answered, number = [], 0
    while now < until:
        while window.wait(now) == 0:
            window.begin(now)
            ended = vendor(now, window.in_flight)
            number += 1
            uneven = 0.8 + 0.4 * (number * 0.618 % 1)
            back = now + (took * uneven if ended.answered else 0.001)
            heapq.heappush(flying, (back, number, now, ended))
        wait = window.wait(now)
        if flying and flying[0][0] <= now + wait:
            now, _, began, ended = heapq.heappop(flying)
            window.end(began, now, ended)
            answered += [now] * ended.answered
        else:
            now += wait
    return answered


def between(times: list[float], start: float, end: float) -> float:
    """Answers a second."""
    return sum(start <= at < end for at in times) / (end - start)


def test_it_doubles_until_the_plans_limit() -> None:
    window, now = a_window(most=100), 0.0
    seen = []
    for _ in range(5):
        seen.append(int(window.limit))
        now = a_round(window, now, OK)
    assert seen == [FIRST, 32, 64, 100, 100]


def test_a_small_plan_begins_small() -> None:
    assert a_window(most=4).limit == 4


def test_it_does_not_grow_when_it_was_not_used() -> None:
    window = a_window()
    for now in range(100):
        window.begin(now)
        window.begin(now)
        window.end(now, now + 1, OK)
        window.end(now, now + 1, OK)
    assert window.limit == FIRST


def test_it_is_halved_once_for_all_that_had_begun_before() -> None:
    window = a_window()
    a_round(window, 0.0, BUSY)
    assert window.limit == FIRST / 2


def test_after_an_objection_it_grows_by_one_each_round() -> None:
    window = a_window()
    now = a_round(window, 0.0, BUSY)
    seen = []
    for _ in range(4):
        now = a_round(window, now, OK)
        seen.append(window.limit)
    assert seen == [pytest.approx(8 + n, abs=0.5) for n in (1, 2, 3, 4)]


def test_an_objection_long_ago_is_forgotten() -> None:
    window = a_window()
    a_round(window, 0.0, BUSY)
    a_round(window, FORGOTTEN_AFTER + 2, OK)
    assert window.limit == 16


@pytest.mark.parametrize("ended", [FAILED, OK])
def test_only_overload_lowers_it(ended: Ended) -> None:
    window, now = a_window(), 0.0
    for _ in range(20):
        now = a_round(window, now, ended)
    assert window.limit >= FIRST


def test_it_never_falls_below_one_and_pauses_longer_each_time_nothing_is_taken() -> None:
    window, now, pauses = a_window(), 0.0, []
    for _ in range(10):
        now = a_round(window, now, BUSY)
        pauses.append(window.wait(now))
        now += pauses[-1] + 0.001
    assert window.limit == 1
    assert pauses == pytest.approx([0, 0.5, 1, 2, 4, 8, 8, 8, 8, 8])


@pytest.mark.parametrize(
    "ended", [Ended(overloaded=True, told=Told(wait=5)), Ended(told=Told(wait=5))]
)
def test_a_wait_is_obeyed_by_all(ended: Ended) -> None:
    window = a_window()
    window.begin(0.0)
    window.end(0.0, 1.0, ended)
    assert [window.wait(now) for now in (1.0, 3.0, 6.0)] == [5.0, 3.0, 0.0]


def test_a_shorter_wait_does_not_end_a_longer_one() -> None:
    window = a_window()
    for wait in (9.0, 2.0):
        window.begin(0.0)
        window.end(0.0, 0.0, Ended(overloaded=True, told=Told(wait=wait)))
    assert window.wait(0.0) == 9.0


def test_a_wait_beyond_the_bound_is_not_obeyed() -> None:
    window = a_window()
    window.begin(0.0)
    window.end(0.0, 0.0, Ended(overloaded=True, told=Told(wait=3600)))
    assert window.wait(0.0) == 0.0


def test_no_more_begin_than_the_vendor_says_are_left() -> None:
    window = a_window()
    window.begin(0.0)
    window.end(0.0, 0.0, Ended(answered=True, told=Told(left=3, reset=10)))
    begun = 0
    while window.wait(0.0) == 0:
        window.begin(0.0)
        begun += 1
    assert begun == 3
    assert window.wait(0.0) == float("inf")
    for _ in range(3):
        window.end(0.0, 1.0, OK)
    assert window.wait(1.0) == 9.0
    assert window.wait(10.0) == 0.0


def test_those_on_their_way_may_not_be_counted_yet() -> None:
    window = a_window()
    for _ in range(5):
        window.begin(0.0)
    window.end(0.0, 0.0, Ended(answered=True, told=Told(left=4, reset=10)))
    assert window.wait(0.0) == float("inf")


def test_after_a_storm_it_is_as_fast_as_before() -> None:
    def storm(now: float, _: int) -> Ended:
        return BUSY if 2 <= now < 6 else OK

    answered = simulated(storm, until=16)
    assert between(answered, 1, 2) == pytest.approx(64 / 0.05, rel=0.05)
    assert between(answered, 2.1, 6) == 0
    assert between(answered, 13, 16) == pytest.approx(64 / 0.05, rel=0.05)


def test_a_lower_capacity_is_found_and_kept_to() -> None:
    turned_away = []

    def narrow(now: float, in_flight: int) -> Ended:
        turned_away.extend([now] * (in_flight > 10))
        return BUSY if in_flight > 10 else OK

    answered = simulated(narrow, until=30)
    assert between(answered, 5, 30) > 0.6 * 10 / 0.05
    assert len([now for now in turned_away if now > 5]) < 0.05 * len(answered)


def test_a_storm_is_counted_from_the_first_that_was_turned_away() -> None:
    window = a_window()
    # Whatever time passes before the vendor was asked, or until it answers, is no storm.
    assert window.turns_away(500.0) == 0.0
    a_round(window, 503.0, OK)
    assert a_round(window, 908.0, BUSY) == 909.0
    a_round(window, 912.0, BUSY)
    assert window.turns_away(920.0) == 11.0
    a_round(window, 930.0, OK)
    assert window.turns_away(940.0) == 0.0
