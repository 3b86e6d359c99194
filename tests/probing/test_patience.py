import pytest

from auditor.probing.patience import Patience

PATIENCE = Patience(tries=4, pause=0.5, longest=60, storm=300)


@pytest.mark.parametrize(
    ("tries", "told", "least", "most"),
    [
        (1, None, 0.25, 0.5),
        (2, None, 0.5, 1.0),
        (3, None, 1.0, 2.0),
        (1, 7, 7, 7),
        (3, 0.25, 0.25, 0.25),
        (1, 60, 60, 60),
    ],
)
def test_the_wait_before_the_next_try(
    tries: int, told: float | None, least: float, most: float
) -> None:
    for _ in range(20):
        wait = PATIENCE.wait(tries, told)
        assert wait is not None
        assert least <= wait <= most


@pytest.mark.parametrize(("tries", "told"), [(4, None), (4, 1), (9, None), (1, 61), (1, 10**9)])
def test_when_there_is_no_further_try(tries: int, told: float | None) -> None:
    assert PATIENCE.wait(tries, told) is None


def test_a_wait_never_grows_beyond_eight_seconds() -> None:
    assert max(Patience(tries=40).wait(n, None) or 0 for n in range(1, 40)) <= 8.0


def test_no_two_waits_are_alike() -> None:
    assert len({PATIENCE.pause_after(1) for _ in range(20)}) > 15


@pytest.mark.parametrize(
    ("so_far", "told", "least", "most"),
    [(0, None, 0.25, 0.5), (300, None, 0.25, 0.5), (9, 7, 7, 7)],
)
def test_who_is_asked_to_slow_down_waits_however_often(
    so_far: float, told: float | None, least: float, most: float
) -> None:
    wait = PATIENCE.slow_down(so_far, told)
    assert wait is not None
    assert least <= wait <= most


@pytest.mark.parametrize(("so_far", "told"), [(301, None), (301, 1), (0, 61)])
def test_a_storm_is_not_waited_out_for_ever(so_far: float, told: float | None) -> None:
    assert PATIENCE.slow_down(so_far, told) is None
