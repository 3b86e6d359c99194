import pytest

from auditor.detect.introduced import introduced
from tests.cost import costing_less_than

CASES = [
    ("First name: Mara\nLast name: Dunmore", [("person", "Mara"), ("person", "Dunmore")]),
    ("My name is Mara Dunmore.", [("person", "Mara Dunmore")]),
    ("hi, my name is mara dunmore and", [("person", "mara dunmore")]),
    ("my name is on the list", []),
    ("I am Mara van Dunmore, hello", [("person", "Mara van Dunmore")]),
    ("I am Happy", []),
    ("Dear Dr. Dunmore,", [("person", "Dunmore")]),
    ("1. Mara Dunmore - m@x.example.zz", [("person", "Mara Dunmore")]),
    ("On Monday Mara Dunmore wrote:", [("person", "Mara Dunmore")]),
    ("See you. - Mara", [("person", "Mara")]),
    ("City: Oakham", [("location", "Oakham")]),
    ("We left Utrecht by train", [("location", "Utrecht")]),
    ("Contact: Support Team", []),
    ("Merge Sort said nothing", []),
]
HOSTILE = ["Aa " * 40_000, "name: " * 20_000, "A" * 100_000, "Dear " * 20_000, "in Aa" * 20_000]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_name_is_told_by_the_words_round_it(text, expected):
    assert [
        (kind, text[start:end]) for kind, start, end in dict.fromkeys(introduced(text))
    ] == expected


@pytest.mark.parametrize("text", HOSTILE, ids=["names", "labels", "letters", "greetings", "places"])
def test_no_text_takes_long(text):
    with costing_less_than(0.5):
        list(introduced(text))
