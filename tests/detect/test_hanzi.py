import pytest

from auditor.detect.hanzi import HAN_CITY, HAN_NAME
from tests.cost import costing_less_than

NAMES = [
    ("您好，我是林思远，订单没到", ["林思远"]),
    ("志愿者朱志强已连续十年植树", ["朱志强"]),
    ("上官雨桐：到了吗？", ["上官雨桐"]),
    ("提醒小王明天去接何子涵。", ["小王", "何子涵"]),
    ("高兴、安静、方便、成功都可以作形容词", []),
    ("我国领土辽阔，江河众多", []),
    ("牛顿第二定律是考试重点", []),
]
CITIES = [("刚到成都，马上打车", ["成都"]), ("在武汉大学读书", []), ("买了一份北京烤鸭", [])]
HOSTILE = ["王" * 30_000, "伟" * 30_000, "我是王伟" * 8_000, "小" * 30_000]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_a_name_is_seen_by_its_signs_and_what_stands_beside_it(text, expected):
    assert [match.value for _, match in HAN_NAME.matches(text)] == expected


@pytest.mark.parametrize(("text", "expected"), CITIES)
def test_a_city_is_seen_where_it_is_no_part_of_another_word(text, expected):
    assert [match.value for _, match in HAN_CITY.matches(text)] == expected


@pytest.mark.parametrize("text", HOSTILE, ids=["family", "given", "names", "nicknames"])
def test_no_text_takes_long(text):
    with costing_less_than(0.5):
        list(HAN_NAME.matches(text))
