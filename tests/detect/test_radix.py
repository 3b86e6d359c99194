import base64
import zlib

import pytest

from auditor.detect.budget import Budget
from auditor.detect.radix import MOST, from_base32, from_base85
from tests.cost import costing_less_than

TEXT = b"ada.q7x2m9kd@mail.example.test"


@pytest.mark.parametrize("change", [str, str.lower, lambda text: text.rstrip("=")])
def test_base32_is_read(change):
    assert from_base32(change(base64.b32encode(TEXT).decode())) == TEXT


@pytest.mark.parametrize(
    "text", ["ADA", "AUTHORIZATION REQUIRED", "ABCDEFGHIJKLMNOPQ", "01890189018901890"]
)
def test_what_is_no_base32_is_none(text):
    assert from_base32(text) is None


HELD = [
    (base64.b85encode(TEXT).decode(), "base85", TEXT),
    (base64.a85encode(TEXT).decode(), "ascii85", TEXT),
    (base64.a85encode(TEXT, adobe=True).decode(), "ascii85", TEXT),
    (base64.b85encode(zlib.compress(TEXT)).decode(), "base85", zlib.compress(TEXT)),
]


@pytest.mark.parametrize(("text", "step", "held"), HELD)
def test_both_alphabets_of_85_signs_are_read(text, step, held):
    assert from_base85(text, Budget()) == [(step, held)]
    assert from_base85(f"seen {text} here", Budget()) == [(step, held)]


@pytest.mark.parametrize(
    "text", ["https://mail.example.test/a?b=c&d=e", "6f9d2b1c-77aa-4e0b-9d51", "a b c"]
)
def test_what_is_in_neither_is_left(text):
    assert from_base85(text, Budget()) == []


@pytest.mark.parametrize("piece", ["~", "!!!!!", "<~", "z", "a=b&"])
def test_a_hostile_text_stays_quick(piece):
    with costing_less_than(1):
        from_base85(piece * (2**16 // len(piece)), Budget())


def test_a_word_far_into_a_long_text_is_read():
    long = "unremarkable-but-long-word? " * 5000
    assert from_base85(f"{long}{HELD[0][0]}", Budget()) == [HELD[0][1:]]


def test_more_than_is_decoded_is_told():
    budget = Budget()
    coded = base64.b85encode(TEXT * 2000).decode()
    times = MOST // len(coded)
    found = from_base85(f"{coded} " * (times + 1), budget)
    assert (len(found), budget.hit) == (times, {"size"})
