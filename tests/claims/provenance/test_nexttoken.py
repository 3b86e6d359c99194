"""A fine-tuned copy is told from unrelated models, and an unrelated one is not accused."""

import random

import pytest
from scipy import stats

from auditor.claims.outcome import LEVEL
from auditor.claims.provenance.nexttoken import next_token
from auditor.claims.provenance.said import Whose

SELLER = Whose("generic", "chat", "house-model")
PROMPTS = [f"p{n}" for n in range(600)]


def parent() -> dict[str, str]:
    chance = random.Random(0)
    return {each: chance.choice("abcdefgh") for each in PROMPTS}


def model(agrees: float, seed: int) -> dict[str, str]:
    """Gives the parent's token in about that share of prompts."""
    chance, tokens = random.Random(f"{agrees} {seed}"), parent()
    return {each: tokens[each] if chance.random() < agrees else "z" for each in PROMPTS}


def controls(seed: int, count: int = 5) -> dict[str, dict[str, str]]:
    chance = random.Random(seed)
    return {f"c{n}": model(chance.gauss(0.45, 0.03), 100 * seed + n) for n in range(count)}


def test_a_fine_tuned_copy_is_told() -> None:
    (claim,) = next_token(SELLER, model(0.85, 1), {"llama-3": parent()}, controls(1))
    assert claim.verdict == "contradicted", claim.because
    assert claim.p_adjusted is not None
    assert claim.p_adjusted <= LEVEL
    assert claim.measured == pytest.approx(0.85, abs=0.05)
    assert len(claim.controls) == 6
    assert "unrelated models reach" in claim.fair_sentence


def test_a_parent_that_the_vendor_names_is_no_news() -> None:
    told = Whose("generic", "chat", "house-model", discloses=("llama-3",))
    (claim,) = next_token(told, model(0.85, 1), {"llama-3": parent()}, controls(1))
    assert claim.verdict == "supported"
    assert claim.because.endswith("the vendor names it")


def test_two_parents_are_adjusted_for_their_number() -> None:
    parents = {"one": parent(), "two": dict.fromkeys(PROMPTS, "q")}
    one, two = next_token(SELLER, model(0.85, 1), parents, controls(1))
    assert one.p is not None
    assert one.p_adjusted == pytest.approx(2 * one.p)
    assert two.verdict == "supported"


def test_an_unrelated_model_is_accused_no_more_often_than_stated() -> None:
    found = []
    for seed in range(50):
        chance = random.Random(-seed - 1)
        suspect = model(chance.gauss(0.45, 0.03), 9000 + seed)
        (claim,) = next_token(SELLER, suspect, {"llama-3": parent()}, controls(seed))
        found += [claim.because] * (claim.verdict == "contradicted")
    assert len(found) <= stats.binom.ppf(0.999, 50, LEVEL), found


@pytest.mark.parametrize(("prompts", "count"), [(600, 4), (499, 5), (0, 0)])
def test_too_few_prompts_or_controls_say_nothing(prompts: int, count: int) -> None:
    suspect = dict(list(model(1.0, 1).items())[:prompts])
    (claim,) = next_token(SELLER, suspect, {"llama-3": parent()}, controls(1, count))
    assert claim.verdict == ("unverifiable" if prompts else "not tested")
    assert "500 and 5 are needed" in claim.because
