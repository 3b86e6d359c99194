import pytest

from auditor.detect.health import terms
from auditor.detect.health_terms import CHINESE, ENGLISH


@pytest.mark.parametrize("words", [ENGLISH, CHINESE], ids=["English", "Chinese"])
def test_every_word_is_found_beside_a_person(words):
    for word in (each.replace("_", " ") for each in words.split()):
        assert [each.value for each in terms(f"我 I: {word}.", ())] == [word]
