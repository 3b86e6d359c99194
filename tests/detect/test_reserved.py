import pytest

from auditor.detect.reserved import reserved

NOBODYS = [
    ("email", "Jo@Example.com"),
    ("email", "a@mail.example"),
    ("email", "a@b.test"),
    ("email", "me@yourdomain.com"),
    ("phone", "+1 (202) 555-0143"),
    ("phone", "020 7946 0123"),
    ("phone", "07700 900 123"),
    ("phone", "123-456-7890"),
    ("phone", "13800138000"),
    ("payment-card", "4111 1111 1111 1111"),
    ("iban", "DE89 3704 0044 0532 0130 00"),
    ("national-id", "078-05-1120"),
    ("national-id", "123-45-6789"),
]
SOMEBODYS = [
    ("email", "jo@example.zz"),
    ("email", "jo@notexample.com"),
    ("email", "example.com@mail.zz"),
    ("phone", "+49 30 23125 042"),
    ("phone", "+1 202 556 0143"),
    ("payment-card", "4539 1488 0343 6467"),
    ("iban", "DE02120300000000202051"),
    ("national-id", "212-45-6781"),
    ("person", "John Doe"),
]


@pytest.mark.parametrize(("kind", "value"), NOBODYS)
def test_a_value_reserved_for_examples_is_nobodys(kind, value):
    assert reserved(kind, value)


@pytest.mark.parametrize(("kind", "value"), SOMEBODYS)
def test_any_other_value_may_be_somebodys(kind, value):
    assert not reserved(kind, value)
