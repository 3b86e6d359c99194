"""Small pieces of sentences."""

import pytest

from auditor.report.wording import counted, named, share, short, tallied


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (counted(1, "host"), "1 host"),
        (counted(0, "host"), "0 hosts"),
        (counted(1234, "entry", "entries"), "1,234 entries"),
        (named(["a", "b", "a"]), "a, b"),
        (named("abcdefgh"), "a, b, c, d, e, f and 2 more"),
        (tallied({"depth": 1, "time": 3}), "time (3), depth (1)"),
        (short("abcdef", 4), "abc…"),
        (short("abcd", 4), "abcd"),
    ],
)
def test_a_piece_of_a_sentence_reads_as_people_write(told: str, expected: str) -> None:
    assert told == expected


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "?"),
        (0.0, "0%"),
        (1.0, "100%"),
        (0.5833, "58%"),
        (0.004, "0.4%"),
        (0.9996, ">99.9%"),
        (0.0004, "<0.1%"),
        (0.995, "99.5%"),
        (0.95, "95%"),
    ],
)
def test_a_share_is_never_rounded_to_nothing_or_to_all(value: float | None, shown: str) -> None:
    assert share(value) == shown
