"""Is the stated speed reached? Time to the first piece of a stream, and tokens a second after it.

A stated figure is taken for what half of the requests reach or beat, so that each request is a coin:
the sign test is exact, whatever the times are like.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from auditor.claims.answered import Answered, good
from auditor.claims.outcome import LEVEL, OPEN, Stated, claim_of, not_tested
from auditor.claims.question import Question
from auditor.claims.statistics import holm, median_interval, sign_greater
from auditor.evidence.claim import Claim, ClaimVerdict

TRIALS = 12
"""From which on all on one side speak, for two figures, at the level."""
LEAST_TOKENS = 20
BURST = 0.1
"""Of the time to the last piece, within which no speed of making can be told."""
_TEXT = "Explain in about one hundred words how a canal lock lifts a boat."
FIRST, RATE = "first-token-seconds", "tokens-per-second"


@dataclass(frozen=True, slots=True)
class _Timed:
    """One stated figure and what was measured of it."""

    what: str
    stated: float
    values: tuple[float, ...]

    @property
    def worse(self) -> int:
        """Requests that missed it."""
        less = self.what == RATE
        return sum(each < self.stated if less else each > self.stated for each in self.values)


def questions() -> Iterator[Question]:
    """Streams long enough to be timed."""
    yield Question("service", "speed", _TEXT, "en", TRIALS, {"max-tokens": 160}, stream=True)


def latency(stated: Stated, asked: Sequence[Answered]) -> Claim:
    """The medians of both, against those that are stated."""
    claim = claim_of(stated, "service/latency", "time to the first token, and tokens a second")
    mine = [each for each in asked if each.question == "speed"]
    if not good(mine):
        return not_tested(claim, mine)
    timed = [each for each in _timed(stated, good(mine)) if each.values]
    if not timed:
        return replace(claim, because="no answer was streamed long enough to be timed")
    ps = [sign_greater(each.worse, len(each.values)) for each in timed]
    p = min(adjusted := holm(ps))
    first = timed[adjusted.index(p)]
    low, high = median_interval(first.values)
    return replace(
        claim,
        verdict=_verdict(p, timed),
        because="; ".join(map(_told, timed)) + f"; p {p:.2g}",
        stated=first.stated,
        measured=median(first.values),
        low=low,
        high=high,
        unit=first.what,
        p=min(ps),
        p_adjusted=p,
        n=len(good(mine)),
        method="exact sign test of the stated median, one-sided, Holm; interval of the median by ranks",
        controls=("the times hold the way there and back, and other requests beside them",),
        other_explanations=(
            "The network between the auditor and the vendor was slow.",
            "Several requests were under way at once, or the hours were unusual.",
        ),
        fair_sentence="In the hours of this audit the stated speed was not reached by most requests.",
    )


def _timed(stated: Stated, answered: Sequence[Answered]) -> Iterator[_Timed]:
    streams = [each for each in answered if each.streamed and len(each.times) > 1]
    if FIRST in stated.sla:
        yield _Timed(FIRST, stated.sla[FIRST], tuple(each.times[0] for each in streams))
    if RATE in stated.sla:
        made = [each for each in streams if (each.tokens_out or 0) >= LEAST_TOKENS]
        slow = [each for each in made if each.times[-1] - each.times[0] > BURST * each.times[-1]]
        rates = [((e.tokens_out or 0) - 1) / (e.times[-1] - e.times[0]) for e in slow]
        yield _Timed(RATE, stated.sla[RATE], tuple(rates))


def _verdict(p: float, timed: Sequence[_Timed]) -> ClaimVerdict:
    if p < LEVEL:
        return "contradicted"
    enough = all(len(each.values) >= TRIALS / 2 for each in timed)
    reached = all(each.worse <= len(each.values) / 2 for each in timed)
    return "supported" if p >= OPEN and enough and reached else "not distinguishable"


def _told(each: _Timed) -> str:
    low, high = median_interval(each.values)
    return (
        f"{each.what}: median {median(each.values):.3g} (95 % {low:.3g} to {high:.3g}), "
        f"{each.stated:g} stated, missed by {each.worse} of {len(each.values)}"
    )
