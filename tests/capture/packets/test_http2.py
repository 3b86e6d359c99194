import pytest
from hpack import Encoder
from hyperframe.frame import (
    ContinuationFrame,
    DataFrame,
    HeadersFrame,
    PingFrame,
    PushPromiseFrame,
    RstStreamFrame,
    SettingsFrame,
)

from auditor.capture.packets import http2
from auditor.capture.packets.http2 import PREFACE, Http2
from auditor.capture.packets.room import Lost
from auditor.evidence.exchange import Failure
from tests.capture.packets.lines import a_line


class Speaker:
    """One side, with its packing of headers."""

    def __init__(self):
        self._encoder = Encoder()

    def headers(self, stream, pairs, *flags, cut=None):
        packed = self._encoder.encode(pairs)
        if cut is None:
            return HeadersFrame(stream, packed, flags=["END_HEADERS", *flags]).serialize()
        return (
            HeadersFrame(stream, packed[:cut], flags=list(flags)).serialize()
            + ContinuationFrame(stream, packed[cut:], flags=["END_HEADERS"]).serialize()
        )

    def asks(self, stream, *flags, method="GET", path="/a", more=(), cut=None):
        special = [(":method", method), (":scheme", "https"), (":authority", "api.test")]
        return self.headers(stream, [*special, (":path", path), *more], *flags, cut=cut)

    def answers(self, stream, *flags, status="200", more=()):
        return self.headers(stream, [(":status", status), *more], *flags)


def data(stream, content, *flags):
    return DataFrame(stream, content, flags=list(flags)).serialize()


def talking(written):
    talk = Http2(a_line(written, secure=True, port=443))
    talk.take(PREFACE + SettingsFrame(0, {}).serialize(), 99.0, mine=True)
    talk.take(
        SettingsFrame(0, {SettingsFrame.HEADER_TABLE_SIZE: 4096}).serialize(), 99.0, mine=False
    )
    return talk


@pytest.fixture
def sides():
    return Speaker(), Speaker()


def test_streams_are_exchanges_however_they_mix(sides):
    client, server = sides
    written = []
    talk = talking(written)
    talk.take(
        client.asks(1, method="POST", path="/chat", more=[("content-type", "text/plain")], cut=3)
        + client.asks(3, "END_STREAM") + data(1, b"he") + data(1, b"llo", "END_STREAM"),
        100.0, mine=True,
    )  # fmt: skip
    talk.take(server.answers(3, status="103") + server.answers(3), 101.0, mine=False)
    answer = server.answers(1) + data(3, b"three") + data(1, b"one") + data(3, b"", "END_STREAM")
    for at in range(len(answer)):
        talk.take(answer[at : at + 1], 102.0, mine=False)
    talk.take(data(1, b"!", "END_STREAM"), 103.0, mine=False)
    three, one = written
    assert (three.url, three.status, three.received.content.body) == (
        "https://api.test/a", 200, b"three",
    )  # fmt: skip
    assert (one.method, one.url, one.sent.content.body) == (
        "POST",
        "https://api.test/chat",
        b"hello",
    )
    assert (one.received.content.body, one.received.times) == (b"one!", (2.0, 3.0))
    assert one.sent.headers == [("host", "api.test"), ("content-type", "text/plain")]
    assert talk.unread() == ""


def test_headers_are_packed_by_those_before_them(sides):
    client, _ = sides
    written = []
    talk = talking(written)
    for stream in (1, 3, 5):
        talk.take(client.asks(stream, "END_STREAM", more=[("x-token", "same")]), 1.0, mine=True)
    talk.end(2.0)
    assert [each.sent.headers[1] for each in written] == [("x-token", "same")] * 3
    assert written[0].failure.message == "the capture holds no answer"


@pytest.mark.parametrize(("mine", "who"), [(True, "client"), (False, "server")])
def test_a_request_that_is_given_up_says_by_whom(sides, mine, who):
    client, _ = sides
    written = []
    talk = talking(written)
    talk.take(client.asks(1), 1.0, mine=True)
    talk.take(RstStreamFrame(1, 8).serialize(), 1.0, mine=mine)
    assert written[0].failure == Failure("aborted", f"the {who} gave the request up")


def test_what_was_pushed_is_passed_and_its_headers_count(sides):
    client, server = sides
    written = []
    talk = talking(written)
    talk.take(client.asks(1, "END_STREAM"), 1.0, mine=True)
    pushed = server._encoder.encode([(":path", "/pushed"), ("x-token", "same")])
    promise = PushPromiseFrame(1, 2, pushed, flags=["END_HEADERS"]).serialize()
    talk.take(
        promise + server.answers(1, "END_STREAM", more=[("x-token", "same")]), 1.0, mine=False
    )
    (found,) = written
    assert found.received.headers == [("x-token", "same")]


def test_missing_packets_end_it_and_say_so(sides):
    client, server = sides
    written = []
    talk = talking(written)
    talk.take(client.asks(1, "END_STREAM"), 1.0, mine=True)
    talk.take(server.answers(1) + data(1, b"ab"), 1.0, mine=False)
    with pytest.raises(Lost, match="missing"):
        talk.miss(5, mine=False)
    talk.give_up()
    assert written[0].received.content.truncated == "packets-missing"


def test_a_websocket_within_it_is_said_to_be_unread(sides):
    client, server = sides
    written = []
    talk = talking(written)
    talk.take(client.asks(1), 1.0, mine=True)
    talk.take(client.headers(3, [(":method", "CONNECT"), (":protocol", "websocket"),
                                 (":authority", "api.test"), (":path", "/s")]), 1.0, mine=True)  # fmt: skip
    talk.take(data(3, b"frames"), 1.0, mine=True)
    talk.take(server.answers(3) + data(3, b"frames"), 1.0, mine=False)
    talk.end(2.0)
    found = written[1]
    assert (found.sent.content.truncated, found.received.content.truncated) == ("undecodable",) * 2


def test_a_connection_without_a_request_is_told():
    assert talking([]).unread() == "HTTP/2 without a request"


@pytest.mark.parametrize(
    "said",
    [
        HeadersFrame(1, b"\xff\xff\xff\xff\xff", flags=["END_HEADERS"]).serialize(),
        b"\xff\xff\xff\x00\x00\x00\x00\x00\x01",
        HeadersFrame(1, b"", flags=[]).serialize() + PingFrame(0, b"12345678").serialize(),
        DataFrame(1, b"x").serialize()[:8] + b"\x00x",
        HeadersFrame(1, b"x" * 16_000).serialize()
        + ContinuationFrame(1, b"x" * 16_000).serialize() * 5,
    ],
)
def test_what_keeps_no_rules_is_lost(said):
    with pytest.raises(Lost):
        talking([]).take(said, 1.0, mine=True)


def test_headers_that_unpack_to_very_much_are_lost(sides):
    client, _ = sides
    talk = talking([])
    with pytest.raises(Lost):
        talk.take(client.asks(1, more=[("x", "a" * 3000)] * 100), 1.0, mine=True)


def test_more_streams_than_can_be_open_cost_the_oldest_its_rest(sides, monkeypatch):
    monkeypatch.setattr(http2, "MAX_OPEN", 2)
    client, _ = sides
    written = []
    talk = talking(written)
    for stream in (1, 3, 5):
        talk.take(client.asks(stream, path=f"/{stream}"), 1.0, mine=True)
    assert [each.url for each in written] == ["https://api.test/1"]
