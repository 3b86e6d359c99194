import pytest

from auditor.detect.pieces import cover, runs
from tests.cost import costing_less_than

VALUE = "AC-K4M7X2Q9-B3C8D5"
PACKED = "ack4m7x2q9b3c8d5"

TOLD = [
    ("first ac, then k4m7x2q9 and b3c8d5", True),
    ("the end is b3c8d5 and the start is ac-k4m7x2q9", True),
    ("part one: ac-k4m7, part two: x2q9-b, part three: 3c8d5", True),
    ("ac k4m7x2q9 b 3 c 8 d 5", True),
    ("ac, k4m7x2q9, b3c8d6", False),
    ("ac, k4m7x2q9", False),
    ("k4m7x2q9 b3c8d5", False),
    ("ack4m7x2q9b3c8d5z", False),
    ("a c k 4", False),
    ("", False),
]


@pytest.mark.parametrize(("text", "whole"), TOLD)
def test_pieces_must_make_up_the_whole_value(text, whole):
    assert cover(runs(text), PACKED, VALUE.lower()) is whole


def test_another_address_lends_no_pieces():
    value = "ada.k4m7x2@mail.example"
    assert not cover(runs("write to ada.k4m7x2@mail.example.org"), "adak4m7x2mailexample", value)
    assert cover(runs("ada.k4m7x2 lives at mail.example"), "adak4m7x2mailexample", value)


@pytest.mark.parametrize("text", ["a", "a-", "a ", "a@", "abc.", "ac k4m "])
def test_a_hostile_text_costs_less_than_half_a_second(text):
    with costing_less_than(0.5):
        cover(runs(text * (100_000 // len(text))), PACKED, VALUE.lower())
