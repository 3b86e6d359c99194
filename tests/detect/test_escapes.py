import pytest

from auditor.detect.escapes import escaped
from tests.cost import costing_less_than

ESCAPED = [
    ("ada&#64;mail.test", [("html", "ada@mail.test")]),
    ("to &#x61;&#100;a now", [("html", "to ada now")]),
    ("Tom &amp; Jerry", []),
    ("ada\\u0040mail\\x2etest", [("unicode", "ada@mail.test")]),
    ("\\ud800 \\u{110000}", [("unicode", "\\ud800 \\u{110000}")]),
    ("ada=40mail.test", [("quoted-printable", "ada@mail.test")]),
    ("price=42", []),
    ("a=b=40c", []),
    ("=61=64=61=40", [("quoted-printable", "ada@")]),
    ("x" * 4000 + " ada&#64;b", [("html", "ada@b")]),
]


@pytest.mark.parametrize(("text", "expected"), ESCAPED)
def test_signs_by_their_numbers_are_read(text, expected):
    assert list(escaped(text)) == expected


@pytest.mark.parametrize("piece", ["&#64;", "\\u0040", "=40", "&#6", "=", " =40"])
def test_a_hostile_text_stays_quick(piece):
    with costing_less_than(1):
        assert len(list(escaped(piece * (100_000 // len(piece))))) <= 201
