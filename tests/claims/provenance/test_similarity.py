"""Answers that copy another's are told from those of unrelated models."""

import random

import pytest
from scipy import stats

from auditor.claims.outcome import LEVEL
from auditor.claims.provenance.said import Whose
from auditor.claims.provenance.similarity import likeness, similarity

SELLER = Whose("generic", "chat", "house-model")
PROMPTS = [f"p{n}" for n in range(40)]
WORDS = (
    "the heron stood still in a cold river while kestrels hung over dry fields and watched mice "
    "run under hedges where old men mended nets with green twine before the evening tide came up"
).split()


def model(name: str, like: str = "", share: float = 0.0) -> dict[str, list[str]]:
    """Answers of words that each model chooses for itself, or as another one does."""
    answers = {}
    for prompt in PROMPTS:
        mine, theirs = random.Random(f"{name} {prompt}"), random.Random(f"{like} {prompt}")
        said = []
        for _ in range(25):
            own, other = mine.choice(WORDS), theirs.choice(WORDS)
            said.append(other if like and mine.random() < share else own)
        answers[prompt] = [" ".join(said)]
    return answers


def unrelated(seed: int, count: int = 6) -> dict[str, dict[str, list[str]]]:
    return {f"u{n}": model(f"unrelated {seed} {n}") for n in range(count)}


def test_a_model_that_says_what_another_says_is_told() -> None:
    suspect = model("s", like="big", share=0.8)
    (claim,) = similarity(SELLER, suspect, {"big": model("big", "big", 1)}, unrelated(1))
    assert claim.verdict == "contradicted", claim.because
    assert claim.low is not None
    assert claim.high is not None
    assert claim.low < (claim.measured or 0) < claim.high
    assert len(claim.controls) == 7


def test_an_unrelated_model_is_accused_no_more_often_than_stated() -> None:
    candidate, found = {"big": model("big")}, []
    others = unrelated(2)
    for seed in range(12):
        (claim,) = similarity(SELLER, model(f"suspect {seed}"), candidate, others)
        found += [claim.because] * (claim.verdict == "contradicted")
    assert len(found) <= stats.binom.ppf(0.999, 12, LEVEL), found


@pytest.mark.parametrize(("prompts", "count"), [(29, 6), (40, 4)])
def test_too_few_prompts_or_unrelated_models_say_nothing(prompts: int, count: int) -> None:
    suspect = dict(list(model("big").items())[:prompts])
    (claim,) = similarity(SELLER, suspect, {"big": model("big")}, unrelated(1, count))
    assert claim.verdict == "unverifiable"
    assert "30 and 5 are needed" in claim.because


def test_likeness_is_one_for_the_same_and_nothing_for_what_shares_no_piece() -> None:
    one = {"p": ["abc"], "q": ["abc"], "r": [""]}
    other = {"p": ["abc"], "q": ["xyz"], "r": [""]}
    assert list(likeness(one, other, ["p", "q", "r"])) == pytest.approx([1, 0, 1])
