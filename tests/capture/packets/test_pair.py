import gzip

import pytest

from auditor.capture.frames import Frames
from auditor.capture.packets.pair import Message, Pair
from auditor.capture.packets.room import Body, Room
from auditor.evidence.exchange import Failure
from tests.capture.packets.lines import a_line


def a_message(*headers, body=b"", whole=True, cut=""):
    made = Message(list(headers), Body(Room(), 0), whole)
    made.body.take(body, 0)
    made.body.cut = cut
    return made


@pytest.mark.parametrize(
    ("host", "secure", "port", "target", "url"),
    [
        ("api.test", False, 80, "/a?b", "http://api.test/a?b"),
        ("API.test:8080", False, 8080, "/", "http://api.test:8080/"),
        ("api.test", True, 443, "/", "https://api.test/"),
        ("api.test", True, 8443, "/", "https://api.test:8443/"),
        ("[2001:db8::1]", False, 80, "/", "http://[2001:db8::1]/"),
        ("", False, 80, "/", "http://192.0.2.7/"),
        ("a b\x1b", False, 80, "/", "http://192.0.2.7/"),
        ("api.test:x", False, 80, "/", "http://192.0.2.7/"),
        ("api.test", False, 80, "http://api.test/full", "http://api.test/full"),
        ("api.test", False, 80, "*", "http://api.test/*"),
    ],
)
def test_the_address_is_as_it_was_asked_for(host, secure, port, target, url):
    written = []
    pair = Pair(1.0, "GET", target, a_message(("Host", host)), 200, a_message(), 2.0, answered=True)
    pair.write(a_line(written, secure=secure, port=port))
    (entry,) = written
    assert entry.url == url
    assert (entry.connection.visibility, entry.connection.scheme) == (
        ("decrypted", "https") if secure else ("cleartext", "http")
    )
    assert (entry.started, entry.ended, entry.failure) == (1.0, 2.0, None)


@pytest.mark.parametrize(
    ("message", "body", "truncated"),
    [
        (a_message(body=b"hi"), b"hi", ""),
        (a_message(body=b"hi", whole=False), b"hi", "aborted"),
        (a_message(body=b"hi", cut="packets-missing"), b"hi", "packets-missing"),
        (a_message(("Content-Encoding", "gzip"), body=gzip.compress(b"hi")), b"hi", ""),
        (a_message(("Content-Encoding", "gzip"), body=b"\x1f\x8bno"), b"\x1f\x8bno", "undecodable"),
        (a_message(("Content-Encoding", "gzip"), body=gzip.compress(b"hi"), cut="packets-missing"), b"hi",
         "packets-missing"),
    ],
)  # fmt: skip
def test_a_side_says_what_cut_it(message, body, truncated):
    half = message.half()
    assert (half.content.body, half.content.truncated) == (body, truncated)


def test_the_messages_of_a_websocket_are_a_side():
    message = a_message(whole=False)
    message.frames = Frames(0)
    message.frames.take(b"hello", is_text=True, at=0.5)
    message.frames.cut = True
    half = message.half()
    assert (half.messages, half.times, half.messages_cut) == ([(b"hello", True)], (0.5,), True)
    assert half.content.truncated == ""


@pytest.mark.parametrize(
    ("changes", "failure"),
    [
        ({"answered": True}, None),
        ({}, Failure("dropped", "the connection or the capture ends before the answer does")),
        ({"received": None}, Failure("dropped", "the capture holds no answer")),
        ({"failure": Failure("aborted", "given up")}, Failure("aborted", "given up")),
    ],
)
def test_without_a_whole_answer_it_says_why(changes, failure):
    written = []
    some = {"status": 200, "received": a_message(whole=False)}
    Pair(1.0, "GET", "/", a_message(), **{**some, **changes}).write(a_line(written))
    assert written[0].failure == failure


def test_bodies_are_unpacked_one_entry_at_a_time_and_take_room_until_then():
    room, makers = Room(), []
    line = a_line([], write=makers.append)
    before = room.left
    for _ in range(3):
        sent = Message([("Host", "api.test")], Body(room, 0), whole=True)
        sent.body.take(b"x" * 1000, 0)
        Pair(1.0, "POST", "/", sent, answered=True).write(line)
    assert before - room.left > 3000
    assert [len(make().sent.content.body) for make in makers] == [1000] * 3
    assert room.left == before


def test_what_is_dropped_takes_no_room():
    room = Room()
    before = room.left
    message, other = (Message([("Host", "a")], Body(room, 0)) for _ in range(2))
    Pair(1.0, "CONNECT", "/", message, received=other).drop()
    assert room.left == before


def test_a_type_is_told_without_its_parameters():
    message = a_message(("content-type", "Text/HTML; charset=utf-8"))
    assert message.half().media_type == "text/html"
