"""What targets are compared by is asked alike of all, and read from their answers."""

import random

from auditor.claims.answered import Answered
from auditor.claims.provenance.compared import compared, questions
from auditor.claims.provenance.said import Whose
from tests.claims.answers import an_answer, failed

WORDS = "net rope sail mast tide pier gull crab wave sand boat oar fog bell".split()


def answers_of(own: str, like: str = "", share: float = 0.0) -> list[Answered]:
    """One that chooses for itself, or as another one does."""
    made = []
    for each in questions(3):
        mine = random.Random(f"{own} {each.id}")
        theirs = random.Random(f"{like} {each.id}")
        long = each.id.startswith("open-")
        words = [
            (theirs if like and mine.random() < share else mine).choice(WORDS)
            for _ in range(20 if long else 1)
        ]
        made.append(an_answer("parents", each.id, text=" ".join(words)))
    return made


def test_the_beginnings_are_drawn_by_the_seed_and_no_two_are_alike() -> None:
    asked = list(questions(3))
    tokens = [each for each in asked if each.sampling["max-tokens"] == 1]
    assert len({each.text for each in tokens}) == len(tokens) == 600
    assert [each.text for each in asked] == [each.text for each in questions(3)]
    assert {each.text for each in tokens} != {each.text for each in questions(4)}


def test_a_copy_is_told_and_another_model_is_not() -> None:
    controls = {f"c{n}": answers_of(f"c{n}") for n in range(5)}
    parents = {"big": answers_of("big")}
    whose = Whose("generic", "chat", "small-1")
    copy = compared(whose, answers_of("s", "big", 0.8), parents, controls)
    assert [(each.check, each.verdict) for each in copy] == [
        ("provenance/next-token", "contradicted"),
        ("provenance/similarity", "contradicted"),
    ]
    own = compared(whose, answers_of("s"), parents, controls)
    assert {each.verdict for each in own} == {"supported"}


def test_what_was_not_answered_agrees_with_nothing() -> None:
    silent = [an_answer("parents", f"next-{n}", text="") for n in range(600)]
    claims = compared(
        Whose("generic", "chat", "small-1"),
        [*silent, failed("parents", "open-1")],
        {"big": silent},
        {f"c{n}": silent for n in range(5)},
    )
    assert {each.verdict for each in claims} == {"not tested"}
