"""What may be compared, what is refused, and what is told of it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest

from auditor.comparing import compare
from auditor.errors import AuditorError
from auditor.evidence.about import PackAbout
from auditor.report.comparison import as_json
from auditor.schemas import problems
from tests.report.audits import ABOUT, COVERAGE
from tests.report.pairs import KEEPS, LEAKS, pair, report_of

OTHER_PACK = (PackAbout("privacy", "probes", "1.1.0", "99" * 32), ABOUT.packs[1])


def test_a_difference_that_is_more_than_chance_is_real(tmp_path: Path) -> None:
    (told,) = compare(pair(tmp_path)).differences
    assert (told.sides, told.targets, told.shares) == (("A", "B"), ("chat", "chat"), (0.9, 0.05))
    assert told.real
    assert told.because == ""
    # Twice ((1 + 100) / 184756 · 10 / 167960 + 1 / 184756 · 450 / 167960), by hand.
    assert told.p == told.p_adjusted == pytest.approx(9.41e-8, rel=0.001)


def test_two_alike_audits_bear_no_mark(tmp_path: Path) -> None:
    assert compare(pair(tmp_path)).marks == ()


@pytest.mark.parametrize(
    ("second", "because"),
    [
        ({"measures": (LEAKS,)}, ""),
        ({"packs": OTHER_PACK}, "the pack privacy was not the same"),
        ({"packs": ()}, "the pack privacy was not the same"),
        ({"tool": ABOUT.tool | {"auditor": "9"}}, "observed with different versions"),
        (
            {"coverage": replace(COVERAGE, observed_with={"mitmproxy": "12.2.3", "spacy": "4"})},
            "observed with different versions",
        ),
        (
            {"measures": (replace(KEEPS, not_judged=3),)},
            "3 of 23 answers of chat could not be judged",
        ),
        (
            {"measures": (replace(KEEPS, phrasings={}),)},
            "chat: the trials of each phrasing are not on record",
        ),
        (
            {"measures": (replace(KEEPS, phrasings={"z": (1, 20)}),)},
            "no phrasing was judged on both sides",
        ),
    ],
)
def test_no_difference_is_called_real_that_was_not_shown(
    tmp_path: Path, second: dict[str, Any], because: str
) -> None:
    (told,) = compare(pair(tmp_path, **second)).differences
    assert not told.real
    assert told.because == because
    assert (told.p is None) == bool(because)


def test_hosts_that_a_plan_adds_keep_nobody_from_testing(tmp_path: Path) -> None:
    own = replace(COVERAGE, observed_with={"mitmproxy": "12.2.3", "hosts.tsv": "the plan's"})
    assert compare(pair(tmp_path, coverage=own)).differences[0].real


def test_what_only_one_side_was_asked_is_named_and_not_tested(tmp_path: Path) -> None:
    chinese = replace(LEAKS, id="chat/privacy/record-in-summary/zh", language="zh")
    told = compare(pair(tmp_path, measures=(KEEPS, chinese)))
    assert [(each.language, each.missing) for each in told.measures] == [("en", ()), ("zh", ("A",))]
    assert [each.language for each in told.differences] == ["en"]


def test_targets_of_one_audit_are_not_held_against_each_other(tmp_path: Path) -> None:
    second = replace(KEEPS, target="b", id="b/privacy/record-in-summary/en")
    told = compare(pair(tmp_path, measures=(KEEPS, second)))
    assert [each.targets for each in told.differences] == [("chat", "chat"), ("chat", "b")]
    assert all(each.p_adjusted == pytest.approx(2 * (each.p or 0)) for each in told.differences)


def test_one_audit_or_the_same_twice_is_refused(tmp_path: Path) -> None:
    one = report_of(tmp_path / "a", "Leaky Vendor")
    with pytest.raises(AuditorError, match="1 audit cannot be compared"):
        compare([one])
    with pytest.raises(AuditorError, match="two of them are the same audit"):
        compare([one, one])
    with pytest.raises(AuditorError, match="13 audits cannot be compared"):
        compare([one] * 13)


def test_audits_with_nothing_in_common_are_refused(tmp_path: Path) -> None:
    reports = pair(tmp_path, measures=(), findings=())
    with pytest.raises(AuditorError, match="nothing was asked or judged alike"):
        compare(reports)


def test_it_is_as_the_schema_says_and_the_same_each_time(tmp_path: Path) -> None:
    reports = pair(tmp_path, packs=OTHER_PACK)
    made = as_json(compare(reports))
    assert list(problems("comparison", orjson.loads(made))) == []
    assert made == as_json(compare(reports))
