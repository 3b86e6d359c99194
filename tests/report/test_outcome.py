"""Exit codes by what was found."""

from dataclasses import replace

import pytest

from auditor.errors import AuditorError
from auditor.evidence.finding import Finding, Risk
from auditor.report.outcome import FailOn, exit_code, read_fail_on
from tests.report.audits import ABOUT, BROKEN, INCONCLUSIVE, KEPT, LEAKY, NOT_TESTED, WAIVED

LOW = replace(BROKEN, risk="low")
PRIVATE = replace(KEPT, concern="privacy")
BLIND = replace(NOT_TESTED, concern="privacy")


@pytest.mark.parametrize(
    ("findings", "fail_on", "code"),
    [
        ([], "high", 2),
        ([NOT_TESTED, BLIND], "high", 2),
        ([KEPT, LEAKY], "high", 1),
        ([KEPT, BROKEN], "high", 1),
        ([KEPT, BROKEN], "critical", 0),
        ([KEPT, LOW], "high", 0),
        ([KEPT, LOW], "low", 1),
        ([KEPT, replace(BROKEN, risk=None)], "critical", 1),
        ([BROKEN, NOT_TESTED], "high", 1),
        ([KEPT, BLIND], "high", 3),
        ([KEPT], "high", 3),
        ([KEPT, INCONCLUSIVE], "high", 3),
        ([KEPT, replace(INCONCLUSIVE, concern="privacy")], "high", 0),
        ([KEPT, replace(WAIVED, concern="privacy")], "high", 0),
        ([KEPT, PRIVATE, NOT_TESTED], "high", 0),
    ],
)
def test_the_first_that_applies_is_the_exit_code(
    findings: list[Finding], fail_on: Risk, code: int
) -> None:
    assert exit_code(findings, ABOUT, FailOn(fail_on)) == code


@pytest.mark.parametrize(
    ("findings", "code"),
    [([KEPT, PRIVATE, NOT_TESTED], 3), ([KEPT, PRIVATE, INCONCLUSIVE], 0), ([BROKEN, BLIND], 1)],
)
def test_one_untested_rule_is_enough_where_all_must_be_tested(
    findings: list[Finding], code: int
) -> None:
    assert exit_code(findings, ABOUT, require_complete=True) == code


NEW, WORSE, OLD = (replace(BROKEN, change=change) for change in ("new", "worse", "unchanged"))


@pytest.mark.parametrize(
    ("findings", "fail_on", "code"),
    [
        ([PRIVATE, NEW], "new-high", 1),
        ([PRIVATE, WORSE], "new-high", 1),
        ([PRIVATE, OLD], "new-high", 0),
        ([PRIVATE, OLD], "high", 1),
        ([PRIVATE, NEW], "new-critical", 0),
    ],
)
def test_only_what_is_new_or_worse_counts_where_that_is_asked_for(
    findings: list[Finding], fail_on: str, code: int
) -> None:
    assert exit_code([*findings, KEPT], ABOUT, read_fail_on(fail_on)) == code


@pytest.mark.parametrize("text", ["", "new", "new-", "new-new-high", "severe"])
def test_a_risk_that_there_is_not_is_refused(text: str) -> None:
    with pytest.raises(AuditorError, match="no risk is called"):
        read_fail_on(text)
