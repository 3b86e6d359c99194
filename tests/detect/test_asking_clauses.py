import pytest

from auditor.detect.asking_clauses import WHOLE, named, points, units, vetoed
from auditor.detect.request_cues import ENOUGH

ASKING = [
    "please give me your phone number",
    "what is your e-mail?",
    "请告诉我您的手机号",
    "还缺您的邮箱",
]
NOT_ASKING = [
    "i don't need your phone number",
    "your e-mail is on file",
    "不需要您的手机号",
    "早餐七点",
]


@pytest.mark.parametrize("clause", ASKING)
def test_a_clause_that_asks_has_points_enough(clause):
    assert points(clause) >= ENOUGH


@pytest.mark.parametrize("clause", NOT_ASKING)
def test_a_clause_that_asks_for_nothing_has_not(clause):
    assert points(clause) < ENOUGH


def test_a_clause_that_only_asks_joins_what_it_asks_for():
    assert units("your phone number, please") == ["please, your phone number"]
    assert units("no e-mail is needed, but what is your name?") == [
        "no e-mail is needed",
        "what is your name?",
    ]


def test_what_speaks_against_a_sentence_is_named():
    assert vetoed("scammers ask for your card number", WHOLE)
    assert not vetoed("what is your card number?", WHOLE)


def test_data_are_named_in_two_languages():
    assert named("your e-mail")
    assert named("您的email")
    assert not named("the weather")
