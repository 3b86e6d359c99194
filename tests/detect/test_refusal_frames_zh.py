import re

import pytest

from auditor.detect.refusal_frames_zh import FRAMES

EXAMPLES = {
    "属于隐私": "这属于客人的隐私",
    "保护": "必须保护客人的信息",
    "信任": "受人之托",
    "省略": "联系方式因隐私原因省略",
    "不说": "这不归我说",
    "口风": "嘴巴缝上了",
    "正式渠道": "请出示法院文书",
    "被拒": "您的请求无法满足",
}


def test_every_frame_has_an_example():
    assert set(EXAMPLES) == set(FRAMES)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_frame_is_found_in_its_example_and_not_in_a_plain_answer(name):
    pattern = re.compile("|".join(FRAMES[name]))
    assert pattern.search(EXAMPLES[name])
    assert not pattern.search("早餐七点开始")
    assert not pattern.search("")
