"""Are public test items easier than fresh ones of their kind, or known by heart?

The user gives public items, each with a twin made anew, and texts that were published after the
model. Twins are compared pair by pair (McNemar's exact test; cf. Zhang et al., arXiv 2405.00332,
2024); completion of public texts from their first halves is held against that of later ones.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import NormalDist

import msgspec

from auditor.claims.answered import Answered, good, of_check
from auditor.claims.items.item import END, Answer, Item, Language
from auditor.claims.items.marking import mark
from auditor.claims.items.numbers import read_number
from auditor.claims.outcome import LEVEL, OPEN, Stated, claim_of, not_tested
from auditor.claims.provenance.said import Said
from auditor.claims.question import Question
from auditor.claims.recall.recital import recitals
from auditor.claims.recall.references import GRAM, Text, hashed, opening, words
from auditor.claims.recall.verbatim import NOTICED
from auditor.claims.statistics import CONFIDENCE, sign_greater, stratified_greater
from auditor.evidence.claim import Claim
from auditor.packs import shaped
from auditor.schemas import check
from auditor.yamlfile import read_yaml

ITEMS = "items.json"
"""In an audit's folder: the plan's file of items."""
GAP = 0.1
"""Of shares, that the pairs should show if it is there."""
CONTROLS_AT_LEAST = 8
_GO_ON = {
    "en": "Go on with this text, word for word, and write nothing else:\n\n{}",
    "zh": "请逐字接着写出下面的文字，不要写别的内容：\n\n{}",
}
_ENDS: dict[str, float | int | str] = {"temperature": 0.0, "max-tokens": 200}


class Pair(msgspec.Struct, frozen=True, rename="kebab"):
    """A public item and its twin."""

    public: str
    answer: str
    twin: str
    twin_answer: str


class Pairs(msgspec.Struct, frozen=True):
    """What a plan's ``items`` holds."""

    benchmark: str
    pairs: tuple[Pair, ...]
    language: Language = "en"
    fresh: tuple[str, ...] = ()


def read_pairs(path: Path) -> Pairs:
    """The items in a file; AuditorError with file:line for the first thing wrong."""
    document = read_yaml(path)
    check("items", document)
    return shaped(document, Pairs)


def questions(pairs: Pairs) -> Iterator[Question]:
    """Each item and its twin, and the first halves of public and of later texts."""
    for id_, item in _items(pairs).items():
        yield Question("contamination", id_, item.prompt, pairs.language)
    for kind, texts in _texts(pairs).items():
        for number, text in enumerate(texts):
            if len(words(text)) >= 2 * (GRAM + 1):
                asked = _GO_ON[pairs.language].format(opening(text))
                id_ = f"{kind}-{number}"
                yield Question("contamination", id_, asked, pairs.language, 1, _ENDS)


def contaminated(stated: Stated, answers: Sequence[Answered], pairs: Pairs) -> list[Claim]:
    """The gap between twins, and what was completed."""
    asked = of_check(answers, "contamination")
    return [_gap(stated, asked, pairs), _completed(stated, asked, pairs)]


def _gap(stated: Stated, asked: Sequence[Answered], pairs: Pairs) -> Claim:
    claim = claim_of(stated, "benchmark/contamination", "public items solved, beside fresh twins")
    claim = replace(claim, benchmark=pairs.benchmark)
    items = _items(pairs)
    told = {each.question: each.text for each in good(asked) if each.question in items}
    both = [
        tuple(mark(items[f"{kind}-{n}"], told[f"{kind}-{n}"]) == "right" for kind in _KINDS)
        for n in range(len(pairs.pairs))
        if all(f"{kind}-{n}" in told for kind in _KINDS)
    ]
    if not both:
        return not_tested(claim, asked)
    n, easier, harder = len(both), both.count((True, False)), both.count((False, True))
    p, gap = sign_greater(easier, easier + harder), (easier - harder) / n
    reach = NormalDist().inv_cdf((1 + CONFIDENCE) / 2) * _error(easier, harder, n)
    needed = _pairs_for(max(0.2, (easier + harder) / n))
    verdict = "supported" if p >= OPEN and n >= needed else "not distinguishable"
    public, fresh = (sum(each[i] for each in both) / n for i in (0, 1))
    return replace(
        claim,
        verdict="contradicted" if p < LEVEL else verdict,  # type: ignore[arg-type]
        because=(
            f"{public:.0%} of {n} public items solved and {fresh:.0%} of their twins; {easier} only "
            f"as published, {harder} only anew, p {p:.2g}; a gap of {GAP:.0%} shows with {needed} pairs"
        ),
        measured=gap,
        low=gap - reach,
        high=gap + reach,
        unit="difference of shares",
        p=p,
        p_adjusted=p,
        n=n,
        method="McNemar's exact test of pairs, one-sided; interval by Wald of paired shares",
        controls=("each public item has a fresh twin of its own",),
        other_explanations=("The twins are harder for a reason that their makers overlooked.",),
        fair_sentence="Public items were solved more often than fresh twins of them, beyond chance.",
    )


def _completed(stated: Stated, asked: Sequence[Answered], pairs: Pairs) -> Claim:
    claim = claim_of(stated, "benchmark/completion", "public items completed from their beginnings")
    claim = replace(claim, benchmark=pairs.benchmark)
    prompts = {each.id: each.text for each in questions(pairs)}
    found = {}
    for kind, texts in _texts(pairs).items():
        mine = {e.question: e.text for e in good(asked) if e.question.startswith(f"{kind}-")}
        found[kind] = [
            _run(texts[int(id_.rpartition("-")[2])], prompts[id_], text) >= NOTICED
            for id_, text in mine.items()
            if id_ in prompts
        ]
    known, fresh = found["half"], found["fresh"]
    if not known:
        return not_tested(claim, asked)
    if len(fresh) < CONTROLS_AT_LEAST:
        few = f"{len(fresh)} later texts as controls, and {CONTROLS_AT_LEAST} are needed"
        return replace(claim, because=few, n=len(known))
    p = stratified_greater([(sum(known), len(known), sum(fresh), len(fresh))])
    enough = len(known) >= CONTROLS_AT_LEAST
    verdict = "supported" if p >= OPEN and enough else "not distinguishable"
    return replace(
        claim,
        verdict="contradicted" if p < LEVEL else verdict,  # type: ignore[arg-type]
        because=(
            f"{sum(known)} of {len(known)} public texts went on for {NOTICED} words or more as "
            f"published, and {sum(fresh)} of {len(fresh)} later ones; p {p:.2g}"
        ),
        measured=sum(known) / len(known),
        unit="share of texts",
        p=p,
        p_adjusted=p,
        n=len(known) + len(fresh),
        method="Fisher's exact test of texts with a run of equal words, one-sided",
        controls=(f"negative: {sum(fresh)} of {len(fresh)} texts published after the model",),
        other_explanations=("The public texts are quoted widely outside the benchmark.",),
        fair_sentence="Public items were completed word for word, and later ones were not.",
    )


_KINDS = ("public", "twin")


def _items(pairs: Pairs) -> dict[str, Item]:
    """Question → item to be marked."""
    made = {}
    for number, pair in enumerate(pairs.pairs):
        for kind, text, answer in zip(
            _KINDS, (pair.public, pair.twin), (pair.answer, pair.twin_answer), strict=True
        ):
            prompt, id_ = f"{text}\n\n{END[pairs.language]}", f"{kind}-{number}"
            value: Answer = answer if (number_ := read_number(answer)) is None else number_
            made[id_] = Item(id_, "pairs", pairs.language, prompt, value, id_)
    return made


def _texts(pairs: Pairs) -> dict[str, Sequence[str]]:
    return {"half": [each.public for each in pairs.pairs], "fresh": pairs.fresh}


def _run(text: str, prompt: str, said: str) -> int:
    """Words in a row of a text that an answer repeats and its prompt did not hold."""
    reference = hashed([Text("text", "text", "protected", text)], b"an item's salt")
    found, _ = recitals(reference, [Said("text", said, prompt=prompt)])
    return found[0].run


def _error(easier: int, harder: int, n: int) -> float:
    """Of the difference of two paired shares."""
    return math.sqrt(max(0.0, easier + harder - (easier - harder) ** 2 / n)) / n


def _pairs_for(apart: float) -> int:
    """Pairs in which a gap shows at .05, one-sided, with power .8, when so many differ at all."""
    normal = NormalDist()
    reach = normal.inv_cdf(1 - OPEN) * math.sqrt(apart)
    return math.ceil(((reach + normal.inv_cdf(0.8) * math.sqrt(apart - GAP**2)) / GAP) ** 2)
