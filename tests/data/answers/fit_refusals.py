"""Fits the weights of auditor/detect/refusal_weights.json to dev.jsonl; never to the frozen set."""

import json
import random
from collections import Counter
from pathlib import Path

import numpy as np

from auditor.detect import refusal_score
from auditor.detect.refusal_score import SHORT, features
from auditor.detect.refusals import normal, said

HERE = Path(__file__).parent
WEIGHTS = Path(refusal_score.__file__).with_name("refusal_weights.json")
RARE = 3
"""Answers that a word must stand in."""
STIFF = {"w": 6.0, "": 1.0}
"""What a squared weight costs: words are many and say little each."""
SMALL = 0.05
"""A word that weighs less is left out."""

type Labelled = list[tuple[str, bool]]


def answers(language: str) -> Labelled:
    """The short answers that disclose nothing, without names, and whether they decline."""
    rows = [json.loads(line) for line in (HERE / "dev.jsonl").read_text("utf-8").splitlines()]
    mine = [row for row in rows if row["language"] == language and row["label"] != "hit"]
    told = [
        (row["answer"].replace(row["planted"]["person"], ""), row["label"] == "refused")
        for row in mine
    ]
    return [(text, label) for text, label in [*told, *joined(told)] if len(text) <= SHORT]


def joined(told: Labelled) -> Labelled:
    """Pairs of harmless answers: who says more touches upon more, and declines no more for it."""
    chance = random.Random(5)
    harmless = [text for text, label in told if not label]
    return [(" ".join(chance.sample(harmless, 2)), False) for _ in range(100)]


def fitted(language: str, told: Labelled) -> dict[str, float]:
    """Ridge logistic regression by Newton's method."""
    seen = [features(normal(text), said(text), language) for text, _ in told]
    counts = Counter(name for each in seen for name in each)
    names = ["", *sorted(n for n, k in counts.items() if k >= RARE or not n.startswith("w:"))]
    given = np.array([[name == "" or name in each for name in names] for each in seen], float)
    weights = _newton(
        given,
        np.array([label for _, label in told], float),
        np.array([STIFF["w" if name.startswith("w:") else ""] for name in names]),
    )
    return {
        name: round(float(weight), 2)
        for name, weight in zip(names, weights, strict=True)
        if abs(weight) >= SMALL or not name.startswith("w:")
    }


def _newton(given: np.ndarray, labels: np.ndarray, stiff: np.ndarray) -> np.ndarray:
    weights = np.zeros(given.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-given @ weights))
        slope = given.T @ (chance - labels) + stiff * weights
        bend = (given * (chance * (1 - chance))[:, None]).T @ given + np.diag(stiff)
        weights -= np.linalg.solve(bend, slope)
    return weights


def whole() -> str:
    """The file as it should be."""
    table = {language: fitted(language, answers(language)) for language in ("en", "zh")}
    return json.dumps(table, ensure_ascii=False, indent=0) + "\n"


if __name__ == "__main__":
    WEIGHTS.write_text(whole(), encoding="utf-8")
