import gzip
import time
from dataclasses import replace
from itertools import pairwise

import pytest

from auditor.evidence.exchange import Failure
from auditor.probing.attempt import (
    MOST_TIMES,
    USUAL_HEADERS,
    Attempt,
    Request,
    attempt,
    connections,
)
from auditor.probing.endpoint import Route
from auditor.probing.patience import Patience
from tests.probing.fake import (
    Act,
    FakeVendor,
    Handler,
    Seen,
    endless,
    half,
    hang_up,
    raw,
    redirect,
    send,
    slowly,
    streamed,
)

PATIENCE = Patience(connect=2, read=3, body_bytes=1000)


def a_request(url: str, body: bytes = b"{}") -> Request:
    return Request("POST", url, {**USUAL_HEADERS, "X-Own": "yes"}, body)


def tried(vendor: FakeVendor, act: Act, **patience: float) -> Attempt:
    """One attempt at a vendor that does one thing."""
    vendor.script = [act]
    within = replace(PATIENCE, **patience)
    with connections(Route()) as through:
        return attempt(through, a_request(f"{vendor.url}/chat"), within)


def test_what_is_sent_arrives_and_what_comes_back_is_kept(fake_vendor: FakeVendor) -> None:
    began = time.time()
    got = tried(fake_vendor, raw(b"good day", "text/plain", 201, X_Told="once"))
    (seen,) = fake_vendor.seen
    assert (seen.method, seen.path, seen.raw) == ("POST", "/v1/chat", b"{}")
    assert seen.headers["x-own"] == "yes"
    assert (got.status, got.body, got.truncated, got.failure) == (201, b"good day", "", None)
    assert (got.header("x-told"), got.header("X-TOLD"), got.header("x-none")) == (
        "once",
        "once",
        "",
    )
    assert began <= got.started <= got.ended <= time.time()


def test_a_vendor_does_not_know_an_audit_by_its_headers(fake_vendor: FakeVendor) -> None:
    tried(fake_vendor, send({}))
    told = " ".join(f"{name}: {value}" for name, value in fake_vendor.seen[0].headers.items())
    assert "user-agent: python-requests/2" in told
    assert "auditor" not in told.lower()


@pytest.mark.parametrize(
    ("size", "kept", "truncated"),
    [
        (0, 0, ""),
        (999, 999, ""),
        (1000, 1000, ""),
        (1001, 1000, "body-cap"),
        (9**6, 1000, "body-cap"),
    ],
)
def test_a_body_is_kept_up_to_its_bound(
    fake_vendor: FakeVendor, size: int, kept: int, truncated: str
) -> None:
    got = tried(fake_vendor, raw(b"a" * size))
    assert (got.status, len(got.body), got.truncated) == (200, kept, truncated)
    assert got.failure == (Failure("too-large", "more than 1000 bytes") if truncated else None)


def test_the_bound_is_of_the_unpacked_body(fake_vendor: FakeVendor) -> None:
    bomb = gzip.compress(b"a" * 2**22)
    got = tried(fake_vendor, raw(bomb, Content_Encoding="gzip"), body_bytes=len(bomb))
    assert (got.body, got.truncated) == (b"a" * len(bomb), "body-cap")


def test_the_pieces_of_a_stream_count_together(fake_vendor: FakeVendor) -> None:
    got = tried(fake_vendor, streamed(["a" * 100] * 20))
    assert (len(got.body), got.truncated) == (1000, "body-cap")


def test_an_answer_that_drips_is_ended_when_its_time_is_up(fake_vendor: FakeVendor) -> None:
    began = time.monotonic()
    got = tried(fake_vendor, endless(0.02), total=0.5)
    assert 0.5 <= time.monotonic() - began < 4
    assert (got.status, got.truncated) == (200, "time-cap")
    assert got.failure == Failure("timeout", "not done after 0.5 s")
    assert got.body.strip() == b""
    assert len(got.body) > 2


def stall(to: Handler, _: Seen) -> None:
    """Begins well, and then says nothing for longer than it is waited for."""
    to.begin_stream("application/json")
    to.chunk(b"begun")
    time.sleep(0.6)


def not_packed(to: Handler, seen: Seen) -> None:
    raw(b"plain text", Content_Encoding="gzip")(to, seen)


@pytest.mark.parametrize(
    ("act", "status", "begins", "truncated", "kind", "again"),
    [
        (half, 200, b'{"id": "chatcmpl-1"', "broken-off", "dropped", True),
        (streamed(["a", "b"], drop_after=2), 200, b"data: {", "broken-off", "dropped", True),
        (stall, 200, b"begun", "broken-off", "timeout", True),
        (not_packed, 200, b"", "broken-off", "not-understood", False),
        (hang_up, 0, b"", "", "dropped", True),
        (slowly(0.6, send({})), 0, b"", "", "timeout", True),
    ],
    ids=["half", "stream", "stall", "not-packed", "hang-up", "silent"],
)
def test_what_came_before_a_break_is_kept(
    fake_vendor: FakeVendor,
    act: Act,
    status: int,
    begins: bytes,
    truncated: str,
    kind: str,
    again: bool,
) -> None:
    got = tried(fake_vendor, act, read=0.3, body_bytes=10**6)
    assert (got.status, got.truncated, got.again) == (status, truncated, again)
    assert got.body.startswith(begins)
    assert bool(got.body) == bool(begins)
    assert got.failure is not None
    assert got.failure.kind == kind
    assert got.ended >= got.started


def test_the_time_of_each_piece_is_kept(fake_vendor: FakeVendor) -> None:
    got = tried(fake_vendor, streamed(["a", "b", "c"], pause=0.05), body_bytes=10**6)
    steps = [later - earlier for earlier, later in pairwise(got.times)]
    assert len([step for step in steps if step > 0.03]) >= 2
    assert all(0 <= when <= got.ended - got.started + 0.001 for when in got.times)


def test_the_times_of_very_many_pieces_are_not_all_kept(fake_vendor: FakeVendor) -> None:
    def crumbs(to: Handler, _: Seen) -> None:
        to.begin_stream("text/plain")
        to.wfile.write(b"1\r\na\r\n" * (MOST_TIMES + 500))
        to.chunk(b"")

    got = tried(fake_vendor, crumbs, total=20, body_bytes=10**6)
    assert (len(got.body), len(got.times)) == (MOST_TIMES + 500, MOST_TIMES)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_kept_and_not_followed(fake_vendor: FakeVendor, status: int) -> None:
    got = tried(fake_vendor, redirect(f"{fake_vendor.root}/elsewhere", status))
    assert (got.status, got.header("location")) == (status, f"{fake_vendor.root}/elsewhere")
    assert [seen.path for seen in fake_vendor.seen] == ["/v1/chat"]
    assert not got.again


def test_a_cookie_is_never_sent_back(fake_vendor: FakeVendor) -> None:
    fake_vendor.script = [send({}, Set_Cookie="seen=1"), send({})]
    with connections(Route()) as through:
        for _ in range(2):
            attempt(through, a_request(f"{fake_vendor.url}/chat"), PATIENCE)
    assert ["cookie" in seen.headers for seen in fake_vendor.seen] == [False, False]


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://[/", "gopher://127.0.0.1/"])
def test_what_cannot_be_asked_is_unreachable(url: str) -> None:
    with connections(Route()) as through:
        got = attempt(through, a_request(url), PATIENCE)
    assert got.failure is not None
    assert (got.failure.kind, got.status, got.body) == ("unreachable", 0, b"")
    assert got.again


def ended(status: int = 200, kind: str = "", truncated: str = "", **headers: str) -> Attempt:
    return Attempt(
        a_request("http://127.0.0.1:1/"),
        0.0,
        status=status,
        headers=tuple((name.replace("_", "-"), value) for name, value in headers.items()),
        truncated=truncated,
        failure=Failure(kind, "…") if kind else None,
    )


@pytest.mark.parametrize(
    ("got", "again"),
    [
        *((ended(status), False) for status in (200, 307, 400, 401, 403, 404, 422, 501)),
        *((ended(status), True) for status in (408, 429, 500, 502, 503, 504, 529)),
        *((ended(0, kind), True) for kind in ("dropped", "timeout", "unreachable")),
        *((ended(0, kind), False) for kind in ("tls", "not-understood", "too-large")),
        (ended(200, "dropped", "broken-off"), True),
        (ended(200, "timeout", "broken-off"), True),
        (ended(200, "timeout", "time-cap"), False),
        (ended(200, "too-large", "body-cap"), False),
        (ended(503, "too-large", "body-cap"), False),
    ],
)
def test_another_try_is_made_only_where_it_may_help(got: Attempt, again: bool) -> None:
    assert got.again == again


@pytest.mark.parametrize(
    ("got", "overloaded"),
    [
        (ended(200), False),
        (ended(429), True),
        (ended(529), True),
        (ended(500), False),
        (ended(503), False),
        (ended(503, Retry_After="3"), True),
        (ended(502, Retry_After="3"), False),
        (replace(ended(503), body=b'{"error":{"type":"overloaded_error"}}'), True),
        (replace(ended(503), body=b" " * 2000 + b'"overloaded_error"'), False),
    ],
)
def test_a_vendors_own_failure_is_no_wish_to_slow_down(got: Attempt, overloaded: bool) -> None:
    assert got.overloaded == overloaded
