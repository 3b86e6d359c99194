"""How far the writing of targets lies apart: a table, never a verdict (``provenance/style``).

Burrows's Delta in its cosine form (Smith and Aldridge 2011; Evert et al. 2017): shares of the
commonest words, of marks and of Markdown signs, standardised over the targets. Whoever is nearest
is only the nearest of those that were asked.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from auditor.claims.provenance.said import Whose, claim_of
from auditor.evidence.claim import Claim

CHECK = "provenance/style"
FEATURES = 150
"""Commonest words and signs over all targets."""
ANSWERS_AT_LEAST = 50
DRAWS = 200
LONGEST = 4000
METHOD = f"cosine Delta over the {FEATURES} commonest words and signs, {DRAWS} bootstrap draws"

_SIGN = re.compile(
    r"[a-zà-öø-ÿа-яё']+|[\u3040-\u30ff\u4e00-\u9fff]|[^\w\s]{1,3}|\n+", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Distance:
    """Between two targets: 0 for the same style, 1 for unrelated ones, 2 at most."""

    one: str
    other: str
    value: float
    low: float
    high: float
    nearest: float
    """Share of draws in which ``other`` is the nearest to ``one``."""


def distances(answers: Mapping[str, Sequence[str]]) -> list[Distance]:
    """Between each ordered pair of targets; ValueError with fewer than three, where nothing is near."""
    if len(answers) < 3:
        raise ValueError("style is a matter of comparison: three targets at least")
    names = list(answers)
    counts = {name: [_counts(text) for text in texts] for name, texts in answers.items()}
    common = Counter[str]()
    for rows in counts.values():
        for row in rows:
            common.update(row)
    features = [feature for feature, _ in common.most_common(FEATURES)]
    tables = {
        name: np.array([[row[each] for each in features] + [row.total()] for row in rows], float)
        for name, rows in counts.items()
    }
    chance = np.random.default_rng(0)
    value = _grid([tables[name].sum(0) for name in names])
    drawn = np.array(
        [_grid([_redrawn(tables[name], chance) for name in names]) for _ in range(DRAWS)]
    )
    return list(_pairs(names, value, drawn))


def style(whose: Whose, answers: Mapping[str, Sequence[str]]) -> Claim:
    """The table as seen from one target; unverifiable by design."""
    short = [name for name, texts in answers.items() if len(texts) < ANSWERS_AT_LEAST]
    claim: dict[str, Any] = {
        "method": METHOD,
        "n": len(answers.get(whose.target, ())),
        "other_explanations": ("Style follows the system prompt, the language and the questions.",),
        "fair_sentence": "Styles were compared; that two are near says nothing of where they come from.",
    }
    if len(answers) < 3 or short:
        because = f"three targets with {ANSWERS_AT_LEAST} answers each are needed to compare styles"
        return claim_of(whose, CHECK, "distance of styles", because=because, **claim)
    mine = sorted(
        (each for each in distances(answers) if each.one == whose.target),
        key=lambda each: each.value,
    )
    return claim_of(
        whose,
        CHECK,
        "distance of styles",
        because=f"a table, not a verdict: nearest of those asked is {mine[0].other}",
        measured=mine[0].value,
        low=mine[0].low,
        high=mine[0].high,
        unit="cosine Delta",
        controls=tuple(
            f"{each.other}: {each.value:.2f} ({each.low:.2f} to {each.high:.2f}), nearest in "
            f"{each.nearest:.0%} of draws"
            for each in mine
        ),
        **claim,
    )


def _counts(text: str) -> Counter[str]:
    return Counter(match.group().lower() for match in _SIGN.finditer(text[:LONGEST]))


def _redrawn(table: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    return np.asarray(table[chance.integers(0, len(table), len(table))].sum(0))


def _grid(sums: Sequence[np.ndarray]) -> np.ndarray:
    """1 − cosine of standardised shares, between all targets."""
    shares = np.array([each[:-1] / max(1.0, each[-1]) for each in sums])
    spread = shares.std(0)
    scores = (shares - shares.mean(0))[:, spread > 0] / spread[spread > 0]
    length = np.linalg.norm(scores, axis=1, keepdims=True)
    unit = np.divide(scores, length, out=np.zeros_like(scores), where=length > 0)
    return np.asarray(np.clip(1 - unit @ unit.T, 0, 2))


def _pairs(names: Sequence[str], value: np.ndarray, drawn: np.ndarray) -> Iterator[Distance]:
    for i, one in enumerate(names):
        others = [j for j in range(len(names)) if j != i]
        nearest = np.array(others)[drawn[:, i, others].argmin(1)]
        for j in others:
            low, high = np.quantile(drawn[:, i, j], [0.025, 0.975])
            share = float((nearest == j).mean())
            yield Distance(one, names[j], float(value[i, j]), float(low), float(high), share)
