"""The same codes as the library's."""

import hmac

import pytest

from auditor.evidence.keyed import Keyed


@pytest.mark.parametrize("message", [b"", b"short", bytes(100_000)], ids=len)
@pytest.mark.parametrize("key", [b"", b"salt", bytes(range(64)), bytes(range(65))], ids=len)
def test_a_code_is_that_of_the_standard(key: bytes, message: bytes) -> None:
    assert Keyed(key).of(message) == hmac.digest(key, message, "sha256").hex()


def test_a_code_is_known() -> None:
    """RFC 4231, test case 2."""
    assert Keyed(b"Jefe").of(b"what do ya want for nothing?") == (
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    )
