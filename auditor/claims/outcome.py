"""How a check on answers says what it found."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from auditor.claims.answered import Answered
from auditor.evidence.claim import Claim

LEVEL = 0.001
"""Adjusted p below which a check speaks against a vendor."""
OPEN = 0.05
"""Adjusted p below which it does not speak for it either."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What a target is said to be."""

    vendor: str
    target: str
    model: str
    tokenizer: str = ""
    """The family that the plan says the vendor states."""
    reference: str = ""
    """The target that it should answer like."""
    context: int | None = None
    """Tokens."""
    prices: tuple[float, float] | None = None
    """USD for a million tokens, in and out."""
    sla: Mapping[str, float] = field(default_factory=dict)
    """Of its speed: first-token-seconds at most, tokens-per-second at least, in half of requests."""
    discloses: tuple[str, ...] = ()
    """Makers and parents that the vendor names as this model's origin."""


def claim_of(
    stated: Stated, check: str, measure: str, concern: str = "performance-claims", **what: Any
) -> Claim:
    """A claim about a target; unverifiable until something else is said."""
    said = {"verdict": "unverifiable", "because": "", **what}
    return Claim(
        id=f"{stated.target}/{check}",
        vendor=stated.vendor,
        concern=concern,
        check=check,
        subject=stated.model,
        measure=measure,
        target=stated.target,
        **said,
    )


def not_tested(claim: Claim, asked: Iterable[Answered]) -> Claim:
    """The same, with why no answer came."""
    why = next((each.failed for each in asked if each.failed), "nothing was asked")
    return Claim(
        id=claim.id,
        vendor=claim.vendor,
        concern=claim.concern,
        check=claim.check,
        subject=claim.subject,
        measure=claim.measure,
        target=claim.target,
        verdict="not tested",
        because=f"no answer: {why}",
    )


_FAIR = {
    "supported": "What was measured of {model} agrees with what is stated, as far as it was asked: {what}.",
    "not distinguishable": "What was asked of {model} shows neither agreement nor a difference: {what}.",
    "unverifiable": "What was asked of {model} cannot show it: {what}.",
    "not tested": "Nothing was measured of {model}: {what}.",
}


def fairly(claim: Claim) -> Claim:
    """The same; where nothing speaks against the vendor, its fair sentence says just that."""
    if claim.verdict not in _FAIR:
        return claim
    sentence = _FAIR[claim.verdict].format(model=claim.subject, what=claim.measure)
    return replace(claim, fair_sentence=sentence)
