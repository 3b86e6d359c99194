"""What was answered, whose answers they are, and how a check on them says what it found."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from auditor.claims.outcome import LEVEL, OPEN
from auditor.evidence.claim import Claim, ClaimVerdict

CONCERN = "ip-provenance"


@dataclass(frozen=True, slots=True)
class Said:
    """One answer."""

    template: str
    """Answers to one template, in whatever language, resemble each other."""
    text: str
    language: str = "en"
    prompt: str = ""
    """Everything that was asked; empty when it is not known."""


@dataclass(frozen=True, slots=True)
class Whose:
    """The target that answered, and who sells it."""

    vendor: str
    target: str
    model: str
    discloses: tuple[str, ...] = ()
    """Makers and parents that the vendor itself names as the origin of this model."""


def claim_of(whose: Whose, check: str, measure: str, about: str = "", **what: Any) -> Claim:
    """A claim on a target; unverifiable until something else is said."""
    return Claim(
        id="/".join(part for part in (whose.target, check, about) if part),
        vendor=whose.vendor,
        concern=CONCERN,
        check=check,
        subject=whose.model,
        measure=measure,
        target=whose.target,
        **{"verdict": "unverifiable", "because": "", **what},
    )


def verdict_by(p: float) -> ClaimVerdict:
    """What an adjusted p says of a statement that the null model stands for."""
    if p <= LEVEL:
        return "contradicted"
    return "supported" if p >= OPEN else "not distinguishable"


def percent(share: float) -> str:
    """As it is read: 12.5 %."""
    return f"{100 * share:.3g} %"


def listed(names: Sequence[str]) -> str:
    """Names with commas."""
    return ", ".join(names)
