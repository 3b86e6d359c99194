"""How well the checks of claims and provenance tell what is so from what is not: tables.

Equality on stored answers of real small models; the tokenizer's family of the local model and of the
installed vocabularies; a scripted vendor that is honest, or cheats in one way; marking of generated
items. ``--quick`` leaves out the local model and most seeds. Nothing leaves the machine.
"""

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from scipy import stats

from auditor.claims.alike import alike
from auditor.claims.answered import Answered
from auditor.claims.billing import billing
from auditor.claims.counting import counter
from auditor.claims.equality import Answers, equality
from auditor.claims.items.families import FAMILIES
from auditor.claims.outcome import LEVEL, Stated
from auditor.claims.power import power
from auditor.claims.provenance.identity import of_questions
from auditor.claims.provenance.said import Said, Whose
from auditor.claims.questions import Wanted
from auditor.claims.recall.references import References, Text, hashed, shipped_texts
from auditor.claims.recall.verbatim import verbatim
from auditor.claims.tokenizers import family_of, prompts
from tests.claims.items.test_marking import marked
from tests.served import Ways, said_of, simulated

POOLS = Path(__file__).parent.parent / "tests" / "data" / "pools"
TWINS = {
    "requantised": ("requantised (Q4_1 as Q4_0)", 1.0),
    "temperature": ("temperature 0.7 for 1", 1.0),
    "system": ("another system prompt", 1.0),
    "other": ("30 % of answers from another model", 0.3),
}
"""Pool → what differs, and in what share of answers."""
SIZES = (10, 20, 30, 60)
STATED = Stated("example", "chat", "small-1", reference="own", prices=(1.0, 2.0))
WHOSE = Whose("example", "chat", "small-1")
LICENCE = " ".join(f"clause{n} grants right{n}" for n in range(60))


def pool(name: str) -> Answers:
    made: Answers = json.loads((POOLS / f"{name}.json").read_text("utf-8"))
    return made


def false_alarms(splits: int) -> Iterator[str]:
    base = pool("base")
    size = min(map(len, base.values())) // 2
    alarms = 0
    for seed in range(splits):
        chance = random.Random(seed)
        drawn = {prompt: chance.sample(list(texts), 2 * size) for prompt, texts in base.items()}
        sides = [{each: texts[at : at + size] for each, texts in drawn.items()} for at in (0, size)]
        alarms += equality(sides[0], sides[1], seed, draws=199).p <= 0.05
    most = stats.binom.ppf(0.999, splits, 0.05)
    yield (
        f"equality, a model against itself: {alarms} alarms in {splits} splits at .05, {size} answers "
        f"to each of {len(base)} prompts, goal at most {most:.0f}"
    )


def powers(runs: int) -> Iterator[str]:
    base = pool("base")
    for name, (what, share) in TWINS.items():
        twin = pool(name)
        have = min(map(len, twin.values()))
        told = {
            size: power(base, twin, share, size, 7, runs=runs)
            for size in SIZES
            if size * share <= have and 2 * size <= min(map(len, base.values()))
        }
        enough = [size for size, each in told.items() if each >= 0.9]
        listed = ", ".join(f"{each:.2f} at {size}" for size, each in told.items())
        yield (
            f"equality, {what}: power {listed} answers to each prompt; .9 from "
            f"{min(enough, default='more')}, goal at most 60"
        )


def vocabularies() -> Iterator[str]:
    named = {}
    for family in ("cl100k", "deepseek", "llama3", "o200k", "qwen2.5"):
        if count := counter(family):
            named[family] = family_of(
                [_billed(id_, 9 + count(text)) for id_, text in prompts().items()]
            )
    right = sum(family == found for family, found in named.items())
    yield f"tokenizer: {right} of {len(named)} installed vocabularies named right, goal {len(named)}"


def local() -> Iterator[str]:
    """The model that is served here, through its own server."""
    from auditor.demo.model import ALIAS, serve
    from tests.demo.test_model import asked

    with serve(lambda _: None) as url:
        found = []
        for id_, text in prompts().items():
            message = {"role": "user", "content": text}
            body = {"model": ALIAS, "messages": [message], "max_tokens": 1}
            usage = asked(url, "/chat/completions", body)["usage"]
            found.append(_billed(id_, usage["prompt_tokens"]))
    yield f"tokenizer of the local model: named {family_of(found) or 'nothing'} (goal smollm2)"


def _billed(question: str, tokens: int) -> Answered:
    return Answered("tokenizer", question, 1, tokens_in=tokens)


def _bill(ways: Ways, seed: int) -> str:
    answers = simulated(ways, f"target-{seed}", ["billing"], Wanted(seed))
    claims = billing(STATED, answers, "o200k")
    return " ".join(each.check for each in claims if each.verdict == "contradicted")


def _named(ways: Ways, seed: int) -> str:
    answers = said_of(simulated(ways, f"target-{seed}", ["identity"], Wanted(seed)))
    return _speaks(of_questions(WHOSE, answers).verdict)


def _recites(ways: Ways, seed: int) -> str:
    own = hashed([Text("own", "own.txt", "protected", LICENCE)], b"salt of bench", openings=30)
    shipped = hashed(shipped_texts(), own.salt)
    every = References(own.format, own.salt, (*own.documents, *shipped.documents))
    answers = simulated(ways, f"target-{seed}", ["recitation"], Wanted(seed, references=own))
    said = [Said(each.question, each.text, "en", each.prompt) for each in answers]
    return _speaks(verbatim(WHOSE, every, said).verdict)


def _swaps(ways: Ways, seed: int) -> str:
    sides = (
        simulated(each, f"{name}-{seed}", ["equality"], Wanted(seed))
        for name, each in (("target", ways), ("own", Ways()))
    )
    # Of prompts for which no power is reckoned, which would take most of the time.
    mine, theirs = ([replace(a, question=f"own-{a.question}") for a in side] for side in sides)
    return _speaks(alike(STATED, mine, theirs, None, seed)[0].verdict)


def _speaks(verdict: str) -> str:
    return verdict if verdict == "contradicted" else ""


CHEATS = {
    "billing": (_bill, {"3 % more tokens": Ways(inflates=1.03), "a hidden prompt of 200 tokens": Ways(hides=200)}),
    "identity": (_named, {"ChatGPT in 15 % of unled answers": Ways(is_another=0.15)}),
    "recital": (_recites, {"a memorised licence": Ways(knows=LICENCE)}),
    "equality": (_swaps, {"30 % of calls swapped": Ways(swaps=0.3)}),
}  # fmt: skip
"""Check → how it is asked, and the ways of cheating that it should catch."""


def vendors(seeds: int) -> Iterator[str]:
    for check, (ask, cheats) in CHEATS.items():
        for what, ways in cheats.items():
            caught = sum(bool(ask(ways, seed)) for seed in range(seeds))
            yield f"{check}, {what}: caught {caught} of {seeds} times, goal {seeds}"
        accused = sum(bool(ask(Ways(), seed)) for seed in range(seeds))
        most = stats.binom.ppf(0.999, seeds, LEVEL)
        yield f"{check}, a clean twin: accused {accused} of {seeds} times, goal at most {most:.0f}"


def marking() -> Iterator[str]:
    wrong = {family: marked(family) for family in FAMILIES}
    yield (
        f"marking: {sum(wrong.values())} of {10_000 * len(wrong):,} replies marked wrongly, 10,000 for "
        f"each of {len(wrong)} families, goal at most 0"
    )


def lines(*, quick: bool) -> Iterator[str]:
    yield from false_alarms(30 if quick else 100)
    yield from powers(20 if quick else 100)
    yield from vocabularies()
    yield from () if quick else local()
    yield from vendors(5 if quick else 50)
    yield from marking()


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    for line in lines(quick=parser.parse_args(arguments).quick):
        print(line, flush=True)


if __name__ == "__main__":
    main()
