"""Do the probabilities of next tokens match a reference's, or those of an earlier audit?

One-token calls that ask for the likeliest tokens (cf. Chauvin et al., arXiv 2512.03816, 2026).
Serving is not wholly repeatable: what two sides differ by is held against what each differs by from
call to call.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from auditor.claims.answered import Answered, by_question, good, of_check
from auditor.claims.outcome import LEVEL, OPEN, Stated, claim_of, not_tested
from auditor.claims.provenance.tables import prompts
from auditor.claims.question import Question
from auditor.evidence.claim import Claim, ClaimVerdict

PROMPTS, TRIALS, TOPS = 12, 4, 20
DRAWS = 9999
_GO_ON = "Go on with this text. Write only what comes next:\n\n{}"

type Side = Mapping[str, Sequence[Mapping[str, float]]]
"""Question → of each call, token → logarithm of its probability."""


def questions() -> Iterator[Question]:
    """The same words each time, so that two audits can be compared."""
    halves = prompts().beginnings
    sampling: dict[str, float | int | str] = {"max-tokens": 1, "top-logprobs": TOPS}
    sampling["temperature"] = 0.0
    for number in range(PROMPTS):
        text = _GO_ON.format(f"{halves.who[number]} {halves.did[number]}")
        yield Question("logprobs", f"top-{number}", text, "en", TRIALS, sampling)


def tracked(
    stated: Stated,
    answers: Sequence[Answered],
    reference: Sequence[Answered] | None,
    earlier: Sequence[Answered] | None,
    seed: int,
) -> list[Claim]:
    """A claim against the reference, or else against the earlier audit; none without either."""
    other = earlier if reference is None else reference
    if other is None:
        return []
    than = "an earlier audit" if reference is None else stated.reference
    claim = claim_of(
        stated, "equality/logprobs", f"probabilities of tokens against those of {than}"
    )
    mine, theirs = _side(answers), _side(other)
    if not mine or not theirs:
        asked = [*of_check(answers, "logprobs"), *of_check(other, "logprobs")]
        if good(asked):
            return [replace(claim, because="one side gives no probabilities of tokens")]
        return [not_tested(claim, asked)]
    shared = [each for each in mine if min(len(mine[each]), len(theirs.get(each, ()))) > 1]
    if not shared:
        return [replace(claim, because="no prompt was answered twice by both sides")]
    apart, within, p = distance(mine, theirs, shared, seed)
    enough = len(shared) >= PROMPTS / 2
    verdict: ClaimVerdict = "contradicted" if p < LEVEL else "not distinguishable"
    verdict = "supported" if p >= OPEN and enough else verdict
    return [
        replace(
            claim,
            verdict=verdict,
            because=(
                f"likeliest tokens lie {apart:.3f} apart on {len(shared)} prompts, calls of one side "
                f"{within:.3f}; p {p:.2g}"
            ),
            measured=apart,
            unit="mean difference of logarithms",
            p=p,
            p_adjusted=p,
            n=sum(len(side[each]) for side in (mine, theirs) for each in shared),
            method=f"{DRAWS} permutations of calls within prompts",
            controls=(f"calls of one side to the same prompt lie {within:.3f} apart",),
            other_explanations=(
                "Another precision, kernel or template of the same weights is served.",
                "A newer version of the model is served.",
            ),
            fair_sentence="The probabilities of next tokens differ from the other side's, beyond chance.",
        )
    ]


def distance(
    one: Side, other: Side, shared: Sequence[str], seed: int
) -> tuple[float, float, float]:
    """How far sides lie apart, how far calls of one side do, and p: (1 + #) / (1 + draws)."""
    chance = np.random.default_rng(seed)
    apart = within = 0.0
    observed, drawn = 0.0, np.zeros(DRAWS)
    for question in shared:
        calls = [*one[question], *other[question]]
        grid = np.array([[_apart(first, second) for second in calls] for first in calls])
        side = np.arange(len(calls)) < len(one[question])
        sides = np.vstack([side, chance.permuted(np.tile(side, (DRAWS, 1)), axis=1)]).astype(float)
        across = np.einsum("ij,jk,ik->i", sides, grid, 1 - sides, optimize=True)
        counts = sides[0].sum() * (1 - sides[0]).sum()
        pairs = len(calls) * (len(calls) - 1) / 2 - counts
        inner = (grid.sum() / 2 - across) / pairs
        far = across / counts - inner
        apart, within = apart + across[0] / counts, within + inner[0]
        observed, drawn = observed + far[0], drawn + far[1:]
    p = (1 + int((drawn >= observed - 1e-12).sum())) / (1 + DRAWS)
    return apart / len(shared), within / len(shared), p


def _apart(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Mean over all tokens of both; one that a side does not list is as likely as its last."""
    floors = [min(side.values()) for side in (one, other)]
    both = one.keys() | other.keys()
    total = sum(abs(one.get(each, floors[0]) - other.get(each, floors[1])) for each in both)
    return total / len(both)


def _side(answers: Sequence[Answered]) -> dict[str, list[dict[str, float]]]:
    told = [each for each in good(of_check(answers, "logprobs")) if each.tops]
    return {
        question: [dict(a.tops) for a in group] for question, group in by_question(told).items()
    }
