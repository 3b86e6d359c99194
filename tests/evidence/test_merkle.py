"""The tree is that of RFC 6962."""

import hashlib

import pytest

from auditor.evidence.merkle import leaf, root


def _hash(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def _mth(lines: list[bytes]) -> bytes:
    """MTH of section 2.1, as it is defined: split at the largest power of two below n."""
    if not lines:
        return _hash(b"")
    if len(lines) == 1:
        return _hash(b"\x00" + lines[0])
    split = 1
    while split * 2 < len(lines):
        split *= 2
    return _hash(b"\x01" + _mth(lines[:split]) + _mth(lines[split:]))


@pytest.mark.parametrize("count", range(34))
def test_the_root_is_the_one_that_the_definition_gives(count: int) -> None:
    lines = [bytes([n]) * (n % 5) for n in range(count)]
    assert root([leaf(line) for line in lines]) == _mth(lines)


def test_the_root_over_nothing_is_the_hash_of_nothing() -> None:
    assert root([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_the_leaf_of_nothing_is_not_the_hash_of_nothing() -> None:
    assert leaf(b"").hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
