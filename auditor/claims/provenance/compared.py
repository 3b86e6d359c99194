"""Targets that are held against candidate parents and unrelated controls: what all are asked."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence

from auditor.claims.answered import Answered, by_question, good, of_check
from auditor.claims.provenance.nexttoken import next_token
from auditor.claims.provenance.said import Whose
from auditor.claims.provenance.similarity import similarity
from auditor.claims.provenance.tables import prompts
from auditor.claims.question import Question
from auditor.evidence.claim import Claim

BEGINNINGS = 600
"""More than are needed, since some will not be answered by everybody."""
TRIALS = 2
_GO_ON = "Go on with this text. Write only what comes next:\n\n{}"

type Side = Mapping[str, Sequence[Answered]]
"""Target → its answers."""


def questions(seed: int) -> Iterator[Question]:
    """One-token calls whose next token is open, and questions that leave room."""
    halves = prompts().beginnings
    every = [f"{who} {did}" for who in halves.who for did in halves.did]
    drawn = random.Random(f"{seed} beginnings").sample(every, BEGINNINGS)  # noqa: S311 - repeatable
    greedy: dict[str, float | int | str] = {"temperature": 0.0, "max-tokens": 1}
    for number, text in enumerate(drawn):
        yield Question("parents", f"next-{number}", _GO_ON.format(text), sampling=greedy)
    for number, text in enumerate(prompts().open):
        most = {"max-tokens": 200}
        yield Question("parents", f"open-{number}", text, trials=TRIALS, sampling=most)


def compared(
    whose: Whose, answers: Sequence[Answered], parents: Side, unrelated: Side
) -> list[Claim]:
    """Next tokens, then likeness, for each candidate parent."""
    mine = _tokens(answers)
    candidates, controls = (_all(side, _tokens) for side in (parents, unrelated))
    said, theirs, others = _open(answers), _all(parents, _open), _all(unrelated, _open)
    return [
        *next_token(whose, mine, candidates, controls),
        *similarity(whose, said, theirs, others),
    ]


def _all[T](side: Side, read: Callable[[Sequence[Answered]], T]) -> dict[str, T]:
    return {name: read(answers) for name, answers in side.items()}


def _tokens(answers: Sequence[Answered]) -> dict[str, str]:
    """Prompt → token; nothing where none was seen, as of a model that only reasoned."""
    found = good(of_check(answers, "parents"))
    return {
        each.question: each.text
        for each in found
        if each.question.startswith("next-") and each.text.strip()
    }


def _open(answers: Sequence[Answered]) -> dict[str, list[str]]:
    found = [
        each
        for each in good(of_check(answers, "parents"))
        if each.question.startswith("open-") and each.text
    ]
    return {question: [a.text for a in group] for question, group in by_question(found).items()}
