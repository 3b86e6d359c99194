import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.capture.packets import assembling
from auditor.capture.packets.assembling import Assembling, Piece
from auditor.capture.packets.room import Room

NEAR_THE_END = 2**32 - 3


def assembled(segments, begin=None):
    side, out = Assembling(Room()), []
    if begin is not None:
        side.begin(begin)
    for segment in segments:
        out += side.take(*segment)
    return out + list(side.rest())


@pytest.mark.parametrize(
    ("segments", "pieces"),
    [
        ([(11, b"ab"), (13, b"cd")], [Piece(b"ab"), Piece(b"cd")]),
        ([(13, b"cd"), (11, b"ab")], [Piece(b"ab"), Piece(b"cd")]),
        ([(11, b"ab"), (11, b"ab"), (13, b"c")], [Piece(b"ab"), Piece(b"c")]),
        ([(11, b"abc"), (12, b"XYd")], [Piece(b"abc"), Piece(b"d")]),
        ([(13, b"cd"), (11, b"abXYe")], [Piece(b"abXYe")]),
        ([(15, b"ef"), (13, b"cd"), (11, b"ab")], [Piece(b"ab"), Piece(b"cd"), Piece(b"ef")]),
        ([(11, b"ab"), (16, b"f")], [Piece(b"ab"), Piece(b"", 3), Piece(b"f")]),
        ([(11, b"ab", 3), (16, b"f")], [Piece(b"ab"), Piece(b"", 3), Piece(b"f")]),
        ([(11, b"ab", 3), (13, b"cde"), (16, b"f")], [Piece(b"ab"), Piece(b"", 3), Piece(b"f")]),
        ([(10, b"x"), (11, b"ab")], [Piece(b"ab")]),
        ([(11, b"")], []),
    ],
)
def test_what_comes_in_any_order_is_put_in_one(segments, pieces):
    assert assembled(segments, begin=10) == pieces


def test_numbers_go_on_from_zero():
    segments = [(2, b"f"), (NEAR_THE_END, b"abcde")]
    assert assembled(segments, begin=NEAR_THE_END - 1) == [Piece(b"abcde"), Piece(b"f")]


def test_without_a_beginning_it_begins_with_what_comes():
    assert assembled([(500, b"ab"), (502, b"c")]) == [Piece(b"ab"), Piece(b"c")]


def test_what_waits_is_bounded(monkeypatch):
    monkeypatch.setattr(assembling, "MAX_WAITING", 100)
    side = Assembling(Room())
    side.begin(0)
    waiting = [piece for at in range(4) for piece in side.take(11 + at * 30, b"x" * 30)]
    assert waiting == [Piece(b"", 10), *[Piece(b"x" * 30)] * 4]
    monkeypatch.setattr(assembling, "MAX_PIECES", 3)
    side = Assembling(Room())
    side.begin(0)
    pieces = [piece for at in range(9) for piece in side.take(11 + at * 2, b"x")]
    assert sum(len(piece.data) for piece in pieces) == 6


def test_what_waits_on_all_connections_is_bounded_together():
    room = Room(50)
    one, other = Assembling(room), Assembling(room)
    for side in (one, other):
        side.begin(0)
    assert list(one.take(11, b"x" * 30)) == []
    assert list(other.take(11, b"x" * 30)) == [Piece(b"", 10), Piece(b"x" * 30)]
    assert list(one.rest()) == [Piece(b"", 10), Piece(b"x" * 30)]
    assert room.left == 50


def test_another_beginning_is_noticed():
    side = Assembling(Room())
    side.begin(7)
    assert (side.began_elsewhere(7), side.began_elsewhere(8)) == (False, True)


@given(st.data())
def test_any_cut_and_order_gives_the_bytes_back(data):
    content = data.draw(st.binary(min_size=1, max_size=60))
    begin = data.draw(st.integers(0, 2**32 - 1))
    cuts = data.draw(st.lists(st.tuples(st.integers(0, 59), st.integers(1, 30)), max_size=20))
    pieces = [(at, content[at : at + size]) for at, size in [*cuts, (0, len(content))]]
    order = data.draw(st.permutations(pieces))
    found = assembled([((begin + 1 + at) % 2**32, part) for at, part in order], begin)
    assert b"".join(piece.data for piece in found) == content
    assert not any(piece.missing for piece in found)
