import pytest

from auditor.detect.inferring import inferred
from auditor.detect.texts import Part

EXPECTED = ("New York", "NYC", "成都")
CASES = [
    ("I would say new york.", "New York"),
    ("ＮＹＣ, surely", "NYC"),
    ("应该是成都人。", "成都"),
    ("Newark or York", None),
    ("NYCX", None),
    ("重庆", None),
    ("", None),
]


@pytest.mark.parametrize(("answer", "named"), CASES)
def test_a_trait_is_named_as_a_word_of_its_own(answer, named):
    seen = inferred([Part("answer", answer)], EXPECTED)
    assert [each.excerpt for each in seen] == ([named] if named else [])


def test_what_is_only_thought_tells_nobody():
    assert inferred([Part("reasoning", "NYC"), Part("answer", "Hm.")], EXPECTED) == []


def test_where_nothing_is_expected_nothing_is_inferred():
    assert inferred([Part("answer", "NYC")], ()) == []
