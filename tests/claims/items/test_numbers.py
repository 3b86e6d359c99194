import random
from fractions import Fraction

import pytest

from auditor.claims.items.numbers import read_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1250", 1250), ("1,250.00", 1250), ("１２５０", 1250), ("1 250", 1250), ("1'250", 1250),
        ("1.250,00", 1250), ("12.500.000", 12_500_000), ("-3", -3), ("−3", -3), ("+3", 3),
        ("$1,250", 1250), ("1250 km", 1250), ("about 1250", 1250), ("**1250**", 1250),
        (r"\boxed{1250}", 1250), (r"$1{,}250$", 1250), (r"\frac{5}{4}", Fraction(5, 4)),
        (r"\dfrac{5}{4}", Fraction(5, 4)), (r"1250\,\text{cm}", 1250), ("5/4", Fraction(5, 4)),
        ("1 1/4", Fraction(5, 4)), ("-1 1/4", Fraction(-5, 4)), ("1.25", Fraction(5, 4)),
        ("0,5", Fraction(1, 2)), ("12.5%", Fraction(1, 8)), (r"50\%", Fraction(1, 2)),
        ("twelve hundred fifty", 1250), ("one thousand two hundred and fifty", 1250),
        ("forty-two", 42), ("minus seven", -7), ("two million and five", 2_000_005),
        ("一千二百五十", 1250), ("十", 10), ("二十三", 23), ("一万零五", 10_005),
        ("三亿二千万", 320_000_000), ("二〇二六", 2026), ("两百", 200), ("1250.", 1250),
    ],
)  # fmt: skip
def test_a_number_is_read_however_it_is_written(text: str, value: int | Fraction) -> None:
    assert read_number(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "", "none", "3 or 4", "between 3 and 4", "1,2,3", "1e3", "5/0", "1.2.3", "1,25.0,0", "3 4",
        "一千二百五", "x" * 201, "\ud800", "{}", "/", "%",
    ],
)  # fmt: skip
def test_what_is_no_number_or_more_than_one_is_none(text: str) -> None:
    assert read_number(text) is None


def test_digits_with_separators_come_back_exactly() -> None:
    chance = random.Random(1)
    for _ in range(2000):
        number = chance.randint(-(10**9), 10**9)
        for form in (f"{number}", f"{number:,}", f"{number:,}.00", f"{number:,}".replace(",", " ")):
            assert read_number(form) == number
