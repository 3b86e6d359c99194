import pytest

from auditor.detect.views import (
    Reading,
    acrostics,
    cleaned,
    coded,
    packed,
    spaced,
    unbroken,
    unmarked,
)

CLEANED = [
    ("&#65;&amp;B", Reading("A&B", ("entities",))),
    ("\\u0041\\x42\\u{43}", Reading("ABC", ("escapes",))),
    ("U+0041 U+0042", Reading("AB", ("escapes",))),
    ("a\\nb", Reading("a b", ("escapes",))),
    ("a\u200bb", Reading("ab", ("zero-width",))),
    ("７", Reading("7", ("nfkc",))),
    ("&#x200b;７", Reading("7", ("entities", "zero-width", "nfkc"))),
    ("as it is, 好。", Reading("as it is, 好。", ())),
    ("\\u{110000}", Reading("\\u{110000}", ())),
]


@pytest.mark.parametrize(("text", "reading"), CLEANED)
def test_what_hides_a_text_is_undone_and_told(text, reading):
    assert cleaned(text) == reading


UNMARKED = [
    ("<b>a</b>b", "ab"),
    ("**a**`b`~~c~~", "abc"),
    ("[a](https://x.test/y)b", "ab"),
    ("> a", "a"),
]


@pytest.mark.parametrize(("text", "plain"), UNMARKED)
def test_marks_are_taken_out(text, plain):
    assert unmarked(Reading(text, ())) == Reading(plain, ("markup",))


def test_a_text_without_marks_is_the_same_reading():
    assert unmarked(Reading("a", ("nfkc",))) == Reading("a", ("nfkc",))


def test_what_breaks_an_encoded_text_is_taken_out():
    assert unbroken(Reading("QUJD\n 'REVG' + \"x=\"", ())) == Reading("QUJDREVGx=", ("spaced",))


def test_a_text_is_packed_and_knows_where_its_runs_were():
    made = packed("AC-7k 好2")
    assert made.text == b"ac7k\x002"
    assert made.runs(0, 4) == (0, 5)
    assert made.runs(5, 6) == (7, 8)


@pytest.mark.parametrize(("text", "span"), [("xab", None), ("abx", None), ("wxyab", (3, 5))])
def test_a_run_may_be_glued_to_a_word_and_not_to_a_sign(text, span):
    at = text.index("ab")
    assert packed(text).runs(at, at + 2) == span


def test_words_for_signs_and_numbering_are_read():
    readings = {
        each.steps: packed(each.text).text for each in spaced(Reading("1. k\n2. seven", ()))
    }
    assert readings["spaced",] == b"1k2seven"
    assert readings["spelled",] == b"1k27"
    assert readings["spelled", "numbered"] == b"k7"


CODES = [
    ("65 67 45 55 75 50 77 45 57", "AC-7K2M-9"),
    ("01000001 01000011 00101101 00110111 01001011 00110010 01001101 00101101", "AC-7K2M-"),
]


@pytest.mark.parametrize(("text", "shown"), CODES)
def test_character_codes_are_read(text, shown):
    assert [each.text for each in coded(Reading(f"It is {text}.", ()))] == [shown]


@pytest.mark.parametrize("text", ["12 13 14", "2026-11-23 10:11", "10101"])
def test_a_few_numbers_are_no_codes(text):
    assert list(coded(Reading(text, ()))) == []


def test_first_signs_of_lines_and_words_are_read():
    lines = "\n".join(["Apples", "Cats", "Seven", "Kites", "2 owls", "Mice", "Nine", "Xylem"])
    assert ("ac7k2m9x", ("acrostic", "spelled")) in {
        (each.text, each.steps) for each in acrostics(Reading(lines, ()))
    }
