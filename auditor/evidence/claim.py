"""What a vendor states, or lets one assume, held against what was computed or measured."""

from dataclasses import dataclass, field
from typing import Literal

type ClaimVerdict = Literal[
    "supported", "contradicted", "not distinguishable", "unverifiable", "not tested"
]
CLAIM_VERDICTS: tuple[ClaimVerdict, ...] = (
    "contradicted",
    "not distinguishable",
    "supported",
    "unverifiable",
    "not tested",
)


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement and what a check says of it. An inconclusive check never supports a claim."""

    id: str
    vendor: str
    concern: str
    """``performance-claims`` or ``ip-provenance``."""
    check: str
    """Which method spoke: ``arithmetic/advantage``, ``equality/mmd``, ``billing/tokens`` …"""
    subject: str
    """The model that the statement is about."""
    measure: str
    """What was stated or is tested: accuracy, an advantage, tokens billed."""
    verdict: ClaimVerdict
    because: str
    target: str = ""
    """The target that was asked; empty for a check without calls."""
    benchmark: str = ""
    conditions: dict[str, str] = field(default_factory=dict)
    """Shots, sampling, date …; unmatched ones make a claim unverifiable."""
    stated: float | str | None = None
    unit: str = ""
    source: str = ""
    """Address of the statement, with the date read."""
    measured: float | None = None
    low: float | None = None
    high: float | None = None
    confidence_level: float = 0.95
    method: str = ""
    n: int | None = None
    """Items, answers or calls that it rests on."""
    p: float | None = None
    p_adjusted: float | None = None
    controls: tuple[str, ...] = ()
    """What the null model and the positive and negative controls showed."""
    other_explanations: tuple[str, ...] = ()
    fair_sentence: str = ""
    """What may be said to the vendor, and no more."""
