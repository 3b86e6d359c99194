from dataclasses import replace

import pytest

from auditor.claims.answered import Answered
from auditor.claims.context import TEXTS, context, long_texts
from auditor.claims.counting import counter
from auditor.claims.questions import Wanted, questions
from tests.claims.answers import STATED, an_answer, failed

LONG = replace(STATED, context=4000)
ITEMS = long_texts(7, 4000)


def answers(near: int, far: int) -> list[Answered]:
    """So many of the short and of the long texts answered right."""
    made = []
    for id_, item in ITEMS.items():
        kind, _, number = id_.partition("-")
        right = int(number) <= (near if kind == "near" else far)
        text = f"ANSWER: {item.answer}" if right else "ANSWER: 1"
        made.append(an_answer("service", id_, text=text))
    return made


@pytest.mark.parametrize(
    ("near", "far", "verdict"),
    [
        (10, 10, "supported"),
        (10, 8, "supported"),
        (10, 4, "not distinguishable"),
        (10, 1, "contradicted"),
        (4, 4, "not distinguishable"),
        (7, 0, "not distinguishable"),
    ],
)
def test_long_texts_are_held_against_short_ones(near: int, far: int, verdict: str) -> None:
    assert context(LONG, answers(near, far), ITEMS).verdict == verdict


def test_long_texts_that_are_refused_support_nothing() -> None:
    near = answers(10, 10)[:TEXTS]
    some = [*answers(10, 10)[:-3], *(failed("service", f"far-{n}") for n in (8, 9, 10))]
    claim = context(LONG, some, ITEMS)
    assert claim.verdict == "not distinguishable"
    assert "3 long ones were not answered" in claim.because
    gone = [*near, *(failed("service", id_) for id_ in ITEMS if id_.startswith("far"))]
    assert context(LONG, gone, ITEMS).verdict == "not tested"


@pytest.mark.parametrize("family", ["o200k", "cl100k", "llama3", "qwen2.5", "deepseek"])
def test_a_long_text_stays_within_the_stated_context(family: str) -> None:
    count = counter(family)
    assert count is not None
    sizes = [count(item.prompt) for id_, item in ITEMS.items() if id_.startswith("far")]
    assert 4000 * 0.5 < min(sizes) <= max(sizes) < 4000 * 0.9


def test_long_texts_are_asked_where_a_context_is_stated() -> None:
    ids = [each.id for each in questions(["service"], Wanted(7, context=4000))]
    assert set(ITEMS) <= set(ids)
    assert not set(ITEMS) & {each.id for each in questions(["service"], Wanted(7))}
