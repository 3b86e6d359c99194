"""A cell for each audit, and none that says more than was seen."""

from dataclasses import replace
from pathlib import Path

from auditor.evidence.claim import Claim
from auditor.report.sidebyside import claims, flows, rules, topics
from tests.report.audits import BROKEN, COVERAGE, FINDINGS, KEPT
from tests.report.pairs import pair

CLAIM = Claim(
    "c", "v", "performance-claims", "arithmetic/advantage", "m", "lead", "contradicted", ""
)


def test_rules_that_differ_come_first_with_the_gravest_verdict(tmp_path: Path) -> None:
    again = replace(BROKEN, subject="b", verdict="kept")
    found = rules(pair(tmp_path, findings=(KEPT, BROKEN, again)))
    rule = next(row for row in found if row.id == BROKEN.rule)
    assert rule.cells == ("broken", "broken (1 of 2)")
    assert next(row for row in found if row.id == "accounts-are-apart").cells == (
        "not tested",
        "not applied",
    )
    differ = [row.differs for row in found]
    assert differ == sorted(differ, reverse=True)
    assert not next(row for row in found if row.id == KEPT.rule).differs
    assert len(found) == len({f.rule for f in FINDINGS})


def test_what_could_not_be_read_is_never_called_nothing(tmp_path: Path) -> None:
    found = {
        row.id: row.cells for row in flows(pair(tmp_path, coverage=replace(COVERAGE, hosts=())))
    }
    assert found == {
        "Example Analytics": ("nothing noticed (1 host; third party)", "not met with"),
        "Example Vendor": ("not known (1 host, 1 not read; vendor party)", "not met with"),
        "unknown": ("nothing noticed (1 host; unknown party)", "not met with"),
    }


def test_claims_stand_by_their_kind(tmp_path: Path) -> None:
    one, other = pair(tmp_path)
    (row,) = claims([replace(one, claims=(CLAIM, CLAIM)), other])
    assert (row.title, row.cells) == ("lead", ("contradicted (2)", "no such claim"))


def test_no_checklist_has_no_rows(tmp_path: Path) -> None:
    assert topics(pair(tmp_path)) == ()
