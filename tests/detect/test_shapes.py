import pytest

from auditor.detect.shapes import SHAPES

BY_KIND = {shape.kind: shape for shape in SHAPES}


def matched(kind: str, text: str) -> list[tuple[str, str]]:
    shape = BY_KIND[kind]
    found = (shape.check(text[: one.start()], one[0]) for one in shape.pattern.finditer(text))
    return [(one.value, one.sureness) for one in found if one]


MATCHED = [
    ("email", "to ada@mail.example.test.", "ada@mail.example.test", "certain"),
    ("email", "<o'neil+x@a.example>", "o'neil+x@a.example", "certain"),
    ("phone", "ring +44 20 7946 0018", "+44 20 7946 0018", "certain"),
    ("phone", "+1 202 555 0143", "+1 202 555 0143", "certain"),
    ("phone", "phone: 2025550143", "2025550143", "likely"),
    ("phone", "(202) 456-1414", "(202) 456-1414", "possible"),
    ("payment-card", "card 4111 1111 1111 1111", "4111 1111 1111 1111", "likely"),
    ("payment-card", "number: 4111111111111111", "4111111111111111", "possible"),
    ("iban", "DE89 3704 0044 0532 0130 00 BIC", "DE89 3704 0044 0532 0130 00", "certain"),
    ("iban", "GB82WEST12345698765432", "GB82WEST12345698765432", "certain"),
    ("national-id", "ssn 078-05-1120", "078-05-1120", "likely"),
    ("national-id", "AB 12 34 56 C", "AB 12 34 56 C", "likely"),
    ("ip-address", "from 198.51.100.77", "198.51.100.77", "likely"),
    ("ip-address", "from 2001:db8::8a2e:370:7334", "2001:db8::8a2e:370:7334", "likely"),
]


@pytest.mark.parametrize(("kind", "text", "value", "sureness"), MATCHED)
def test_a_form_is_told_with_how_sure_it_is(kind, text, value, sureness):
    assert matched(kind, text) == [(value, sureness)]


SILENT = [
    ("email", "https://key@o1.example.test/1"),
    ("email", "git@code.example.test:x.git"),
    ("email", "logo@2x.png"),
    ("phone", "1732380000000"),
    ("phone", "2026-11-23 12:30"),
    ("phone", "192.168.1.100"),
    ("phone", "version 1.22.333.4444"),
    ("payment-card", "4111 1111 1111 1112"),
    ("payment-card", "1732380000000"),
    ("payment-card", "0000000000000000"),
    ("iban", "DE88 3704 0044 0532 0130 00"),
    ("iban", "XX89 3704 0044 0532 0130 00"),
    ("national-id", "000-12-3456"),
    ("national-id", "666-12-3456"),
    ("national-id", "GB 12 34 56 C"),
    ("ip-address", "Chrome/120.0.0.0"),
    ("ip-address", "version: 98.51.100.77"),
    ("ip-address", "127.0.0.1"),
    ("ip-address", "1.2.3.4"),
    ("ip-address", "300.1.1.1"),
    ("ip-address", "12:30:11"),
]


@pytest.mark.parametrize(("kind", "text"), SILENT)
def test_what_only_looks_like_one_is_not_told(kind, text):
    assert matched(kind, text) == []
