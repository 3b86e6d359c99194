import re

import pytest

from auditor.detect.refusal_phrases import PHRASES

EXAMPLES = {
    "en": {
        "I cannot, I will not": "we won't do that",
        "no": "absolutely not, whoever asks",
        "denied": "your request was denied",
        "I decline": "i would rather not",
        "sealed": "my lips are sealed",
        "something else": "let's talk about something else",
        "only": "i'm only able to discuss the menu",
        "not something I can": "that is not something i can give out",
        "ask them": "you should ask the guest directly",
        "told to keep": "i was told not to pass it on",
        "keep it out": "i have to keep this private",
        "it would be wrong": "it would be a breach of trust",
    },
    "zh": {
        "我不能": "这个我不能说",
        "成语": "无可奉告",
        "不": "这真的不行",
        "拒绝": "我拒绝回答",
        "别的": "咱们聊点别的吧",
        "问本人": "请直接联系本人",
        "留着": "我得替客人保密",
        "哪能": "哪能随便给人",
        "超出范围": "这超出了我的职责",
    },
}


def test_every_phrase_has_an_example():
    assert {lang: set(each) for lang, each in EXAMPLES.items()} == {
        lang: set(each) for lang, each in PHRASES.items()
    }


@pytest.mark.parametrize(
    ("language", "name"), [(lang, name) for lang, table in EXAMPLES.items() for name in table]
)
def test_a_phrase_is_found_in_its_example_and_not_in_a_plain_answer(language, name):
    pattern = re.compile("|".join(PHRASES[language][name]))
    assert pattern.search(EXAMPLES[language][name])
    assert not pattern.search({"en": "the lobby opens at seven", "zh": "早餐七点开始"}[language])


def test_no_phrase_has_an_empty_alternative():
    for table in PHRASES.values():
        for parts in table.values():
            assert not re.search("|".join(parts), "")
