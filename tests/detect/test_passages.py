import pytest

from auditor.detect.passages import MAX_SENTENCE, Passage, passages


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two?", [Passage("One."), Passage("Two?")]),
        ("> quoted\nSaid.", [Passage("Said.")]),
        ("```\nprint(1)\n```", []),
        ("", []),
    ],
)
def test_what_is_said_is_cut_into_sentences(text, expected):
    assert passages(text) == expected


def test_a_form_keeps_its_fields_and_the_lines_around_it():
    fields = [each for each in passages("Fill in:\nName: ____\nThanks.") if each.blank]
    assert fields == [Passage("Name", "Fill in:\nThanks.", "marked")]


def test_a_sentence_is_bounded():
    assert max(len(each.text) for each in passages("a" * 2000)) == MAX_SENTENCE
