import pytest

from auditor.detect.health import speaks, terms
from auditor.detect.health_terms import CHINESE, ENGLISH


def told(text, *people):
    return [(each.value, each.sureness) for each in terms(text, people)]


@pytest.mark.parametrize(
    ("text", "people", "expected"),
    [
        ("Ada Quill has asthma.", ["Ada Quill"], [("asthma", "likely")]),
        ("I was diagnosed with type 2 diabetes.", [], [("type 2 diabetes", "possible")]),
        ("My mother's stroke was years ago.", [], [("stroke", "possible")]),
        ("Asthma is common in towns.", [], [("Asthma", None)]),
        ("张伟有高血压和糖尿病。", ["张伟"], [("高血压", "likely"), ("糖尿病", "likely")]),
        ("我怀孕了。", [], [("怀孕", "possible")]),
        ("糖尿病是一种常见疾病。", [], [("糖尿病", None)]),
        ("Ada Quill " + "x " * 200 + "asthma", ["Ada Quill"], [("asthma", None)]),
        ("asthmatics and gouty strokes", [], []),
        ("The heron stood still.", ["heron"], []),
    ],
)
def test_a_word_of_health_counts_where_a_person_is_near(text, people, expected):
    assert told(text, *people) == expected


def test_a_word_is_told_once_and_where_a_person_is_near():
    assert told("Asthma is common. " + "x " * 100 + "I have asthma.") == [("asthma", "possible")]


@pytest.mark.parametrize(
    ("key", "expected"), [("diagnosis", True), ("病史", True), ("name", False)]
)
def test_names_of_fields_for_health_are_known(key, expected):
    assert speaks(key) == expected


def test_each_word_stands_once():
    for words in (ENGLISH.split(), CHINESE.split()):
        assert len(words) > 90
        assert len(set(words)) == len(words)
