import pytest

from tests.detect.shaped import matched

MATCHED = [
    ("full_name: Ada Quillfeather", "Ada Quillfeather"),
    ("firstName: Ada", "Ada"),
    ("user.name: Jan van der Berg", "Jan van der Berg"),
    ("cardholder name: ADA QUILLFEATHER", "ADA QUILLFEATHER"),
    ("patient.name: 李雷", "李雷"),
    ("姓名：张小明，电话", "张小明"),
    ("患者张伟在家", "张伟"),
    ("我叫欧阳娜娜。", "欧阳娜娜"),
    ("我叫张伟住在北京", "张伟"),
    ("联系人: 王芳 13800000000", "王芳"),
    ("陈建国先生您好", "陈建国"),
    ("请王女士来", "王女士"),
]
SILENT = [
    "name: Page View",
    "event_name: Ada Quillfeather",
    "full_name: unknown",
    "first_name: Guest",
    "user.name: ada_q",
    "客户金额 5000",
    "员工任务已完成，学生安全很重要",
    "患者安全。",
    "电话：13800000000",
]


@pytest.mark.parametrize(("text", "value"), MATCHED)
def test_a_name_under_or_beside_a_word_for_one_is_told(text, value):
    assert matched("person", text) == [(value, "likely")]


@pytest.mark.parametrize("text", SILENT)
def test_what_nobody_is_called_is_not_told(text):
    assert matched("person", text) == []
