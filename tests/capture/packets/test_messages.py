import h11
import pytest

from auditor.capture.packets.messages import (
    TO_ITS_END,
    fresh,
    length,
    listening,
    next_of,
    pairs,
    switches,
    waits,
)
from auditor.capture.packets.pair import Message, Pair
from auditor.capture.packets.room import Body, Lost, Room


def a_message(*headers):
    return Message(list(headers), Body(Room(), 0))


def a_pair(method="GET", *headers):
    return Pair(0, method, "/", a_message(*headers))


@pytest.mark.parametrize(
    ("headers", "size"),
    [
        ([("Content-Length", "12")], 12),
        ([("Transfer-Encoding", "chunked"), ("Content-Length", "12")], 0),
        ([], TO_ITS_END),
        ([("Content-Length", "-1")], TO_ITS_END),
        ([("Content-Length", "9" * 99)], 999_999_999_999_999_999),
    ],
)
def test_the_length_of_a_body_is_as_stated(headers, size):
    assert length(a_message(*headers), TO_ITS_END) == size


@pytest.mark.parametrize(
    ("pair", "expected"),
    [(a_pair(), False), (a_pair("CONNECT"), True), (a_pair("GET", ("Upgrade", "websocket")), True)],
)
def test_a_request_may_ask_for_another_protocol(pair, expected):
    assert switches(pair) == expected


@pytest.mark.parametrize(
    ("pair", "data", "status"),
    [
        (a_pair(), b"HTTP/1.1 204 No Content\r\n\r\n", 204),
        (a_pair("HEAD"), b"HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\n", 200),
        (a_pair("GET", ("Upgrade", "x")), b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n", 101),
        (a_pair("CONNECT"), b"HTTP/1.1 200 OK\r\n\r\n", 200),
    ],
)
def test_an_answer_is_read_as_that_to_its_request(pair, data, status):
    connection = listening(pair)
    connection.receive_data(data)
    assert next_of(connection).status_code == status


@pytest.mark.parametrize("data", [b"no http\r\n\r\n", b"HTTP/1.1 200 OK\r\nbad header\r\n\r\n"])
def test_what_is_no_http_is_lost(data):
    connection = listening(a_pair())
    connection.receive_data(data)
    with pytest.raises(Lost, match="keeps no rules"):
        next_of(connection)


def test_a_head_without_an_end_is_lost():
    connection = fresh(h11.SERVER)
    connection.receive_data(b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 30_000)
    with pytest.raises(Lost):
        next_of(connection)


def test_headers_are_text_as_they_were_written():
    connection = fresh(h11.SERVER)
    connection.receive_data(b"GET / HTTP/1.1\r\nHost: a\r\nX-Odd: \xff\r\n\r\n")
    assert pairs(next_of(connection).headers) == [("Host", "a"), ("X-Odd", "\\xff")]
    assert not waits(next_of(connection))
    assert waits(next_of(connection))
