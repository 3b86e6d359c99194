import pytest

from auditor.detect.values import Value, forms


@pytest.mark.parametrize(
    ("before", "after", "whole", "stands"),
    [
        (b"", b"", True, True),
        (b"u=", b"&", True, True),
        (b"", b"4", False, True),
        (b"", b"4", True, False),
        (b"", b"4567", True, True),
    ],
)
def test_a_strong_value_may_be_glued_to_a_word_and_a_look_alike_is_none(
    before, after, whole, stands
):
    value = Value("account-id", "k7m2q9x4vt3b", "p")
    text = before + value.text.encode() + after
    start = len(before)
    end = start + len(value.text)
    assert value.stands(text, start, end, whole=whole) == stands


def test_a_weak_value_stands_alone():
    value = Value("person", "ada", "p")
    assert value.stands(b"to ada.", 3, 6, whole=False)
    assert not value.stands(b"canada", 3, 6, whole=False)


def test_the_forms_of_a_value_are_folded_and_say_their_steps():
    told = dict(forms(Value("email", "Ada.K7m2q9@mail.example", "p")))
    assert told[b"ada.k7m2q9@mail.example"] == ()
    assert told[b"ada.k7m2q9%40mail.example"] == ("url",)
    assert set(told.values()) >= {("hex",), ("base64",), ("sha256",)}
    assert all(form == form.lower() for form in told)
