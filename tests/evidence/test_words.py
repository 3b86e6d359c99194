import pytest

from auditor.evidence.words import STEP, Words

WORDS = Words(["heron", "er", "é", "zeppelin"])


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a heron", {(0, 2), (1, 3)}),
        ("HERON", set()),
        ("éer", {(2, 0), (1, 2)}),
        ("", set()),
        ("x" * (STEP - 3) + "zeppelin", {(3, STEP - 3)}),
        ("x" * (3 * STEP) + "er", {(1, 3 * STEP)}),
    ],
)
def test_every_word_is_found_with_where_it_begins(text, places):
    assert set(WORDS.places(text.encode())) == places
    assert WORDS.numbers(text.encode()) == {number for number, _ in places}
