import pytest

from auditor.detect.budget import Budget
from auditor.detect.leaf import Piece, long_number, pairs, parsed, shown


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("user", "user"),
        ("x-device-id", "x-device-id"),
        ("ada@example.test", "*"),
        ("490154203237518", "*"),
        ("user490154", "*"),
        ("a b", "*"),
        ("x" * 41, "*"),
    ],
)
def test_a_key_that_could_be_data_is_not_shown(name, expected):
    assert shown(name) == expected


@pytest.mark.parametrize(
    ("value", "text"),
    [(12345, "12345"), (-1234, "-1234"), (52.52001, "52.52001"), (1234, ""), (True, ""), ("1", "")],
)
def test_only_long_numbers_tell_something(value, text):
    assert long_number(value) == text


def test_pairs_say_whether_they_were_encoded():
    assert pairs("a=1&b=x+y&ada%40b.test=2", "p", ("form",), Budget()) == [
        Piece("p.a", "1", ("form",)),
        Piece("p.b", "x y", ("form", "url")),
        Piece("p.*", "2", ("form",)),
        Piece("p.*", "ada@b.test", ("form",)),
    ]


def test_json_too_deep_is_a_bound_and_what_is_none_is_nothing():
    budget = Budget()
    assert parsed("no", budget) is None
    assert budget.hit == set()
    assert parsed("[" * 5000 + "]" * 5000, budget) is None
    assert budget.hit == {"depth"}
