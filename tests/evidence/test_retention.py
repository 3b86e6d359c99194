"""Until when an audit may be kept."""

from datetime import date
from pathlib import Path

import pytest

from auditor.errors import AuditorError
from auditor.evidence.retention import kept, last_day
from tests.making import a_writer


@pytest.mark.parametrize(
    ("retention", "day"),
    [
        ("0 days", "2026-01-31"),
        ("1 day", "2026-02-01"),
        ("180 days", "2026-07-30"),
        ("2 weeks", "2026-02-14"),
        ("1 month", "2026-03-03"),
        ("1 year", "2027-02-01"),
    ],
)
def test_the_last_day_is_counted_from_the_end(retention: str, day: str) -> None:
    assert last_day("2026-01-31", retention) == date.fromisoformat(day)


@pytest.mark.parametrize("retention", ["", "soon", "-1 days", "1.5 days", "99999 years", "١ day"])
def test_what_is_no_length_of_time_is_the_users_to_mend(retention: str) -> None:
    with pytest.raises(AuditorError, match="no length of time"):
        last_day("2026-01-31", retention)


def test_an_audit_is_due_after_its_last_day(tmp_path: Path) -> None:
    with a_writer(tmp_path, ended="2026-11-23T18:30:00.000Z", retention="10 days") as writer:
        pass
    (one,) = kept([writer.path])
    assert one.until == date(2026, 12, 3)
    assert [one.is_due(date(2026, 12, day)) for day in (2, 3, 4)] == [False, False, True]


@pytest.mark.parametrize(
    ("about", "why"),
    [
        ({"retention": "", "ended": "2026-11-23T18:30:00.000Z"}, "the plan names no retention"),
        ({"retention": "1 day", "ended": ""}, "the audit goes on"),
    ],
)
def test_an_audit_without_such_a_day_is_never_due(
    tmp_path: Path, about: dict[str, str], why: str
) -> None:
    with a_writer(tmp_path, **about) as writer:
        pass
    (one,) = kept([writer.path])
    assert (one.until, one.why, one.is_due(date(2999, 1, 1))) == (None, why, False)
