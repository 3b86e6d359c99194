import random
from dataclasses import replace

import pytest

from auditor.claims.alike import alike
from auditor.claims.answered import Answered
from auditor.claims.power import contrast
from tests.claims.answers import STATED, an_answer, failed

A = "the sea is calm and the boats come home late in a quiet town".split()
B = "well honestly you could maybe try some fresh bread with cold tea".split()
PROMPTS = [*contrast(), "prompt-8", "prompt-9"]
OWN = replace(STATED, reference="own")


def a_side(seed: object, count: int = 20, prompts: int = 10, share: float = 0.0) -> list[Answered]:
    chance = random.Random(f"side {seed}")
    return [
        an_answer(
            "equality",
            PROMPTS[prompt],
            trial=trial,
            prompt=f"{prompt}?",
            text=" ".join(chance.choices(B if chance.random() < share else A, k=12)),
        )
        for prompt in range(prompts)
        for trial in range(count)
    ]


@pytest.mark.parametrize(
    ("mine", "theirs", "verdict"),
    [
        (a_side(1), a_side(2), "supported"),
        (a_side(1), a_side(2, share=0.3), "contradicted"),
        (a_side(1, 5), a_side(2, 5), "not distinguishable"),
        (a_side(1, 40, 2), a_side(2, 40, 2), "not distinguishable"),
        (a_side(1), [], "not tested"),
        ([failed("equality")], a_side(2), "not tested"),
        (a_side(1, 1), a_side(2, 1), "unverifiable"),
        (a_side(1), [replace(each, sampling={"temperature": 0.7}) for each in a_side(2)],
         "unverifiable"),
        ([replace(each, sampling={"temperature": 0}) for each in a_side(1)],
         [replace(each, sampling={"temperature": 0}) for each in a_side(2)], "unverifiable"),
        (a_side(1), [replace(each, text="same") for each in a_side(2)], "unverifiable"),
        (a_side(1), [replace(each, prompt="Something else?") for each in a_side(2)],
         "unverifiable"),
    ],
)  # fmt: skip
def test_two_sides_are_held_against_each_other(
    mine: list[Answered], theirs: list[Answered], verdict: str
) -> None:
    (claim,) = alike(OWN, mine, theirs, None, 7)
    assert (claim.check, claim.verdict) == ("equality/reference", verdict)


def test_two_comparisons_are_adjusted_for_their_number() -> None:
    claims = alike(OWN, a_side(1), a_side(2), a_side(3, share=0.5), 7)
    assert [each.check for each in claims] == ["equality/reference", "equality/drift"]
    assert [each.verdict for each in claims] == ["supported", "contradicted"]
    assert claims[1].p == 0.0001
    how = "maximum mean discrepancy of three-character pieces, 9999 permutations within prompts"
    assert {(each.method, each.unit) for each in claims} == {(how, "squared discrepancy")}
    assert claims[1].p_adjusted == 0.0002
    assert "own" in claims[0].measure
    assert "from another model (SmolLM2-135M) would be told at 0.001" in claims[0].because
    assert alike(OWN, a_side(1), None, None, 7) == []


def a_twin(seed: str) -> list[Answered]:
    """Of prompts for which no power is reckoned, which would take most of the time."""
    return [replace(each, question=f"own-{each.question}") for each in a_side(seed, 8, 5)]


def test_clean_twins_are_accused_no_oftener_than_the_level_allows() -> None:
    """Over 50 seeds at .001 even one accusation has a chance below .05, two of .0012."""
    found = [
        alike(OWN, a_twin(f"a{n}"), a_twin(f"b{n}"), None, n, draws=1999)[0] for n in range(50)
    ]
    assert sum(each.verdict == "contradicted" for each in found) <= 1
    assert 0 <= sum((each.p or 1) < 0.05 for each in found) <= 7
    assert len({each.p for each in found}) > 30
