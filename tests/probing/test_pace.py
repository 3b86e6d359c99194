import threading
import time
from concurrent.futures import ThreadPoolExecutor

from auditor.probing.pace import Pace
from auditor.probing.told import Told
from auditor.probing.window import Ended

FOREVER = float("inf")
OK, BUSY = Ended(answered=True), Ended(overloaded=True)
NEVER = threading.Event()


def test_a_turn_is_waited_for_and_given_on() -> None:
    pace = Pace(1)
    first = pace.begin(FOREVER, NEVER)
    assert first is not None
    with ThreadPoolExecutor(1) as pool:
        second = pool.submit(pace.begin, FOREVER, NEVER)
        time.sleep(0.05)
        assert not second.done()
        pace.end(first, OK)
        assert second.result(timeout=1) is not None


def test_all_wait_as_long_as_one_was_told() -> None:
    pace = Pace(4)
    began = pace.begin(FOREVER, NEVER)
    assert began is not None
    pace.end(began, Ended(overloaded=True, told=Told(wait=0.2)))
    begun = time.monotonic()
    with ThreadPoolExecutor(2) as pool:
        turns = [pool.submit(pace.begin, FOREVER, NEVER) for _ in range(2)]
        assert all(turn.result(timeout=2) is not None for turn in turns)
    assert time.monotonic() - begun >= 0.2


def test_who_is_stopped_gets_no_turn_and_holds_nobody_up() -> None:
    pace, stop = Pace(1), threading.Event()
    first = pace.begin(FOREVER, NEVER)
    assert first is not None
    with ThreadPoolExecutor(2) as pool:
        stopped = pool.submit(pace.begin, FOREVER, stop)
        time.sleep(0.05)
        other = pool.submit(pace.begin, FOREVER, NEVER)
        stop.set()
        pace.wake()
        assert stopped.result(timeout=1) is None
        pace.end(first, OK)
        assert other.result(timeout=1) is not None


def test_no_turn_is_given_after_the_time_is_up_and_none_is_waited_for_in_vain() -> None:
    pace = Pace(1)
    began = pace.begin(FOREVER, NEVER)
    assert began is not None
    begun = time.monotonic()
    assert pace.begin(begun + 0.1, NEVER) is None
    assert 0.1 <= time.monotonic() - begun < 1
    pace.end(began, Ended(told=Told(wait=30)))
    begun = time.monotonic()
    assert pace.begin(begun + 20, NEVER) is None
    assert time.monotonic() - begun < 0.5


def test_a_storm_is_timed_by_the_clock_that_was_given() -> None:
    times = iter([0.0, 1.0, 2.0, 3.0, 4.0, 9.0])
    pace = Pace(1, clock=lambda: next(times))
    for ended in (OK, BUSY):
        began = pace.begin(FOREVER, NEVER)
        assert began is not None
        pace.end(began, ended)
    assert pace.turns_away() == 5.0
