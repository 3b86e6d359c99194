"""Can the stated context be used? Facts looked for in short texts and in ones that nearly fill it."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import median

from auditor.claims.answered import Answered, good
from auditor.claims.items.item import END, Item
from auditor.claims.items.marking import mark
from auditor.claims.items.reading import needles
from auditor.claims.outcome import LEVEL, OPEN, Stated, claim_of, not_tested
from auditor.claims.statistics import stratified_greater
from auditor.evidence.claim import Claim, ClaimVerdict

TEXTS = 10
"""Short ones, and as many long ones."""
NEAR = 40
"""Sentences of a short text."""
FILLED = 0.8
"""Of the stated context; how a vendor counts tokens is not known before."""
PER_SENTENCE = 24
"""Tokens, at most, in the vocabularies that are known."""
FOUND = 0.8
"""Of the short texts' facts, below which long ones show nothing."""


def long_texts(seed: int, context: int) -> dict[str, Item]:
    """Question → item: ``near-1`` … and ``far-1`` …; the fact stands anywhere in the text."""
    sizes = {"near": NEAR, "far": max(NEAR, int(context * FILLED / PER_SENTENCE))}
    made = {}
    for kind, sentences in sizes.items():
        for number in range(1, TEXTS + 1):
            chance = random.Random(f"{kind} {number} {seed}")  # noqa: S311 - must be repeatable
            text, answer, depth = needles(chance, "en", sentences)
            id_ = f"{kind}-{number}"
            made[id_] = Item(id_, "needles", "en", f"{text}\n\n{END['en']}", answer, depth)
    return made


def context(stated: Stated, answers: Sequence[Answered], items: Mapping[str, Item]) -> Claim:
    """Facts found in long texts, against those found in short ones."""
    claim = claim_of(stated, "service/context-length", "facts found in the stated context")
    asked = [each for each in answers if each.check == "service" and each.question in items]
    sides = {
        kind: [each for each in good(asked) if each.question.startswith(kind)]
        for kind in ("near", "far")
    }
    if not all(sides.values()):
        return not_tested(claim, asked)
    found = {
        kind: sum(mark(items[each.question], each.text) == "right" for each in side)
        for kind, side in sides.items()
    }
    near, far = len(sides["near"]), len(sides["far"])
    p = stratified_greater([(found["near"], near, found["far"], far)])
    able = found["near"] >= FOUND * near
    verdict: ClaimVerdict = "not distinguishable"
    if p < LEVEL and able:
        verdict = "contradicted"
    elif p >= OPEN and able and found["far"] >= FOUND * TEXTS:
        verdict = "supported"
    told = [each.tokens_in for each in sides["far"] if each.tokens_in is not None]
    size = f"{median(told):,.0f} billed tokens" if told else "long texts"
    return replace(
        claim,
        verdict=verdict,
        because=(
            f"{found['near']} of {near} facts found in short texts, {found['far']} of {far} in "
            f"{size} of {stated.context:,} stated; {TEXTS - far} long ones were not answered"
        ),
        stated=float(stated.context or 0),
        unit="tokens",
        measured=found["far"] / far,
        p=p,
        p_adjusted=p,
        n=near + far,
        method="exact test of facts found in long and in short texts, one-sided",
        controls=(f"the same task in short texts: {found['near']} of {near}",),
        other_explanations=("Tokens were counted with another tokenizer than the vendor uses.",),
        fair_sentence="Planted facts were found less often in long texts than in short ones.",
    )
