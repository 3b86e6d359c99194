import re

import pytest

from auditor.detect.spelled import unspelled
from tests.cost import costing_less_than

SAID = [
    ("k seven dash M two", "k7-m2"),
    ("kilo seven hyphen Mike", "k7-m"),
    ("capital A, then the number nine", "a9"),
    ("ada dot q7 at mail dot example", "ada.q7@mail.example"),
    ("ada [at] mail (dot) example", "ada@mail.example"),
    ("forty-two double seven", "4277"),
    ("A as in Alpha, B for Bravo, seven", "ab7"),
    ("X-ray full stop", "x."),
    ("七K短横二M", "7k-2m"),
    ("大写A，然后是数字九", "a9"),
    ("壹贰叁点艾特", "123.@"),
]


@pytest.mark.parametrize(("text", "signs"), SAID)
def test_names_of_signs_become_the_signs(text, signs):
    assert re.sub(r"[\s,，]+", "", unspelled(text)) == signs


@pytest.mark.parametrize("text", ["someone", "dotted lines", "weight", "attention"])
def test_a_word_that_holds_a_name_stays(text):
    assert unspelled(text) == text


@pytest.mark.parametrize("text", ["seven ", "dot ", "double ", "a for ", "七", "x", " ", "[ "])
def test_a_hostile_text_costs_less_than_half_a_second(text):
    with costing_less_than(0.5):
        unspelled(text * (100_000 // len(text)))
