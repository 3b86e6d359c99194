"""How a check says that a target lies near to another one, or does not: what two checks share."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from auditor.claims.provenance.said import Whose, claim_of, verdict_by
from auditor.claims.provenance.unrelated import CONTROLS_AT_LEAST, Nearness
from auditor.claims.statistics import holm
from auditor.evidence.claim import Claim


@dataclass(frozen=True, slots=True)
class Comparison:
    """One check in words; braces in them are slots."""

    check: str
    measure: str
    """``{other}``"""
    unit: str
    method: str
    because: str
    """``{value}``, ``{n}``, ``{other}``, ``{highest}`` of the controls."""
    fair: str
    """The same, and ``{model}``."""
    explanations: tuple[str, ...]
    prompts: int
    """At least so many must be shared."""
    shown: Callable[[float], str]


def claims_of(
    comparison: Comparison, whose: Whose, found: Mapping[str, Nearness], prompts: int
) -> list[Claim]:
    """A claim for each of the others, adjusted for their number."""
    adjusted = holm([near.p for near in found.values()])
    return [
        _claim(comparison, whose, other, near, p, prompts)
        for (other, near), p in zip(found.items(), adjusted, strict=True)
    ]


def too_few(
    comparison: Comparison, whose: Whose, others: Mapping[str, object], prompts: int, controls: int
) -> list[Claim]:
    """What is said of each instead, where too little is shared; empty where it suffices."""
    if prompts >= comparison.prompts and controls >= CONTROLS_AT_LEAST:
        return []
    because = (
        f"{prompts} shared prompts and {controls} unrelated controls; {comparison.prompts} and "
        f"{CONTROLS_AT_LEAST} are needed"
    )
    return [
        replace(
            _bare(comparison, whose, other, prompts),
            verdict="unverifiable" if prompts else "not tested",
            because=because,
            fair_sentence=f"Too little was asked to compare {whose.model} with {other}.",
        )
        for other in others
    ]


def _claim(
    comparison: Comparison, whose: Whose, other: str, near: Nearness, p: float, n: int
) -> Claim:
    slots = {
        "model": whose.model,
        "other": other,
        "n": n,
        "value": comparison.shown(near.value),
        "highest": comparison.shown(max(near.controls.values())),
    }
    verdict, disclosed = verdict_by(p), other in whose.discloses
    if disclosed and verdict == "contradicted":
        verdict = "supported"  # as the vendor says
    because = f"{comparison.because.format(**slots)}; p {p:.2g}"
    return replace(
        _bare(comparison, whose, other, n),
        verdict=verdict,
        because=because + (", and the vendor names it" if disclosed else ""),
        measured=near.value,
        low=near.low,
        high=near.high,
        p=near.p,
        p_adjusted=p,
        controls=tuple(_controls(comparison, near)),
        fair_sentence=comparison.fair.format(**slots),
    )


def _controls(comparison: Comparison, near: Nearness) -> Iterator[str]:
    for name, value in near.controls.items():
        yield f"{name}: {comparison.shown(value)}, p {near.against_each[name]:.2g} adjusted"
    yield f"as one more unrelated model: p {near.as_one_more:.2g}"


def _bare(comparison: Comparison, whose: Whose, other: str, n: int) -> Claim:
    return claim_of(
        whose,
        comparison.check,
        comparison.measure.format(other=other),
        other,
        n=n,
        unit=comparison.unit,
        method=comparison.method,
        other_explanations=comparison.explanations,
    )
