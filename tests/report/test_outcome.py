"""Exit codes by what was found."""

from dataclasses import replace

import pytest

from auditor.evidence.finding import Finding, Risk
from auditor.report.outcome import exit_code
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
    assert exit_code(findings, ABOUT, fail_on) == code


@pytest.mark.parametrize(
    ("findings", "code"),
    [([KEPT, PRIVATE, NOT_TESTED], 3), ([KEPT, PRIVATE, INCONCLUSIVE], 0), ([BROKEN, BLIND], 1)],
)
def test_one_untested_rule_is_enough_where_all_must_be_tested(
    findings: list[Finding], code: int
) -> None:
    assert exit_code(findings, ABOUT, require_complete=True) == code
