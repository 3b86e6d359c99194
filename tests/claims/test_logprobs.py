import random

import pytest

from auditor.claims.answered import Answered
from auditor.claims.logprobs import PROMPTS, TRIALS, distance, questions, tracked
from tests.claims.answers import STATED, an_answer, failed

TOKENS = [f" t{n}" for n in range(20)]


def a_side(model: str, noise: float, seed: int, prompts: int = PROMPTS) -> list[Answered]:
    """Of a model its own probabilities, with noise from call to call."""
    chance, made = random.Random(f"{model} {seed}"), []
    for number in range(prompts):
        own = random.Random(f"{model} {number}")
        levels = [-own.uniform(0.5, 8) for _ in TOKENS]
        for trial in range(TRIALS):
            tops = [
                (t, each + chance.gauss(0, noise)) for t, each in zip(TOKENS, levels, strict=True)
            ]
            made.append(an_answer("logprobs", f"top-{number}", trial=trial, tops=tuple(tops)))
    return made


@pytest.mark.parametrize(
    ("mine", "theirs", "verdict"),
    [
        (a_side("a", 0.0, 1), a_side("a", 0.0, 2), "supported"),
        (a_side("a", 0.2, 1), a_side("a", 0.2, 2), "supported"),
        (a_side("a", 0.2, 1), a_side("b", 0.2, 2), "contradicted"),
        (a_side("a", 0.2, 1, 2), a_side("a", 0.2, 2, 2), "not distinguishable"),
        (a_side("a", 0.2, 1), [an_answer("logprobs", "top-1")], "unverifiable"),
        (a_side("a", 0.2, 1)[:1], a_side("a", 0.2, 2)[:1], "unverifiable"),
        ([failed("logprobs")], [], "not tested"),
    ],
)
def test_two_sides_are_held_against_each_other(
    mine: list[Answered], theirs: list[Answered], verdict: str
) -> None:
    (claim,) = tracked(STATED, mine, theirs, None, 7)
    assert (claim.verdict, claim.check) == (verdict, "equality/logprobs"), claim.because


def test_an_earlier_audit_stands_in_for_a_reference() -> None:
    (claim,) = tracked(STATED, a_side("a", 0.1, 1), None, a_side("b", 0.1, 2), 7)
    assert claim.verdict == "contradicted"
    assert "an earlier audit" in claim.measure
    assert tracked(STATED, a_side("a", 0.1, 1), None, None, 7) == []


def test_a_twin_is_told_apart_no_more_often_than_stated() -> None:
    ps = []
    for seed in range(20):
        sides = [
            {
                "q": [
                    {t: random.Random(f"{at} {seed} {n} {t}").gauss(-3, 1) for t in TOKENS}
                    for n in range(4)
                ]
            }
            for at in "ab"
        ]
        ps.append(distance(sides[0], sides[1], ["q"], seed)[2])
    assert sum(p <= 0.05 for p in ps) <= 4
    assert max(ps) > 0.5


def test_the_likeliest_tokens_are_asked_for() -> None:
    asked = list(questions())
    assert len(asked) == 12
    assert {each.sampling["top-logprobs"] for each in asked} == {20}
