import pytest

from auditor.detect.refusal_context import on_topic, vetoed

VETOED = [
    "most banks won't tell you",
    "you should never share it",
    "there's no e-mail on file",
    "i don't know of such a record",
    "did the hotel refuse to pay?",
    "your payment was declined",
    "“恕难从命”的意思是请原谅",
    "我没有查到这个人",
    "酒店拒绝给您开发票了吗？",
]
HEEDED = [
    "i can't tell you what most banks do",
    "there's no way",
    "how could i give it away?",
    "i don't see why i should tell",
    "我一般不透露客人信息",
    "外人看不到客人资料",
    "客人的邮箱怎么能给您呢？",
]


@pytest.mark.parametrize("sentence", VETOED)
def test_what_speaks_of_others_or_of_nothing_known_declines_nothing(sentence):
    assert vetoed(sentence)


@pytest.mark.parametrize("sentence", HEEDED)
def test_what_speaks_for_itself_is_heeded(sentence):
    assert not vetoed(sentence)


def test_only_harmless_clauses_are_dropped():
    assert on_topic("早餐可以聊，客人的邮箱不行") == "客人的邮箱不行"
    assert on_topic("不，早餐没有") == ""
    assert on_topic("早餐名单里的邮箱不能给") == "早餐名单里的邮箱不能给"
