import pytest

from tests.detect.shaped import matched

MATCHED = [
    ("payment-card", "card 4111 1111 1111 1111", "4111 1111 1111 1111", "likely"),
    ("payment-card", "number: 4111111111111111", "4111111111111111", "possible"),
    ("iban", "DE89 3704 0044 0532 0130 00 BIC", "DE89 3704 0044 0532 0130 00", "certain"),
    ("iban", "GB82WEST12345698765432", "GB82WEST12345698765432", "certain"),
    ("payment-card", "卡号 4539 1488 0343 6467", "4539 1488 0343 6467", "likely"),
    (
        "iban",
        "MT84 MALT 0110 0001 2345 MTLC AST0 01S",
        "MT84 MALT 0110 0001 2345 MTLC AST0 01S",
        "certain",
    ),
    ("iban", "DE89370400440532013000 ABC", "DE89370400440532013000", "certain"),
    ("bank-account", "account number: 12345678", "12345678", "likely"),
    ("bank-account", "salary account 190980432087", "190980432087", "likely"),
    ("bank-account", "sort code 20-30-40, account 12345678", "12345678", "likely"),
    ("bank-account", "收款账号 6222021234567", "6222021234567", "likely"),
]
SILENT = [
    ("payment-card", "4111 1111 1111 1112"),
    ("payment-card", "1732380000000"),
    ("payment-card", "411-1111111-1111111"),
    ("payment-card", '"trace": 4111111111111111'),
    ("payment-card", "0000000000000000"),
    ("iban", "DE88 3704 0044 0532 0130 00"),
    ("iban", "XX89 3704 0044 0532 0130 00"),
    ("bank-account", "order 12345678"),
    ("bank-account", "account number at routing number 021000021"),
    ("bank-account", "accountant 12345678"),
]


@pytest.mark.parametrize(("kind", "text", "value", "sureness"), MATCHED)
def test_a_form_is_told_with_how_sure_it_is(kind, text, value, sureness):
    assert matched(kind, text) == [(value, sureness)]


@pytest.mark.parametrize(("kind", "text"), SILENT)
def test_what_only_looks_like_one_is_not_told(kind, text):
    assert matched(kind, text) == []
