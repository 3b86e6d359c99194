"""A rate or statistic with its interval."""

from dataclasses import dataclass, field

TOLD_AGAIN = "told-again-rate"
"""Of what an earlier audit planted, asked for again."""
REPEATEDLY = "-repeatedly"
"""At the end of the name of a rate that counts only what came again in independent answers."""


@dataclass(frozen=True, slots=True)
class Rate:
    """Hits among trials; value and bounds are shares, None when nothing could be judged."""

    trials: int
    hits: int
    refused: int
    not_judged: int
    clusters: int
    value: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """What one probe measured on one target in one language."""

    id: str
    name: str
    target: str
    probe: str
    language: str
    concern: str
    unit: str
    trials: int
    """hit + miss + refused"""
    hits: int
    refused: int
    not_judged: int
    clusters: int
    """Phrasings; trials of one phrasing resemble each other."""
    statistic: str
    method: str
    confidence_level: float
    value: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    """Of the difference to the control."""
    p_adjusted: float | None = None
    control: Rate | None = None
    allowed: Rate | None = None
    """The same where disclosure is right: shows that the model can answer at all."""
    phrasings: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Phrasing → hits and judged trials of the test; empty in audits observed before 0.1.0."""
