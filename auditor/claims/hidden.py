"""How many tokens are billed beside the text of a request, and did they become more?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from auditor.claims.answered import Answered, by_question, good, of_check
from auditor.claims.outcome import Stated, claim_of, not_tested
from auditor.claims.questions import REPEATS
from auditor.evidence.claim import Claim, ClaimVerdict

SLACK = 2
"""Tokens that the same request may be billed differently, or be off a line."""
USUAL = 64
"""Tokens that templates with a system prompt of their own are known to add."""
HIDDEN = 100


def hidden_prompt(
    stated: Stated, answers: Sequence[Answered], earlier: Sequence[Answered] | None = None
) -> Claim:
    """How many tokens are billed beside the text: what is left when a prompt shrinks to nothing.

    ``earlier``: the answers of an earlier audit, since which it may have grown.
    """
    claim = claim_of(stated, "billing/hidden-prompt", "tokens billed beside the request")
    asked = [each for each in of_check(answers, "billing") if each.question.startswith("repeat-")]
    if not good(asked):
        return not_tested(claim, asked)
    found = _beside(asked)
    if found is None:
        return replace(claim, because="not every answer says how many tokens its prompt had")
    before = _beside(of_check(earlier or (), "billing"))
    grown = found.left - before.left if before else 0.0
    since = f"; {grown:+.0f} since the earlier audit" if before else ""
    verdict: ClaimVerdict = "contradicted" if max(found.left, grown) > HIDDEN else "supported"
    if verdict == "supported" and (found.left > USUAL or grown > SLACK or found.unsteady):
        verdict = "not distinguishable"
    return replace(
        claim,
        verdict=verdict,
        because=(
            f"{found.left:.0f} tokens are billed beside the text of a request, {found.each:.2f} for "
            f"each word more{since}; the same request differed by up to {found.wanders}"
        ),
        measured=found.left,
        low=found.left - found.wanders,
        high=found.left + found.wanders,
        unit="tokens",
        n=len(good(asked)),
        method=f"billed tokens of one word {REPEATS[0]}, {REPEATS[1]} and {REPEATS[2]} times",
        controls=(f"templates with a system prompt of their own add up to {USUAL}",),
        other_explanations=("A documented system prompt or safety text is billed.",),
        fair_sentence=f"About {found.left:.0f} tokens are billed that the request does not hold.",
    )


@dataclass(frozen=True, slots=True)
class _Beside:
    """What is billed beside one word that is said several times."""

    left: float
    each: float
    """For each word more."""
    wanders: int
    """Between bills for the same request."""
    unsteady: bool
    """Whether three lengths lie on no line, or the same request is billed differently."""


def _beside(asked: Sequence[Answered]) -> _Beside | None:
    groups = {
        question: [each.tokens_in for each in group if each.tokens_in is not None]
        for question, group in by_question(good(asked)).items()
        if question.startswith("repeat-")
    }
    if len(groups) < len(REPEATS) or not all(groups.values()):
        return None
    short, middle, long = (int(median(groups[f"repeat-{times}"])) for times in REPEATS)
    each = (long - short) / (REPEATS[2] - REPEATS[0])
    bend = abs(middle - (short + each * (REPEATS[1] - REPEATS[0])))
    wanders = max(max(group) - min(group) for group in groups.values())
    return _Beside(short - each * REPEATS[0], each, wanders, max(bend, wanders) > SLACK)
