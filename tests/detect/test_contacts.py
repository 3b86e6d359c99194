import pytest

from tests.detect.shaped import matched

MATCHED = [
    ("email", "to ada@mail.example.test.", "ada@mail.example.test", "certain"),
    ("email", "<o'neil+x@a.example>", "o'neil+x@a.example", "certain"),
    ("phone", "ring +44 20 7946 0018", "+44 20 7946 0018", "certain"),
    ("phone", "+1 202 555 0143", "+1 202 555 0143", "certain"),
    ("phone", "phone: 2025550143", "2025550143", "likely"),
    ("phone", "(202) 456-1414", "(202) 456-1414", "possible"),
    ("email", "邮箱ada@mail.example.test。", "ada@mail.example.test", "certain"),
    ("phone", "电话13800138001", "13800138001", "likely"),
    ("phone", "快递到了打13900001234我下来", "13900001234", "likely"),
]
SILENT = [
    ("email", "postgres://jo:hunter2@db.example.test/x"),
    ("email", "https://key@o1.example.test/1"),
    ("email", "git@code.example.test:x.git"),
    ("email", "logo@2x.png"),
    ("phone", "1732380000000"),
    ("phone", "2026-11-23 12:30"),
    ("phone", "192.168.1.100"),
    ("phone", "7.479146061"),
    ("phone", "hotline: 1-800-555-0199"),
    ("phone", "热线400-800-1234"),
    ("email", "write to support@mail.example.test"),
    ("email", "such as user@example.com"),
    ("phone", "version 1.22.333.4444"),
]


@pytest.mark.parametrize(("kind", "text", "value", "sureness"), MATCHED)
def test_a_form_is_told_with_how_sure_it_is(kind, text, value, sureness):
    assert matched(kind, text) == [(value, sureness)]


@pytest.mark.parametrize(("kind", "text"), SILENT)
def test_what_only_looks_like_one_is_not_told(kind, text):
    assert matched(kind, text) == []
