"""The exit code that a set of findings asks for."""

from collections.abc import Sequence

from auditor.evidence.about import About
from auditor.evidence.finding import RISKS, Finding, Risk
from auditor.report.rating import highest

NOTHING_TESTED = 2
BROKEN = 1
CONCERN_UNTESTED = 3


def exit_code(
    findings: Sequence[Finding],
    about: About,
    fail_on: Risk = "high",
    *,
    require_complete: bool = False,
) -> int:
    """The first that applies: 2 nothing could be tested, 1 broken at or above ``fail_on``,
    3 a requested concern is wholly untested (or, if all must be complete, any rule), else 0.
    An inconclusive check was tested.
    """
    tested = {finding.concern for finding in findings if finding.verdict != "not tested"}
    if not tested:
        return NOTHING_TESTED
    worst = highest(findings)
    if worst and RISKS.index(worst) <= RISKS.index(fail_on):
        return BROKEN
    gaps = set(about.concerns) - tested
    if require_complete:
        gaps |= {finding.rule for finding in findings if finding.verdict == "not tested"}
    return CONCERN_UNTESTED if gaps else 0
