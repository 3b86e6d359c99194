"""A target is tried once, unpaid, and what its answer tells of clock and TLS is kept."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from auditor.probing.endpoint import Route
from auditor.probing.reaching import ONCE, Reached, reach
from tests.probing.fake import Act, FakeVendor, Handler, Seen, hang_up, refuse
from tests.probing.making import an_endpoint


def dated(date: str) -> Act:
    def act(to: Handler, _: Seen) -> None:
        to.send_response_only(200)
        to.send_header("Date", date)
        to.send_header("Content-Length", "2")
        to.end_headers()
        to.wfile.write(b"{}")

    return act


def reached(vendor: FakeVendor) -> Reached:
    found = reach(an_endpoint(vendor.url), Route())
    assert found
    return found


def test_a_target_is_asked_once_and_for_nothing(fake_vendor: FakeVendor) -> None:
    found = reached(fake_vendor)
    assert (found.why_not, found.tls) == ("", "")
    assert [(seen.method, seen.path) for seen in fake_vendor.seen] == [("GET", "/v1/models")]
    assert found.ahead is not None
    assert abs(found.ahead) < 5


@pytest.mark.parametrize("hours", [-2, 0, 3])
def test_the_clocks_are_compared(fake_vendor: FakeVendor, hours: int) -> None:
    theirs = datetime.now(UTC) - timedelta(hours=hours)
    fake_vendor.models = dated(format_datetime(theirs, usegmt=True))
    assert reached(fake_vendor).ahead == pytest.approx(3600 * hours, abs=5)


@pytest.mark.parametrize("date", ["", "yesterday", "Mon, 99 Nov 2026 20:00:00 GMT"])
def test_a_time_that_cannot_be_read_is_none(fake_vendor: FakeVendor, date: str) -> None:
    fake_vendor.models = dated(date)
    assert reached(fake_vendor) == Reached("", "", None)


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (refuse(401), "answered 401: the key was not accepted"),
        (refuse(500), "answered 500"),
        (refuse(429), ""),
    ],
)
def test_why_a_target_cannot_be_asked_is_told(fake_vendor: FakeVendor, act: Act, why: str) -> None:
    fake_vendor.models = act
    assert reached(fake_vendor).why_not == why
    assert len(fake_vendor.seen) == 1


def test_a_dropped_connection_is_told(fake_vendor: FakeVendor) -> None:
    fake_vendor.models = hang_up
    found = reached(fake_vendor)
    assert found.why_not
    assert found.ahead is None


def test_nothing_is_waited_for_longer_than_a_person_would() -> None:
    assert (ONCE.tries, ONCE.total) == (1, 30)
    assert ONCE.slow_down(0, None) is None
