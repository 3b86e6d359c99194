import pytest

from auditor.detect.own_words import bare, own_words, sentences

OWN = [
    ('He said "no way" twice.', "he said twice."),
    ("Clerk: not that.", " not that."),
    ('"No," I said.', "no,, i said."),
    ("```python\nraise Refused(1)\n```", ""),
    ("Here is a template: I can't.", ""),
    ("I wish I could tell you, but the page is torn. Bye.", " . bye."),
]
CUT = [
    ("one. two", ["one.", "two"]),
    ("不行。真的", ["不行。", "真的"]),
    ("*bows* not that", ["not that"]),
    ("...\n!", []),
]


@pytest.mark.parametrize(("text", "expected"), OWN)
def test_what_others_said_is_left_out(text, expected):
    assert own_words(text) == expected


@pytest.mark.parametrize(("text", "expected"), CUT)
def test_sentences_say_something(text, expected):
    assert sentences(text) == expected


def test_marks_around_a_sentence_are_no_part_of_it():
    assert bare('- **"no."** ') == "no"
