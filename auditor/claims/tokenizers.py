"""Whose tokenizer counts? One-token calls whose billed prompt is held against known vocabularies.

A prompt costs what its template adds and what its text has; less a base prompt, the text's own
count is left. Twelve texts of different scripts and forms tell vocabularies apart, whatever the
model says of itself. ``probes/claims/tokenizers.tsv`` has the counts of published vocabularies.
"""

import csv
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import replace

from auditor.claims.answered import Answered, good, of_check
from auditor.claims.outcome import Stated, claim_of, not_tested
from auditor.evidence.claim import Claim, ClaimVerdict
from auditor.shipped import shipped

BASE = "a"
TEXTS: Mapping[str, str] = {
    "en": "The quick harbour pilot remembered seven unforgettable lighthouses.",
    "zh": "清晨的渡轮缓缓驶过安静的海港，灯塔的光仍在闪烁。",
    "code": "for (int i = 0; i < n; ++i) {\n    total += values[i] * 2;\n}",
    "emoji": "🦜🌋🧭🪁👩‍🚀🏴‍☠️",
    "digits": "3141592653589793238462643383279502884197",
    "space": " \t\t    \n\n\n        \n",
    "thai": "เรือข้ามฟากแล่นผ่านท่าเรือที่เงียบสงบในยามเช้า",
    "arabic": "السفينة تقترب من الميناء عند الفجر",
    "hindi": "जहाज़ भोर में बंदरगाह के पास पहुँच रहा है",
    "russian": "Паром медленно прошёл мимо притихшей гавани на рассвете",
    "korean": "새벽에 여객선이 조용한 항구를 천천히 지나갔다",
    "base64": "VGhlIHF1aWNrIGJyb3duIGZveCBqdW1wcw==",
}
"""What stands between two signs of the base prompt, so that spaces at its ends count."""
NEAR = 4
"""L1 distance up to which a vocabulary still fits: a boundary joins with its neighbour."""


def prompts() -> dict[str, str]:
    """Question → what is asked."""
    return {"base": BASE + BASE, **{name: f"{BASE}{text}{BASE}" for name, text in TEXTS.items()}}


def vectors() -> dict[str, tuple[int, ...]]:
    """Family → the tokens that each prompt has beyond the base one."""
    with shipped("probes", "claims", "tokenizers.tsv").open(encoding="utf-8") as file:
        rows = csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t")
        return {row["family"]: tuple(int(row[name]) for name in TEXTS) for row in rows}


def counted(answers: Sequence[Answered]) -> tuple[int, ...] | None:
    """The tokens beyond the base prompt, as billed; None unless every prompt was billed."""
    billed: dict[str, list[int]] = {}
    for each in answers:
        if each.check == "tokenizer" and each.tokens_in is not None:
            billed.setdefault(each.question, []).append(each.tokens_in)
    if not {"base", *TEXTS} <= set(billed):
        return None
    middle = {name: int(statistics.median_low(counts)) for name, counts in billed.items()}
    return tuple(middle[name] - middle["base"] for name in TEXTS)


def distances(counts: Sequence[int]) -> list[tuple[int, str]]:
    """How far off each known family is (L1), the nearest first."""
    return sorted(
        (sum(abs(a - b) for a, b in zip(counts, known, strict=True)), family)
        for family, known in vectors().items()
    )


def family_of(answers: Sequence[Answered]) -> str:
    """The family whose counts these are; empty when none fits, or several do."""
    counts = counted(answers)
    if counts is None:
        return ""
    (first, family), (second, _), *_ = distances(counts)
    return family if first <= NEAR and second > 2 * NEAR else ""


def tokenizer(stated: Stated, answers: Sequence[Answered]) -> Claim:
    """What the counts say, and whether that is the family that the vendor states."""
    claim = claim_of(stated, "provenance/tokenizer", "tokenizer", "ip-provenance")
    asked = of_check(answers, "tokenizer")
    if not good(asked):
        return not_tested(claim, asked)
    counts = counted(good(asked))
    if counts is None:
        return replace(claim, because="the answers do not say how many tokens each prompt had")
    (first, nearest), (second, other), *_ = distances(counts)
    family = family_of(asked)
    verdict, because = _verdict(stated.tokenizer, family)
    return replace(
        claim,
        verdict=verdict,
        because=(
            f"{because}: {nearest} is {first} tokens away, the next, {other}, {second}, over "
            f"{len(TEXTS)} texts"
        ),
        stated=stated.tokenizer or None,
        measured=float(first),
        unit="tokens apart",
        n=len(asked),
        method="L1 distance of billed prompt tokens, less a base prompt, to known vocabularies",
        controls=(f"the next best vocabulary, {other}, is {second} tokens apart",),
        other_explanations=(
            "Tokenizers are published and reused freely, also by models trained from scratch.",
            "A gateway may count with another tokenizer than the model has.",
        ),
        fair_sentence=f"Billed prompt tokens fit {family or 'none of the known vocabularies'}.",
    )


def _verdict(stated: str, family: str) -> tuple[ClaimVerdict, str]:
    fits = f"counts fit {family}" if family else "counts fit no known vocabulary"
    if not stated:
        return "unverifiable", f"{fits}, and the plan names none that is stated"
    if not family:
        # What is stated may be a next version that the table does not have.
        return "not distinguishable", f"{fits}, {stated} is stated"
    return "supported" if family == stated else "contradicted", f"{fits}, {stated} is stated"
