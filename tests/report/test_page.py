"""Findings in their order, evidence grouped and capped."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from auditor.evidence.coverage import Coverage, HostCoverage
from auditor.report.page import MOST_FINDINGS, MOST_FLOWS, MOST_ROWS, Page, in_order, page, spoken
from auditor.report.report import build
from tests.report.audits import (
    BROKEN,
    EMAIL,
    FINDINGS,
    INCONCLUSIVE,
    KEPT,
    LEAKY,
    NOT_TESTED,
    OBSERVATIONS,
    WAIVED,
    audit,
    judged,
)


def a_page(folder: Path, findings: Any = FINDINGS, **parts: Any) -> Page:
    return page(build(audit(folder, **parts), judged(findings)))


def test_the_gravest_breach_comes_first_and_what_was_kept_last() -> None:
    rules = [
        each.rule for each in in_order([WAIVED, KEPT, NOT_TESTED, INCONCLUSIVE, BROKEN, LEAKY])
    ]
    assert rules == [
        "planted-record-stays-secret",
        "no-planted-data-to-third-parties",
        "transport-is-encrypted",
        "accounts-are-apart",
        "waived-rule",
        "no-secret-in-addresses",
    ]


def test_the_same_kind_at_the_same_place_is_one_row(tmp_path: Path) -> None:
    told = a_page(tmp_path / "a").states["broken"].told[1]
    assert [(row.kind, row.times, row.values, row.phases) for row in told.rows] == [
        ("the planted e-mail address", 2, 1, ("after-consent",)),
        ("the planted prompt", 1, 1, ("after-consent",)),
    ]


def test_rows_beyond_the_cap_are_counted(tmp_path: Path) -> None:
    many = tuple(
        replace(EMAIL, id=f"o-{number}", host=f"h{number // 2}.example")
        for number in range(2 * MOST_ROWS + 6)
    )
    finding = replace(BROKEN, observations=tuple(each.id for each in many))
    (told,) = a_page(tmp_path / "a", [finding], observations=many).states["broken"].told
    assert (len(told.rows), told.more_rows, told.more_seen) == (MOST_ROWS, 3, 6)


def test_findings_beyond_the_cap_are_counted(tmp_path: Path) -> None:
    many = [replace(KEPT, rule=f"r-{number:04}") for number in range(MOST_FINDINGS + 7)]
    kept = a_page(tmp_path / "a", many).states["kept"]
    assert (len(kept.told), kept.more, kept.count) == (MOST_FINDINGS, 7, MOST_FINDINGS + 7)


def test_hosts_beyond_the_cap_are_counted(tmp_path: Path) -> None:
    hosts = tuple(
        HostCoverage("app", "capture", f"h{n}.example", "decrypted", 1, 0, "unknown")
        for n in range(MOST_FLOWS + 3)
    )
    (flows,) = a_page(tmp_path / "a", coverage=Coverage(hosts=hosts)).flows
    assert (len(flows.rows), flows.more) == (MOST_FLOWS, 3)


def test_each_host_stands_under_its_app_with_what_was_sent_there(tmp_path: Path) -> None:
    (flows,) = a_page(tmp_path / "a").flows
    assert flows.subject == "our-client"
    assert [(flow.host, kinds) for flow, kinds in flows.rows] == [
        ("collect.example-analytics.test", ("the planted e-mail address", "the planted prompt")),
        ("updates.example-vendor.test", ()),
        ("203.0.113.9", ()),
    ]


def test_what_could_not_be_seen_is_kept_apart_from_other_limits(tmp_path: Path) -> None:
    made = a_page(tmp_path / "a")
    assert made.unseen[-1] == "One proxy restart at 18:03."
    assert made.limits[0].startswith("Not asked about: ")


def test_an_observation_that_is_gone_is_left_out(tmp_path: Path) -> None:
    made = a_page(tmp_path / "a", observations=OBSERVATIONS[1:])
    assert [row.times for row in made.states["broken"].told[1].rows] == [1, 1]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (["DE", "FR"], "DE, FR"),
        (True, "yes"),
        (None, "unknown"),
        (3, "3"),
        ({"a": [1, {"b": False}]}, "a: 1, b: no"),
        (
            {"value": ["DE"], "source": "policy", "read-on": "2026-11-23"},
            "DE (source: policy; read-on: 2026-11-23)",
        ),
        ({"value": None}, "value: unknown"),
    ],
)
def test_a_value_from_a_plan_is_said_in_one_line(value: object, words: str) -> None:
    assert spoken(value) == words
