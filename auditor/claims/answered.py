"""What came back to one question of a check, freed of any vendor's form."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Answered:
    """One question and its answer; what the vendor does not say is None or empty."""

    check: str
    """``tokenizer``, ``service`` …: a name of a plan's ``checks``."""
    question: str
    trial: int
    prompt: str = ""
    """Everything that was asked."""
    text: str = ""
    reasoning: str = ""
    asked_model: str = ""
    named_model: str = ""
    """As the answer names it."""
    tokens_in: int | None = None
    tokens_out: int | None = None
    tokens_reasoning: int | None = None
    """Of those out."""
    finish: str = ""
    sampling: Mapping[str, float | int | str] = field(default_factory=dict)
    """As it was sent, by our names."""
    seconds: float = 0.0
    """From sending to the last byte."""
    times: tuple[float, ...] = ()
    """Seconds from sending at which each chunk came."""
    streamed: bool = False
    whole: bool = True
    choices: int = 1
    """Answers that came to the one question."""
    tops: tuple[tuple[str, float], ...] = ()
    """Likeliest tokens and the logarithms of their probabilities."""
    failed: str = ""
    """Why there is no answer; empty when there is one."""


def of_check(answers: Iterable[Answered], check: str) -> list[Answered]:
    """Those of one check, also the failed ones."""
    return [each for each in answers if each.check == check]


def good(answers: Iterable[Answered]) -> list[Answered]:
    """Those that were answered."""
    return [each for each in answers if not each.failed]


def by_question(answers: Iterable[Answered]) -> dict[str, list[Answered]]:
    """Question → its answers, in the order of trials."""
    found: dict[str, list[Answered]] = {}
    for each in sorted(answers, key=lambda each: each.trial):
        found.setdefault(each.question, []).append(each)
    return found


def cap(answer: Answered) -> int | None:
    """The most tokens that the question allowed."""
    most = answer.sampling.get("max-tokens")
    return int(most) if isinstance(most, int | float) else None
