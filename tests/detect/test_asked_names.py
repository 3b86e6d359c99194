import pytest

from auditor.detect.asked_names import KINDS, names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("your full name", ["person"]),
        ("the sort code", ["iban"]),
        ("您的手机号", ["phone"]),
        ("a birthday cake", []),
        ("the web address", []),
    ],
)
def test_the_names_of_a_kind_are_known(text, expected):
    assert [kind for kind in KINDS if names(text, kind)] == expected
