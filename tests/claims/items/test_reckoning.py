import re
from datetime import date
from fractions import Fraction

import pytest

from auditor.claims.items.families import items
from auditor.claims.items.item import LANGUAGES, Language


def numbers(text: str) -> list[int]:
    return [int(each) for each in re.findall(r"\d+", text.partition("\n\n")[0])]


@pytest.mark.parametrize("language", LANGUAGES)
def test_dates_are_those_of_the_calendar(language: Language) -> None:
    for item in items("dates", language, 2, 200):
        days = [date.fromisoformat(each) for each in re.findall(r"\d{4}-\d\d-\d\d", item.prompt)]
        if item.cluster == "dates/days-between":
            assert item.answer == (days[1] - days[0]).days
        else:
            count = int(re.findall(r"(?<![\d-])\d+(?![\d-])", item.prompt)[0])
            assert isinstance(item.answer, str)
            assert (date.fromisoformat(item.answer) - days[0]).days == count


@pytest.mark.parametrize("language", LANGUAGES)
def test_units_are_converted_exactly(language: Language) -> None:
    for item in items("units", language, 2, 100):
        found = numbers(item.prompt)
        if item.cluster == "units/seconds":
            h, m, s, k = found[:4]
            assert item.answer == (h * 3600 + m * 60 + s) * k
        else:
            n, km, m, cm = found[:4]
            assert item.answer == n * (km * 100_000 + m * 100 + cm)


def test_amounts_are_those_of_the_text() -> None:
    for item in items("amounts", "en", 2, 200):
        found = [Fraction(each) for each in numbers(item.prompt)]
        match item.cluster.partition("/")[2]:
            case "stock":
                a, days, b, d, c = found[:5]
                assert item.answer == a + days * b - d * c
            case "wages":
                rate, hours, extra, weeks, off = found[:5]
                assert item.answer == (rate * hours + 2 * rate * extra) * weeks - off
            case "shares":
                total, *parts = found[:4]
                assert item.answer == total / sum(parts) * (max(parts) - min(parts))
