"""Small pieces of sentences."""

from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.evidence.finding import Judged
from auditor.report.junit import as_junit
from auditor.report.markdown import as_markdown
from auditor.report.oscal import as_oscal
from auditor.report.report import Report, as_json, build
from auditor.report.sarif import as_sarif
from auditor.report.table import as_csv
from auditor.report.wording import counted, named, reviewed, share, short, tallied
from tests.making import a_finding
from tests.report.audits import audit


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


def test_what_a_person_decided_and_the_vendor_replied_is_told() -> None:
    review = {"by": "Ada", "when": "2026-11-25", "decision": "accepted", "note": "until the move"}
    finding = a_finding(review=review, vendor_reply="We stop in May.")
    assert reviewed(finding) == [
        "Review: accepted, Ada, 2026-11-25: until the move",
        "The vendor replies: We stop in May.",
    ]
    assert reviewed(a_finding()) == []


REVIEWED = a_finding(
    verdict="broken", risk="high", likelihood=4, review={"decision": "disputed"}, vendor_reply="No."
)


@pytest.mark.parametrize("make", [as_csv, as_json, as_junit, as_markdown, as_oscal, as_sarif])
def test_every_format_shows_the_review(make: Callable[[Report], bytes], tmp_path: Path) -> None:
    made = make(build(audit(tmp_path / "a"), Judged("2026-11-25", [REVIEWED]))).decode()
    assert "disputed" in made
    assert "No." in made
