"""What a rule says: broken, kept, inconclusive, not tested or waived."""

from dataclasses import dataclass, field
from typing import Literal

type Verdict = Literal["broken", "kept", "inconclusive", "not tested", "waived"]
type Risk = Literal["critical", "high", "medium", "low"]
type Confidence = Literal["high", "medium", "low"]

VERDICTS: tuple[Verdict, ...] = ("broken", "inconclusive", "not tested", "waived", "kept")
RISKS: tuple[Risk, ...] = ("critical", "high", "medium", "low")


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's verdict on one subject."""

    fingerprint: str
    """Of rule, subject and stable place; never of a run's values."""
    subject: str
    rule: str
    title: str
    concern: str
    verdict: Verdict
    impact: int
    likelihood: int | None
    """None unless broken."""
    risk: Risk | None
    """None unless broken."""
    confidence: Confidence
    because: str
    remedy: str
    fair_sentence: str
    other_explanations: tuple[str, ...] = ()
    maps: dict[str, tuple[str, ...]] = field(default_factory=dict)
    observations: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    review: dict[str, str] | None = None
    vendor_reply: str | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """Everything that judging said, and the date for which it said so."""

    as_of: str
    findings: list[Finding]
