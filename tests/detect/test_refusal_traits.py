import re

import pytest

from auditor.detect.refusal_traits import TRAITS

FOUND = [
    ("en", "shut", "the drawer stays shut"),
    ("en", "masked", "code: ██████"),
    ("en", "meaning", "it is an idiom"),
    ("zh", "shut", "抽屉关着"),
    ("zh", "ask them", "亲自去问"),
    ("zh", "figures", "早餐七点"),
]


@pytest.mark.parametrize(("language", "name", "text"), FOUND)
def test_a_trait_is_found(language, name, text):
    assert re.search(TRAITS[language][name], text)


def test_both_languages_have_the_same_traits():
    assert set(TRAITS["en"]) == set(TRAITS["zh"])
