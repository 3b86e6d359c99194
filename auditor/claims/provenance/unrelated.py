"""Whether a target lies nearer to a candidate than unrelated models do: what all checks share.

Two things make an agreement high: chance in the prompts, and that some models are simply more alike
than others. The first is tested against each control and adjusted by Holm, as Nikolić, Baluta and
Saxena do (Model Provenance Testing, arXiv 2502.00706); all controls must be beaten. The second is
seen only from how the controls differ among themselves: the target is held against the prediction
interval of one more unrelated model (Student's t). With the first alone, one of k + 1 models that
have nothing to do with each other lies nearest, and with enough prompts significantly so.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from auditor.claims.statistics import holm, student_tail

CONTROLS_AT_LEAST = 5
_SMALLEST_SPREAD = 0.005
"""Standard deviation that unrelated models are taken to have at least."""


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near a target lies to a candidate, beside unrelated controls."""

    value: float
    controls: Mapping[str, float]
    against_each: Mapping[str, float]
    """Control → p that the target is no nearer than it, adjusted by Holm."""
    as_one_more: float
    """The p of such a value for one more unrelated model."""
    low: float | None = None
    high: float | None = None
    """Of the value's interval."""

    @property
    def p(self) -> float:
        """Both must be small."""
        return max(*self.against_each.values(), self.as_one_more)


def nearness(value: float, controls: Mapping[str, float], ps: Sequence[float]) -> Nearness:
    """``ps``: of each control, in its order, one-sided. ValueError with fewer than two controls."""
    if len(controls) < 2:
        raise ValueError("one control shows no spread")
    return Nearness(
        value=value,
        controls=controls,
        against_each=dict(zip(controls, holm(ps), strict=True)),
        as_one_more=_as_one_more(value, list(controls.values())),
    )


def greater(hits: int, other_hits: int, trials: int) -> float:
    """The one-sided p of a z-test of two proportions over as many trials each, pooled."""
    pooled = (hits + other_hits) / (2 * trials)
    error = math.sqrt(2 * pooled * (1 - pooled) / trials)
    if error == 0:
        return 1.0
    return math.erfc((hits - other_hits) / trials / error / math.sqrt(2)) / 2


def _as_one_more(value: float, controls: Sequence[float]) -> float:
    count = len(controls)
    mean = sum(controls) / count
    spread = math.sqrt(sum((each - mean) ** 2 for each in controls) / (count - 1))
    error = max(spread, _SMALLEST_SPREAD) * math.sqrt(1 + 1 / count)
    return student_tail((value - mean) / error, count - 1)
