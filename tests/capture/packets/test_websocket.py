import zlib

import pytest

from auditor.capture.packets.pair import Message, Pair
from auditor.capture.packets.room import Body, Room
from auditor.capture.packets.websocket import WebSocket
from tests.capture.packets.lines import a_line


def frame(content, *, first=0x81, mask=None):
    """At most 125 bytes; the client masks what it says."""
    if mask is None:
        return bytes([first, len(content)]) + content
    masked = bytes(each ^ mask[at % 4] for at, each in enumerate(content))
    return bytes([first, 0x80 | len(content)]) + mask + masked


MASK = b"\1\2\3\4"


def spoken(*said, extensions="", miss=None):
    written = []
    answer = Message([("Sec-WebSocket-Extensions", extensions)], Body(Room(), 0))
    request = Message([("Host", "api.test")], Body(Room(), 0), whole=True)
    talk = WebSocket(Pair(100.0, "GET", "/", request, 101, answer), a_line(written))
    for at, (data, mine) in enumerate(said):
        talk.take(data, 101.0 + at, mine=mine)
        if miss == at:
            talk.miss(5, mine=mine)
    talk.end(200.0)
    (found,) = written
    return found


def test_messages_go_to_their_sides():
    found = spoken(
        (frame(b"hi", mask=MASK), True), (frame(b"hey") + frame(b"\0\1", first=0x82), False)
    )
    assert found.sent.messages == [(b"hi", True)]
    assert found.received.messages == [(b"hey", True), (b"\0\1", False)]
    assert (found.received.times, found.ended) == ((2.0, 2.0), 102.0)
    assert not found.sent.messages_cut


def test_a_message_in_parts_is_joined():
    parts = frame(b"he", first=0x01) + frame(b"ping", first=0x89) + frame(b"llo", first=0x80)
    found = spoken(*((parts[at : at + 1], False) for at in range(len(parts))))
    assert found.received.messages == [(b"hello", True)]


def test_a_packed_message_is_unpacked():
    packer = zlib.compressobj(wbits=-15)
    packed = (packer.compress(b"hello " * 20) + packer.flush(zlib.Z_SYNC_FLUSH))[:-4]
    found = spoken((frame(packed, first=0xC1), False), extensions="permessage-deflate")
    assert found.received.messages == [(b"hello " * 20, True)]


@pytest.mark.parametrize(
    ("data", "extensions"),
    [
        (frame(b"x", first=0xC1), ""),
        (frame(b"x", first=0xC1), "permessage-deflate; server_max_window_bits=x"),
        (frame(b"\xff\xff", first=0xC1), "permessage-deflate"),
        (frame(b"x", first=0x83), ""),
        (frame(b"\xff\xfe"), ""),
        (frame(b"x", first=0x80), ""),
    ],
)
def test_what_breaks_the_rules_cuts_the_side(data, extensions):
    found = spoken(
        (frame(b"hi"), False), (data, False), (frame(b"no"), False), extensions=extensions
    )
    assert (found.received.messages, found.received.messages_cut) == ([(b"hi", True)], True)


def test_missing_packets_cut_the_side():
    found = spoken((frame(b"hi"), False), (frame(b"hey"), False), miss=0)
    assert (found.received.messages, found.received.messages_cut) == ([(b"hi", True)], True)
    assert not found.sent.messages_cut


def test_a_message_that_does_not_end_is_kept_and_said_to_be_cut():
    found = spoken((frame(b"hi") + frame(b"hello")[:5], False))
    assert found.received.messages == [(b"hi", True), (b"hel", True)]
    assert found.received.messages_cut


def test_nothing_follows_a_close():
    found = spoken((frame(b"\x03\xe8", first=0x88) + frame(b"no"), False))
    assert (found.received.messages, found.received.messages_cut) == ([], False)


def test_a_message_is_bounded(monkeypatch):
    monkeypatch.setattr("auditor.capture.packets.websocket.FRAMES_CAP", 5)
    found = spoken((frame(b"much more"), False))
    assert (found.received.messages, found.received.messages_cut) == ([], True)
