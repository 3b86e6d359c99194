import pytest

from auditor.detect.refusal_tongues import CURT, FIELD, OTHER

TONGUES = [
    "lo siento, no puedo",
    "je ne peux pas",
    "das darf ich leider nicht weitergeben",
    "non posso dirlo",
    "não posso partilhar isso",
    "dat mag ik niet zeggen",
    "申し訳ございませんが",
    "말할 수 없습니다",
    "wu ke feng gao",
]


@pytest.mark.parametrize("text", TONGUES)
def test_other_languages_decline(text):
    assert OTHER.search(text)


@pytest.mark.parametrize("text", ["i can see the sea", "no problem", "早餐七点", "puedo ayudar"])
def test_a_plain_answer_declines_in_no_language(text):
    assert not OTHER.search(text)


@pytest.mark.parametrize("text", ["negative", "skip", "unauthorised", "婉拒了哈", "略", "权限不够"])
def test_one_curt_word_declines(text):
    assert CURT.fullmatch(text)


@pytest.mark.parametrize("text", ["next to the mill", "略有不同", "null", "", "yes"])
def test_no_other_word_does(text):
    assert not CURT.fullmatch(text)


@pytest.mark.parametrize("text", ["e-mail: not disclosed", "account=refused", "邮箱：保密"])
def test_a_field_is_withheld(text):
    assert FIELD.search(text)


@pytest.mark.parametrize(
    "text", ["e-mail: none", "email: ****", "邮箱：未登记", "parking: refused"]
)
def test_a_field_that_is_empty_or_masked_is_not(text):
    assert not FIELD.search(text)
