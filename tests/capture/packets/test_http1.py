import gzip

import pytest

from auditor.capture.packets.http1 import MAX_HELD, Http1
from auditor.capture.packets.room import Lost
from tests.capture.packets.lines import a_line
from tests.capture.packets.making import REQUEST, RESPONSE

GET = b"GET /a HTTP/1.1\r\nHost: api.test\r\n\r\n"
EMPTY = b"HTTP/1.1 204 No Content\r\n\r\n"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


class Tunnel:
    """What goes on within a tunnel."""

    def __init__(self, line):
        self.line, self.said, self.ended = line, [], False

    def take(self, *said, mine):
        self.said.append((said[0], mine))

    def miss(self, size, *, mine):
        self.said.append((size, mine))

    def end(self, *_):
        self.ended = True


def spoken(*said, tunnels=None, step=None):
    """Say (data, mine) or (missing bytes, mine) in turn; what was written at the end."""
    written = []

    def tunnel(line):
        made = Tunnel(line)
        tunnels.append(made)
        return made

    talk = Http1(a_line(written), tunnel)
    for at, (data, mine) in enumerate(said):
        if isinstance(data, int):
            talk.miss(data, mine=mine)
            continue
        size = step or max(len(data), 1)
        for start in range(0, len(data), size):
            talk.take(data[start : start + size], 100.0 + at, mine=mine)
    left = talk.unread()
    talk.end(200.0)
    return written, left


@pytest.mark.parametrize("step", [None, 1, 7])
def test_a_request_and_its_answer_are_one_exchange(step):
    (found,), left = spoken((REQUEST, True), (RESPONSE, False), step=step)
    assert (found.method, found.url, found.status) == ("POST", "http://api.vendor.test/chat", 200)
    assert found.sent.content.body == b'{"prompt":"hello"}'
    assert found.received.content.body == b'{"answer":"hi"}'
    assert ("Content-Type", "application/json") in found.sent.headers
    assert (found.started, found.ended, found.failure, left) == (100.0, 101.0, None, "")


def test_requests_follow_each_other_and_may_run_ahead():
    post = REQUEST.replace(b"/chat", b"/b")
    found, _ = spoken((GET + post + GET, True), (EMPTY + RESPONSE, False), (EMPTY, False))
    assert [(each.url[-2:], each.status) for each in found] == [
        ("/a", 204),
        ("/b", 200),
        ("/a", 204),
    ]
    assert found[1].sent.content.body == b'{"prompt":"hello"}'


@pytest.mark.parametrize(
    ("answer", "body"),
    [
        (CHUNKED + b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", b"abcde"),
        (b"HTTP/1.1 200 OK\r\n\r\nto its end", b"to its end"),
        (b"HTTP/1.0 200 OK\r\n\r\n", b""),
        (b"HTTP/1.1 100 Continue\r\n\r\n" + RESPONSE, b'{"answer":"hi"}'),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n"
         % len(gzip.compress(b"hi", mtime=0)) + gzip.compress(b"hi", mtime=0), b"hi"),
    ],
)  # fmt: skip
def test_a_body_is_joined_and_unpacked(answer, body):
    (found,), left = spoken((GET, True), (answer, False))
    assert (found.received.content.body, found.received.content.truncated) == (body, "")
    assert (found.failure, left) == (None, "")


def test_the_times_of_chunks_are_kept():
    (found,), _ = spoken(
        (GET, True), (CHUNKED, False), (b"1\r\na\r\n", False), (b"1\r\nb\r\n0\r\n\r\n", False)
    )
    assert found.received.times == (2.0, 3.0)


def test_an_answer_may_be_seen_before_its_request_and_before_its_end():
    (found,), _ = spoken((RESPONSE, False), (REQUEST[:-5], True), (REQUEST[-5:], True))
    assert (found.status, found.failure) == (200, None)


@pytest.mark.parametrize(
    ("said", "status", "message", "left"),
    [
        ([(GET, True)], 0, "the capture holds no answer", ""),
        (
            [(GET, True), (RESPONSE[:-5], False)],
            200,
            "the connection or the capture ends before the answer does",
            "",
        ),
        ([(GET + GET[:9], True), (EMPTY, False)], 204, None, "a request that is not whole"),
        ([(GET, True), (EMPTY + EMPTY, False)], 204, None, "an answer without its request"),
    ],
)
def test_what_is_missing_at_the_end_is_told(said, status, message, left):
    (found,), rest = spoken(*said)
    assert (found.status, found.failure and found.failure.message, rest) == (status, message, left)


LONG = b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nabc"


def test_missing_packets_within_a_body_cost_the_rest_of_it_only():
    rest = b"z" * 7
    found, _ = spoken((GET + GET, True), (LONG, False), (99_990, False), (rest + EMPTY, False))
    assert [each.status for each in found] == [200, 204]
    assert (found[0].received.content.body, found[0].received.content.truncated) == (
        b"abc",
        "packets-missing",
    )


def test_missing_packets_of_an_answer_without_length_cost_the_rest_of_it_only():
    (found,), _ = spoken(
        (GET, True), (b"HTTP/1.1 200 OK\r\n\r\nab", False), (9, False), (b"z", False)
    )
    assert (found.received.content.body, found.received.content.truncated) == (
        b"ab",
        "packets-missing",
    )


@pytest.mark.parametrize(
    "said",
    [
        [(GET[:9], True), (5, True)],
        [(GET, True), (5, False)],
        [(GET, True), (CHUNKED + b"3\r\nab", False), (5, False)],
        [(GET, True), (LONG, False), (100_000, False)],
        [(5, True)],
        [(b"\x00\x01\x02\r\n\r\n", True)],
        [(GET, True), (b"\x00\x01\x02\r\n\r\n", False)],
        [(RESPONSE * (MAX_HELD // len(RESPONSE) + 2), False)],
        [(GET * 1001, True)],
    ],
)
def test_what_cannot_be_followed_is_lost(said):
    with pytest.raises(Lost):
        spoken(*said)


def test_a_loss_leaves_what_came_before_it():
    written = []
    talk = Http1(a_line(written), Tunnel)
    talk.take(GET, 100.0, mine=True)
    talk.take(CHUNKED + b"3\r\nabc\r\n", 101.0, mine=False)
    with pytest.raises(Lost):
        talk.miss(5, mine=False)
    talk.give_up()
    (found,) = written
    assert (found.received.content.body, found.received.content.truncated) == (
        b"abc",
        "packets-missing",
    )


CONNECT = b"CONNECT api.test:8443 HTTP/1.1\r\nHost: api.test:8443\r\n\r\n"


def test_a_tunnel_is_followed_as_a_line_of_its_own():
    tunnels = []
    ok = b"HTTP/1.1 200 Connection established\r\n\r\n"
    written, _ = spoken((CONNECT, True), (ok + b"early", False), (b"in it", True), tunnels=tunnels)
    (tunnel,) = tunnels
    assert (tunnel.line.host, tunnel.line.port, tunnel.line.address) == ("api.test", 8443, None)
    assert (tunnel.said, tunnel.ended) == ([(b"early", False), (b"in it", True)], True)
    assert written == []


def test_a_tunnel_that_is_refused_is_an_exchange():
    no = b"HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n"
    found, _ = spoken((CONNECT, True), (no, False), (GET, True), (EMPTY, False))
    assert [(each.method, each.status) for each in found] == [("CONNECT", 407), ("GET", 204)]


UPGRADE = GET[:-2] + b"Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n"
SWITCHING = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"


def test_a_websocket_is_one_exchange_with_its_messages():
    frame = b"\x81\x82\0\0\0\0hi"
    (found,), _ = spoken((UPGRADE, True), (SWITCHING + b"\x81\x03hey", False), (frame, True))
    assert (found.status, found.failure) == (101, None)
    assert (found.sent.messages, found.received.messages) == ([(b"hi", True)], [(b"hey", True)])


def test_another_protocol_is_a_line_of_its_own_beside_its_request():
    tunnels = []
    other = UPGRADE.replace(b"websocket", b"own/1")
    (found,), _ = spoken((other, True), (SWITCHING, False), (b"\0\1", True), tunnels=tunnels)
    assert (found.status, found.failure, found.sent.messages) == (101, None, ())
    assert (tunnels[0].said, tunnels[0].line.address) == ([(b"\0\1", True)], "192.0.2.7")


def test_an_upgrade_that_is_not_wanted_goes_on_as_before():
    found, _ = spoken((UPGRADE, True), (GET, True), (RESPONSE, False), (EMPTY, False))
    assert [each.status for each in found] == [200, 204]
