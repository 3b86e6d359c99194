import pytest

from auditor.capture.packets import room as rooms
from auditor.capture.packets.room import Body, Lost, Room


def test_a_body_keeps_what_passes_and_when():
    body = Body(Room(), 100.0)
    body.take(b"ab", 100.0)
    body.take(b"", 100.1)
    body.take(b"c", 100.25)
    assert (body.times, body.cut, body.release()) == ((0.0, 0.25), "", b"abc")


def test_all_bodies_share_the_room():
    room = Room(5)
    one, other = Body(room, 0), Body(room, 0)
    one.take(b"abc", 0)
    other.take(b"defg", 0)
    assert (one.cut, other.cut, room.left) == ("", "body-cap", 0)
    other.take(b"h", 0)
    assert other.release() == b"de"
    assert room.left == 2
    assert one.release() == b"abc"
    assert room.left == 5


def test_one_body_is_bounded_by_itself(monkeypatch):
    monkeypatch.setattr(rooms, "BODY_CAP", 4)
    body = Body(Room(), 0)
    body.take(b"abcdef", 0)
    assert (body.cut, body.release()) == ("body-cap", b"abcd")


def test_what_stands_beside_a_body_takes_room_until_that_is_released():
    room = Room(10)
    body = Body(room, 0)
    body.charge(8)
    with pytest.raises(Lost, match="more at once than memory should hold"):
        body.charge(3)
    assert (body.release(), room.left) == (b"", 10)


def test_nothing_is_kept_behind_a_loss():
    body = Body(Room(), 0)
    body.take(b"ab", 0)
    body.cut = "packets-missing"
    body.take(b"cd", 0)
    assert (body.cut, body.release()) == ("packets-missing", b"ab")
