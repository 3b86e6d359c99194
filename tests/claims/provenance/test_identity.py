"""Unled claims of another's identity are caught, and a clean twin is not accused."""

import random

import pytest
from scipy import stats

from auditor.claims.outcome import LEVEL
from auditor.claims.provenance.identity import (
    CONTROL,
    LED,
    UNLED,
    identity,
    of_questions,
    questions,
)
from auditor.claims.provenance.said import Said, Whose
from auditor.evidence.claim import Claim

SELLER = Whose("deepseek", "chat", "deepseek-chat")
OWN = {
    "en": "I am DeepSeek-V3, an assistant made by DeepSeek.",
    "zh": "我是DeepSeek-V3，由深度求索研发。",
    "de": "Ich bin DeepSeek, entwickelt von DeepSeek.",
}
OTHER = {
    "en": "I am ChatGPT, a language model trained by OpenAI.",
    "zh": "我是ChatGPT，由OpenAI训练的模型。",
    "de": "Ich bin ChatGPT, ein Sprachmodell von OpenAI.",
}
BESIDE = "Unlike ChatGPT by OpenAI, I am DeepSeek."


def replies(share: float, seed: int, beside: float = 0.0) -> list[tuple[str, str]]:
    """A scripted vendor: it claims another's identity in a share of its unled answers."""
    chance = random.Random(f"{share} {seed}")
    answers = []
    for each in questions():
        for _ in range(each.trials):
            other = each.arm == UNLED and chance.random() < share
            text = (OTHER if other else OWN).get(each.language, (OTHER if other else OWN)["en"])
            if each.arm == CONTROL:
                text = "It was Thomas Edison. Known assistants are ChatGPT by OpenAI and Siri."
            if each.arm == LED:
                text = OTHER["en"]
            if not other and chance.random() < beside:
                text = BESIDE
            answers.append((each.id, text))
    return answers


def told(claim: Claim) -> str:
    return f"{claim.verdict}: {claim.because}"


@pytest.mark.parametrize("seed", range(5))
def test_a_vendor_that_is_chatgpt_in_15_percent_of_unled_answers_is_caught(seed: int) -> None:
    claim = of_questions(SELLER, replies(0.15, seed))
    assert claim.verdict == "contradicted", told(claim)
    assert claim.low is not None
    assert claim.low > 0.01
    assert claim.p_adjusted is not None
    assert claim.p_adjusted <= LEVEL
    assert "openai" in claim.because
    assert "openai" in claim.fair_sentence
    assert claim.other_explanations


def test_a_clean_twin_is_accused_no_more_often_than_stated() -> None:
    claims = [of_questions(SELLER, replies(0.0, seed, beside=0.2)) for seed in range(25)]
    # Models that nobody suspects take themselves for another now and then.
    claims += [of_questions(SELLER, replies(0.01, seed)) for seed in range(25)]
    found = [told(each) for each in claims if each.verdict == "contradicted"]
    assert len(found) <= stats.binom.ppf(0.999, 50, LEVEL), found
    assert claims[0].verdict == "supported", told(claims[0])


def test_led_answers_are_told_apart_and_never_judged() -> None:
    claim = of_questions(SELLER, replies(0.0, 1))
    assert claim.measured == 0
    assert "led, not judged: 24 of 24 replies claim another maker's model" in claim.controls
    assert any(each.startswith("positive: 192 of 192") for each in claim.controls)


def test_a_parent_that_the_vendor_names_is_its_own() -> None:
    open_about_it = Whose("deepseek", "chat", "deepseek-chat", discloses=("openai",))
    assert of_questions(open_about_it, replies(0.15, 1)).verdict == "supported"


def test_a_control_that_says_the_same_as_often_takes_the_finding_away() -> None:
    answers = [(id_.split("."), text) for id_, text in replies(0.15, 1)]
    unled = [Said(template, text) for (arm, template, _), text in answers if arm == UNLED]
    others = {"another": (Whose("mistral", "m", "mistral-large"), unled)}
    control = [Said("c", "It was Edison.")] * 60
    claim = identity(SELLER, unled, control, others=others)
    assert claim.verdict == "not distinguishable"
    assert len([each for each in claim.controls if each.startswith("against")]) == 2


@pytest.mark.parametrize(
    ("unled", "control"),
    [([], []), ([Said("who", "ChatGPT")] * 100, [Said("c", "no")]), ([Said("a", "b")] * 10, [])],
)
def test_too_few_answers_say_nothing(unled: list[Said], control: list[Said]) -> None:
    claim = identity(SELLER, unled, control)
    assert claim.verdict == ("unverifiable" if unled else "not tested")
    assert ("are needed" if unled else "no unled question") in claim.because
    assert claim.fair_sentence


def test_ids_name_the_phrasing_and_languages_can_be_chosen() -> None:
    asked = questions(["de", "en"])
    assert {each.language for each in asked} == {"de", "en"}
    assert asked[0].id == "unled.who-made-you.en"
    assert len({each.id for each in questions()}) == len(questions()) == 96 + 24 + 12
