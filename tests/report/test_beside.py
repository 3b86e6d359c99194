"""One scale for all rates, one field for each vendor and concern."""

from dataclasses import replace
from pathlib import Path

from auditor.comparing import compare
from auditor.report.beside import MOST_RATES, bands, scale
from auditor.report.comparison import Asked, Rated
from tests.report.pairs import KEEPS, LEAKS, pair


def test_both_stand_on_the_same_axis(tmp_path: Path) -> None:
    (asked,) = compare(pair(tmp_path)).measures
    drawn = scale(asked)
    assert [(mark.name, mark.x) for mark in drawn.marks] == [
        ("A · chat", 366.0),
        ("B · chat", 162.0),
    ]
    assert all(150 <= mark.low <= mark.high <= 390 for mark in drawn.marks)
    assert drawn.marks[0].numbers.startswith("18 of 20, 90%")


def test_a_rate_without_a_value_has_no_dot_and_too_many_are_counted() -> None:
    nothing = replace(KEEPS, value=None, low=None, high=None)
    rates = (Rated("A", nothing), *[Rated("B", LEAKS)] * (MOST_RATES + 1))
    drawn = scale(Asked("privacy", "p", "n", "en", rates, ()))
    assert drawn.marks[0].x is None
    assert drawn.more == 2


def test_each_concern_has_a_field_for_each_vendor(tmp_path: Path) -> None:
    found = bands(compare(pair(tmp_path, findings=())))
    assert [band.concern for band in found][:2] == ["Data security", "Privacy"]
    assert [field.rating for field in found[1].fields] == ["critical", "not tested"]
    assert found[1].counts == (
        "2 broken, 0 inconclusive, 0 not tested, 0 waived, 0 kept",
        "no rule applied",
    )
