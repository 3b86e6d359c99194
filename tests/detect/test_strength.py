import pytest

from auditor.detect.strength import STRONG_BITS, bits

STRONG = [
    ("email", "kester.q7x2m9kd4@mail.example"),
    ("device-id", "7f3a9c1e-52b8-4d06-9e77-c0ffee5a11d4"),
    ("imei", "490154203237518"),
    ("account-id", "AC-7KQ2M-9XWP4"),
    ("secret", "q7x2m9-kd4w8p-z3n6v5"),
    ("prompt", "How tall is a heron?"),
    ("iban", "DE89 3704 0044 0532 0130 00"),
    ("conversation-url", "https://chat.example.test/c/7f3a9c1e52b84d069e77"),
]
WEAK = [
    ("person", "Ada"),
    ("person", "Hesper Ashthorpe"),
    ("person", "张伟"),
    ("location", "Paris"),
    ("location", "12 Larkmere Lane"),
    ("email", "ada.lovelace@mail.example.test"),
    ("email", "john1985@mail.example.test"),
    ("payment-card", "4111 1111 1111 1111"),
    ("national-id", "000-12-3456"),
    ("phone", "+1 202 555 0143"),
    ("prompt", "Hello"),
    ("conversation-url", "https://chat.example.test/c/new"),
    ("date-of-birth", "1985-02-17"),
]


@pytest.mark.parametrize(("kind", "text"), STRONG)
def test_a_random_value_proves_itself(kind, text):
    assert bits(kind, text) >= STRONG_BITS


@pytest.mark.parametrize(("kind", "text"), WEAK)
def test_a_common_value_does_not(kind, text):
    assert bits(kind, text) < STRONG_BITS
