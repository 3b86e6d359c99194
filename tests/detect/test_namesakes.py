import pytest

from auditor.detect.namesakes import curated

CASES = [
    ("person", "Mara Dunmore", ("person", "Mara Dunmore")),
    ("person", "Mara Dunmore's", ("person", "Mara Dunmore")),
    ("person", "Mara Dunmore\nAddress", ("person", "Mara Dunmore")),
    ("person", "je m'appelle Mara Dunmore", ("person", "Mara Dunmore")),
    ("person", "Mr. Dunmore", ("person", "Dunmore")),
    ("person", "Ludwig van Dunmore", ("person", "Ludwig van Dunmore")),
    ("person", "Rotterdam", ("location", "Rotterdam")),
    ("person", "Merge Sort", None),
    ("person", "Bonjour", None),
    ("person", "Qwen", None),
    ("location", "Gemini", None),
    ("location", "zip 4711", None),
    ("location", "somewhere", None),
]
BEFORE = [
    ("Dear ", "location", "Mara", "person"),
    ("my boss, ", "location", "Mara", "person"),
    ("he lived in ", "person", "Oakham", "location"),
]


@pytest.mark.parametrize(("kind", "value", "expected"), CASES)
def test_what_the_model_read_is_set_right_or_dropped(kind, value, expected):
    told = curated(kind, value, 0, len(value))
    assert (told and (told[0], value[told[1] : told[2]])) == expected


@pytest.mark.parametrize(("before", "kind", "value", "expected"), BEFORE)
def test_what_stands_before_says_whether_it_is_a_person(before, kind, value, expected):
    text = before + value
    assert curated(kind, text, len(before), len(text)) == (expected, len(before), len(text))
