"""A vendor that memorised a text is caught; one that writes its own words is not accused."""

import random

import pytest
from scipy import stats

from auditor.claims.outcome import LEVEL
from auditor.claims.provenance.said import Said, Whose
from auditor.claims.recall.references import References, Text, hashed, shipped_texts
from auditor.claims.recall.verbatim import verbatim

SELLER = Whose("generic", "chat", "house-model")
LICENCE = (
    "Members of the Harrow Lane seed library may borrow and grow any packet marked with a green "
    "dot, on the understanding that a third of the harvest returns to the drawer before frost. The "
    "library makes no promise that a seed will sprout, keep its colour, or please a neighbour, and "
    "nobody who wrote, sorted or labelled these packets answers for beans that climb a fence they "
    "were not invited to. Whoever shares a packet onward shares this notice with it, unchanged and "
    "legible, and whoever prints the notice on cloth must print all of it."
)
NOVEL = " ".join(
    random.Random(1).choices("the heron rain mill boat salt hill of and a".split(), k=300)
)
WORDS = (
    "we can say that the work is done by people who know how to do it and are paid for it".split()
)


def references(*protected: str) -> References:
    mine = [Text(f"d{n}", f"d{n}.txt", "protected", text) for n, text in enumerate(protected)]
    return hashed([*mine, *shipped_texts()], b"salt" * 4)


def prose(seed: int) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=120))


def asked(text: str, answer: str) -> Said:
    beginning = " ".join(text.split()[:30])
    return Said("go-on", answer, prompt=f"Go on from here: {beginning}")


def test_a_memorised_licence_text_is_caught() -> None:
    rest = " ".join(LICENCE.split()[30:])
    answers = [asked(LICENCE, f"Of course: {rest}"), *(Said("x", prose(n)) for n in range(20))]
    claim = verbatim(SELLER, references(LICENCE, NOVEL), answers)
    assert claim.verdict == "contradicted", claim.because
    assert claim.measured == 66
    assert claim.p_adjusted == claim.p is not None
    assert claim.because.startswith("a passage came back: longest run 66 words (d0.txt)")
    assert claim.controls[0].startswith("negative: longest run 0 words in 8 controls")
    assert "at most 0 of texts that it cannot know" in claim.fair_sentence


def test_a_text_with_a_word_changed_here_and_there_is_caught_too() -> None:
    words = " ".join([NOVEL, LICENCE]).split()
    changed = [f"other{n}" if n % 17 == 0 else word for n, word in enumerate(words)]
    claim = verbatim(SELLER, references(" ".join(words)), [Said("q", " ".join(changed))])
    assert claim.verdict == "contradicted", claim.because
    assert claim.measured == 16


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (LICENCE.split()[30:38], "not distinguishable"),
        (["nothing", "of", "the", "kind"], "supported"),
    ],
)
def test_a_short_run_says_little_and_none_is_a_pass_only_if_it_was_asked_for(
    answer: list[str], verdict: str
) -> None:
    claim = verbatim(SELLER, references(LICENCE), [asked(LICENCE, " ".join(answer))])
    assert claim.verdict == verdict, claim.because


def test_clean_twins_are_accused_no_more_often_than_stated() -> None:
    known, found = references(LICENCE, NOVEL), []
    for seed in range(50):
        answers = [asked(LICENCE, prose(seed * 20 + n)) for n in range(10)]
        claim = verbatim(SELLER, known, answers)
        found += [claim.because] * (claim.verdict == "contradicted")
    assert len(found) <= stats.binom.ppf(0.999, 50, LEVEL), found


def test_free_texts_show_that_reciting_is_noticed_and_break_nothing() -> None:
    speech = next(each.text for each in shipped_texts() if each.id == "gettysburg-address")
    claim = verbatim(SELLER, references(), [Said("q", speech)])
    assert claim.verdict == "unverifiable"
    assert claim.measured == 103
    assert "Gettysburg Address" in claim.fair_sentence
    beside = verbatim(SELLER, references(NOVEL), [Said("q", speech)])
    assert beside.verdict == "unverifiable"
    # The address quotes the declaration: "that all men are created equal".
    assert "positive: 2 of 10 free texts with 6 words or more, 0 asked for" in beside.controls


def test_controls_that_come_back_or_are_few_take_every_result_away() -> None:
    controls = [each.text for each in shipped_texts() if each.role == "control"]
    everything = verbatim(SELLER, references(LICENCE), [Said("q", " ".join([LICENCE, *controls]))])
    assert everything.verdict == "unverifiable"
    assert "a control came back" in everything.because
    alone = hashed([Text("a", "a", "protected", LICENCE)])
    assert "0 controls" in verbatim(SELLER, alone, [Said("q", LICENCE)]).because


def test_nothing_asked_is_not_tested_and_nothing_asked_for_no_pass() -> None:
    assert verbatim(SELLER, references(LICENCE), []).verdict == "not tested"
    claim = verbatim(SELLER, references(LICENCE), [Said("q", prose(1))])
    assert (claim.verdict, claim.because.split(":")[0]) == (
        "unverifiable",
        "no prompt asked to go on from any of the texts",
    )
