"""Who did what, when."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from auditor.evidence.custody import Custody, now, operator, redacted, stamp


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (datetime(2026, 11, 23, 18, 0, 0, 999, UTC), "2026-11-23T18:00:00.000Z"),
        (datetime(2026, 11, 23, 18, 0, 1, 250000, UTC), "2026-11-23T18:00:01.250Z"),
        (
            datetime(2026, 1, 1, 0, 30, tzinfo=timezone(timedelta(hours=2))),
            "2025-12-31T22:30:00.000Z",
        ),
    ],
)
def test_a_moment_is_told_in_utc(moment: datetime, shown: str) -> None:
    assert stamp(moment) == shown


def test_now_is_between_before_and_after() -> None:
    before = stamp(datetime.now(UTC))
    assert before <= now() <= stamp(datetime.now(UTC))


def test_who_it_was_is_told_also_for_a_user_without_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    assert operator()
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("os.getuid", lambda: 4242424)
    assert operator() == "uid 4242424"


def test_the_redacted_blobs_are_those_of_redactions_only() -> None:
    acts = [
        Custody("t1", "me", "created", "why", {"blobs": ["never"]}),
        Custody("t2", "me", "redacted", "why", {"blobs": ["a", "b"]}),
        Custody("t3", "me", "redacted", "why", {"blobs": "no list"}),
        Custody("t4", "me", "redacted", "why", {"blobs": ["b"]}),
        Custody("t5", "me", "redacted", "why"),
    ]
    assert redacted(acts) == {"a": "t2", "b": "t4"}
