from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from auditor.report.moment import ended, named, stamp, started
from tests.report.reports import full

DAY = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("begun", "end", "at"),
    [
        ("2026-11-23T18:00:00.000Z", "2026-11-23T18:09:00.000Z", DAY.replace(hour=18, minute=9)),
        ("2026-11-23T18:00:00.000Z", "", DAY.replace(hour=18)),
        ("", "", DAY),
        ("=1+1", "0001-01-01T00:00:00Z", DAY),
        ("", "2026-11-23T18:09:00.000Z\n<script>", DAY.replace(hour=18, minute=9)),
    ],
)
def test_a_report_ends_with_its_audit(tmp_path: Path, begun: str, end: str, at: datetime) -> None:
    assert ended(replace(full(tmp_path), started=begun, ended=end)) == at


def test_without_any_time_it_is_one_that_every_format_can_hold(tmp_path: Path) -> None:
    report = full(tmp_path)
    lost = replace(report, started="", ended="", audit=replace(report.audit, as_of="soon"))
    assert stamp(ended(lost)) == stamp(started(lost)) == "1980-01-01T00:00:00Z"


def test_a_name_is_the_same_for_the_same_part_of_the_same_report(tmp_path: Path) -> None:
    report = full(tmp_path)
    other = replace(report, evidence=replace(report.evidence, merkle_root="00"))
    assert named(report, "a", "b") == named(report, "a", "b")
    names = {named(report, "a", "b"), named(report, "b", "a"), named(other, "a", "b")}
    assert len(names) == 3
    assert named(report, "\ud800")[14] == "5"
