"""What each check asks: the questions of a plan's ``checks``, made from the audit's seed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from auditor.claims import contamination, logprobs, speed, tokenizers
from auditor.claims.contamination import Pairs
from auditor.claims.context import long_texts
from auditor.claims.items.families import FAMILIES, items
from auditor.claims.items.item import LANGUAGES, Item
from auditor.claims.provenance import compared, identity
from auditor.claims.question import Question, prompt_id
from auditor.claims.recall import prompts
from auditor.claims.recall.references import References

UNIT = " apple"
REPEATS = (10, 110, 210)
"""Of the unit, in the questions by which a hidden prompt is seen."""
STOP = "14"
CHOICES = 2
SHORT = 8
"""Tokens that a long answer is capped at."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What decides which questions there are, beside the checks' names."""

    seed: int
    items: int = 5
    """Of each family and language."""
    answers: int = 20
    """To each prompt of equality."""
    knows: Sequence[str] = ()
    """The sampling parameters that the target's dialect has."""
    context: int | None = None
    """The tokens that are stated of the target."""
    timed: bool = False
    """Whether something is stated of the target's speed."""
    languages: Sequence[str] = ()
    """Of questions on identity; empty for all."""
    arms: Sequence[str] = ()
    """Of questions on identity; empty for all."""
    references: References | None = None
    """Whose openings are asked with."""
    pairs: Pairs | None = None
    """Public items and their twins."""


def questions(checks: Sequence[str], wanted: Wanted) -> list[Question]:
    """Everything that the checks ask of one target."""
    made: dict[str, Callable[[], Iterator[Question]]] = {
        "tokenizer": _tokenizer,
        "service": lambda: chain(
            _service(wanted.knows),
            speed.questions() if wanted.timed else (),
            _context(wanted.seed, wanted.context),
        ),
        "billing": _billing,
        "equality": lambda: _equality(wanted.answers),
        "benchmark": lambda: _benchmark(wanted.seed, wanted.items),
        "identity": lambda: _identity(wanted),
        "recitation": lambda: prompts.questions(wanted.references),
        "parents": lambda: compared.questions(wanted.seed),
        "contamination": lambda: (
            contamination.questions(wanted.pairs) if wanted.pairs else iter(())
        ),
        "logprobs": lambda: logprobs.questions() if "top-logprobs" in wanted.knows else iter(()),
    }
    return [each for check in dict.fromkeys(checks) for each in made[check]()]


def generated(seed: int, items_each: int) -> dict[str, Item]:
    """The items of the benchmark of an audit with this seed, by their ids."""
    found = (
        item
        for family in FAMILIES
        for language in LANGUAGES
        for item in items(family, language, seed, items_each)
    )
    return {item.id: item for item in found}


def _tokenizer() -> Iterator[Question]:
    for id_, text in tokenizers.prompts().items():
        trials = 3 if id_ == "base" else 1
        yield Question("tokenizer", id_, text, trials=trials, sampling={"max-tokens": 1})


def _service(knows: Sequence[str]) -> Iterator[Question]:
    count = "Count from 1 to 30 in digits, separated by spaces. Write nothing else."
    hot: dict[str, float | int | str] = {"temperature": 1.0, "max-tokens": 40}
    story = "Tell a story about a lighthouse in three sentences."
    yield Question("service", "cap", count, trials=3, sampling={"max-tokens": SHORT})
    if "stop" in knows:
        yield Question("service", "stop", count, trials=3, sampling={"stop": STOP})
    if "seed" in knows:
        yield Question("service", "seed", story, trials=4, sampling={**hot, "seed": 7})
    if "n" in knows:
        yield Question("service", "n", story, trials=3, sampling={**hot, "n": CHOICES})
    yield Question("service", "hot", story, trials=4, sampling=hot)
    yield Question("service", "cold", story, trials=4, sampling={**hot, "temperature": 0.0})
    yield Question("service", "stream", count, trials=3, sampling={"max-tokens": 120}, stream=True)


def _context(seed: int, context: int | None) -> Iterator[Question]:
    for id_, item in long_texts(seed, context).items() if context else ():
        yield Question("service", id_, item.prompt)


def _billing() -> Iterator[Question]:
    for times in REPEATS:
        text = (UNIT * times).strip()
        yield Question("billing", f"repeat-{times}", text, trials=3, sampling={"max-tokens": 4})
    essay = "Explain in about three hundred words how a harbour works, from pilot to crane."
    yield Question("billing", "essay", essay, trials=5, sampling={"max-tokens": 400})


_PROMPTS = (
    "Name a fruit and say why you like it.",
    "Describe the sea in one sentence.",
    "What should I cook tonight?",
    "Tell me something about bridges.",
    "Give me a title for a short story.",
    "Why is the sky blue?",
    "Write one line about winter.",
    "What is a good name for a dog?",
    "Explain what a lever is.",
    "Say hello to a new colleague.",
)


def _equality(answers: int) -> Iterator[Question]:
    # The same words each time: a mark against caches would be another prompt.
    for prompt in _PROMPTS:
        most = {"max-tokens": 48}
        yield Question("equality", prompt_id(prompt), prompt, trials=answers, sampling=most)


def _benchmark(seed: int, items_each: int) -> Iterator[Question]:
    for item in generated(seed, items_each).values():
        yield Question("benchmark", item.id, item.prompt, item.language)


def _identity(wanted: Wanted) -> Iterator[Question]:
    for each in identity.questions(wanted.languages):
        if wanted.arms and each.arm not in wanted.arms:
            continue
        most = {"max-tokens": 120}
        yield Question("identity", each.id, each.text, each.language, each.trials, most)
