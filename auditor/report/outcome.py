"""The exit code that a set of findings asks for."""

from collections.abc import Sequence
from dataclasses import dataclass

from auditor.errors import AuditorError
from auditor.evidence.about import About
from auditor.evidence.finding import RISKS, Finding, Risk
from auditor.report.rating import highest

NOTHING_TESTED = 2
BROKEN = 1
CONCERN_UNTESTED = 3


@dataclass(frozen=True, slots=True)
class FailOn:
    """Which broken rules make a run fail."""

    risk: Risk = "high"
    """The lowest."""
    only_new: bool = False
    """Not those that the baseline had, unless they got worse."""

    def counts(self, finding: Finding) -> bool:
        """Whether a finding may make a run fail."""
        return not self.only_new or finding.change in ("new", "worse")


def read_fail_on(text: str) -> FailOn:
    """``high`` or ``new-high``; AuditorError for a wrong one."""
    name = text.removeprefix("new-")
    for risk in RISKS:
        if risk == name:
            return FailOn(risk, only_new=name != text)
    raise AuditorError(f"no risk is called {name!r}", hint=f"--fail-on [new-]{'|'.join(RISKS)}")


def exit_code(
    findings: Sequence[Finding],
    about: About,
    fail_on: FailOn = FailOn(),
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
    worst = highest(each for each in findings if fail_on.counts(each))
    if worst and RISKS.index(worst) <= RISKS.index(fail_on.risk):
        return BROKEN
    gaps = set(about.concerns) - tested
    if require_complete:
        gaps |= {finding.rule for finding in findings if finding.verdict == "not tested"}
    return CONCERN_UNTESTED if gaps else 0
