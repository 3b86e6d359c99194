"""A masked value shows its shape and nothing else."""

import pytest

from auditor.evidence.masking import masked, outline, shape, tag


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("Ada.k7@mail.example", "Aaa.a9@aaaa.aaaaaaa"),
        ("+1 202 555 0143", "+9 999 999 9999"),
        ("你好 Ünal ٣", "xx xaaa 9"),
        ("a\x00\n\u202eb", "a···a"),
        ("x" * 41, "a" * 40 + "…"),
        ("", ""),
    ],
)
def test_the_shape_keeps_punctuation_only(value: str, shown: str) -> None:
    assert shape(value) == shown


def test_the_same_value_has_the_same_tag_within_one_audit_only() -> None:
    assert tag(b"salt", "value") == tag(b"salt", "value")
    assert tag(b"salt", "value") != tag(b"other", "value")
    assert tag(b"salt", "value") != tag(b"salt", "Value")
    assert len(tag(b"salt", "stray \udc80")) == 10


def test_a_masked_value_names_the_last_part_of_its_kind() -> None:
    assert masked("planted/email", "a@b.cd", b"salt") == f"email a@a.aa #{tag(b'salt', 'a@b.cd')}"


def test_an_outline_keeps_the_lines_and_gives_nothing_away() -> None:
    assert outline("Ada 1843\n爱@x.test\x00") == "Aaa 9999\nx@a.aaaa·"
