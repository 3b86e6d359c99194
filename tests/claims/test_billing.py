from dataclasses import replace

import pytest

from auditor.claims.answered import Answered
from auditor.claims.billing import billing, reasoning, tokens
from auditor.claims.counting import counter
from auditor.claims.questions import REPEATS, UNIT
from tests.claims.answers import STATED, an_answer, failed

ESSAY = "The pilot boards at the outer buoy and takes the ship past the sand banks. " * 18


def essays(factor: float = 1.0, more: int = 1, calls: int = 5, **changes: object) -> list[Answered]:
    count = counter("o200k")
    assert count is not None
    billed = round((count(ESSAY.strip()) + more) * factor)
    text = {"text": ESSAY.strip(), "tokens_out": billed, "tokens_in": None}
    return [an_answer("billing", "essay", trial=n, **{**text, **changes}) for n in range(calls)]


def prompts(factor: float = 1.0, hidden: int = 0, wander: int = 0) -> list[Answered]:
    return [
        an_answer(
            "billing",
            f"repeat-{times}",
            trial=trial,
            prompt=(UNIT * times).strip(),
            tokens_in=round((12 + hidden + times) * factor) + wander * trial,
            tokens_out=None,
        )
        for times in REPEATS
        for trial in range(3)
    ]


@pytest.mark.parametrize(
    ("answers", "verdict"),
    [
        (essays(), "supported"),
        (essays(more=3), "supported"),
        (essays(more=7), "contradicted"),
        (essays(1.03), "contradicted"),
        (essays(1.10), "contradicted"),
        (essays(0.9), "not distinguishable"),
        ([*essays(1.10, calls=1), *essays(calls=4)], "not distinguishable"),
        (prompts(), "supported"),
        (prompts(1.03), "contradicted"),
        (prompts(hidden=200), "supported"),
        (essays(tokens_out=None), "unverifiable"),
        (essays(calls=1, text="Good day.", tokens_out=4), "unverifiable"),
        ([failed("billing")], "not tested"),
    ],
)
def test_a_bill_is_held_against_the_text(answers: list[Answered], verdict: str) -> None:
    assert tokens(STATED, answers, "o200k").verdict == verdict


def test_reasoning_that_is_told_apart_is_not_looked_for_in_the_text() -> None:
    plain = essays()
    thought = [
        replace(each, tokens_out=(each.tokens_out or 0) + 500, tokens_reasoning=500)
        for each in plain
    ]
    assert tokens(STATED, thought, "o200k").verdict == "supported"
    shown = [replace(each, reasoning=ESSAY) for each in thought]
    assert tokens(STATED, shown, "o200k").verdict == "supported"
    hidden = [replace(each, tokens_reasoning=None) for each in thought]
    assert tokens(STATED, hidden, "o200k").verdict == "contradicted"


@pytest.mark.parametrize("family", ["", "smollm2"])
def test_without_a_vocabulary_only_the_price_of_characters_is_told(family: str) -> None:
    claim = tokens(replace(STATED, prices=(1.0, 2.0)), essays(), family)
    assert claim.verdict == "unverifiable"
    assert "1,000 characters of answers cost 0.000" in claim.because


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        ({"tokens_reasoning": None}, "supported"),
        ({"tokens_reasoning": 20, "tokens_out": 40}, "supported"),
        ({"tokens_reasoning": 20, "tokens_out": 60}, "contradicted"),
        ({"tokens_reasoning": 9000, "tokens_out": 9000, "seconds": 0.5, "sampling": {}},
         "contradicted"),
        ({"tokens_reasoning": 9000, "tokens_out": 9000, "seconds": 90.0, "sampling": {}},
         "supported"),
    ],
)  # fmt: skip
def test_billed_reasoning_fits_its_limit_and_time(answer: dict, verdict: str) -> None:
    assert reasoning(STATED, [an_answer(**answer)]).verdict == verdict


def test_every_check_of_the_bill_says_something() -> None:
    assert [each.verdict for each in billing(STATED, [failed("billing")], "")] == ["not tested"] * 3


def test_many_answers_of_one_token_hide_nothing() -> None:
    one = {"text": "a", "tokens_out": 1, "tokens_in": None, "sampling": {"max-tokens": 1}}
    short = [an_answer("parents", f"next-{n}", **one) for n in range(600)]
    claim = tokens(STATED, [*essays(1.05), *short], "o200k")
    assert (claim.verdict, claim.n) == ("contradicted", 5)
    assert tokens(STATED, short, "o200k").verdict == "not tested"
