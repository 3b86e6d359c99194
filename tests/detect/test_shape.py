import re

import pytest

from auditor.detect.shape import Match, Shape, digits, lower


@pytest.mark.parametrize(("value", "bare"), [("+1 (202) 555-0143", "12025550143"), ("a-b", "")])
def test_digits_are_left_alone(value, bare):
    assert digits(value) == bare


WORD = Shape(
    "word",
    re.compile("id: (?P<value>[a-z]+)"),
    lambda before, value: Match(value, "likely", before),
    asks=("id",),
    lowered=True,
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ID: Ada", [(4, "Ada", "ID: ")]),
        ("\u0130 ID: Ada", [(6, "Ada", "\u0130 ID: ")]),
        ("x" * 50 + "id: b", [(54, "b", "x" * 36 + "id: ")]),
        ("I: Ada", []),
    ],
)
def test_a_shape_of_lower_case_tells_the_value_as_it_stands(text, found):
    told = [(start, each.value, each.because) for start, each in WORD.matches(text)]
    assert told == found


@pytest.mark.parametrize("text", ["ABC", "\u0130x", "straße", ""])
def test_lower_case_is_as_long_as_the_text(text):
    assert len(lower(text)) == len(text)
