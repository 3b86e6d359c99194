"""How much a broken rule matters, and how sure that is."""

from collections.abc import Sequence

from auditor.evidence.claim import Claim
from auditor.evidence.coverage import Coverage, HostCoverage
from auditor.evidence.finding import RISK_TABLE, Confidence, Risk, Verdict
from auditor.evidence.flows import DataFlow
from auditor.evidence.measure import Measure
from auditor.evidence.observation import Observation
from auditor.policy.case import Subject

# A capture is minutes of one person's use: what is seen in it once is to be expected again.
_BY_COUNT = ((20, 5), (3, 4), (1, 3))
# The share of requests that disclose, at the least: one in two, one in five, one in twenty.
_BY_RATE = ((0.5, 5), (0.2, 4), (0.05, 3), (0.01, 2))
CLEAR = 0.001
"""p of a claim's test from which it is sure: the family-wise level of a finding."""
_UNSURE_AT_MOST = 2
"""Likelihood of what was only possibly seen."""

_READ = {"cleartext", "decrypted"}
_LEVELS: tuple[Confidence, ...] = ("low", "medium", "high")
_SURE: dict[str, Confidence] = {"certain": "high", "likely": "medium", "possible": "low"}


def risk(impact: int, likelihood: int) -> Risk:
    """The cell of the table."""
    return RISK_TABLE[impact][likelihood - 1]


def likelihood(breaking: Sequence[object]) -> int:
    """1 to 5, from the records that break a rule."""
    rates = [record.low or 0.0 for record in breaking if isinstance(record, Measure)]
    if rates:
        return next((level for least, level in _BY_RATE if max(rates) >= least), 1)
    level = next((level for least, level in _BY_COUNT if _count(breaking) >= least), 1)
    return min(level, _UNSURE_AT_MOST) if _sureness(breaking) == "low" else level


def confidence(
    verdict: Verdict, breaking: Sequence[object], measures: Sequence[Measure], reach: Confidence
) -> Confidence:
    """In what was seen when it breaks the rule, else in how far one could see."""
    if verdict == "not tested":
        return "low"
    if verdict != "broken":
        level = _by_trials(measures) if measures else reach
        return level if verdict == "kept" else _lower(level, "medium")
    rated = [record for record in breaking if isinstance(record, Measure)]
    return _by_trials(rated) if rated else _sureness(breaking)


def reach(subject: Subject, coverage: Coverage) -> Confidence:
    """How much of a subject's exchanges could be read."""
    if subject.kind != "app":
        answers = sum(row.answered for row in coverage.probes if row.target == subject.id)
        return _by_number(answers)
    hosts = [row for row in coverage.hosts if _of(row, subject)]
    read = sum(row.exchanges for row in hosts if row.visibility in _READ)
    unread = sum(row.connections for row in hosts if row.visibility not in _READ)
    share = read / (read + unread) if read + unread else 0.0
    by_share: Confidence = "high" if share >= 0.9 else "medium" if share >= 0.5 else "low"
    return _lower(by_share, _by_number(read))


def _of(row: HostCoverage, subject: Subject) -> bool:
    return row.subject == subject.id and row.plane == subject.plane


def _count(breaking: Sequence[object]) -> int:
    return sum(r.exchanges if isinstance(r, DataFlow) else 1 for r in breaking)


def _sureness(breaking: Sequence[object]) -> Confidence:
    seen = [_SURE[record.sureness] for record in breaking if isinstance(record, Observation)]
    seen += [_certain(record) for record in breaking if isinstance(record, Claim)]
    return max(seen, key=_LEVELS.index, default="high")


def _certain(claim: Claim) -> Confidence:
    """Arithmetic is as sure as what was stated; a test as its p."""
    p = claim.p_adjusted if claim.p_adjusted is not None else claim.p
    return "high" if p is not None and p <= CLEAR else "medium"


def _by_trials(measures: Sequence[Measure]) -> Confidence:
    """Of the weakest measure; without a control nothing shows what a hit by chance looks like."""
    levels = [
        _lower(_by_number(each.trials), "high" if each.control else "medium") for each in measures
    ]
    return min(levels, key=_LEVELS.index, default="low")


def _by_number(number: int) -> Confidence:
    return "high" if number >= 30 else "medium" if number >= 10 else "low"


def _lower(one: Confidence, other: Confidence) -> Confidence:
    return min(one, other, key=_LEVELS.index)
