"""The tree is that of RFC 6962."""

import hashlib

import pytest

from auditor.evidence.merkle import audit_path, leaf, root, root_from


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


@pytest.mark.parametrize("count", range(1, 20))
def test_every_leaf_is_proved_by_its_path_and_by_no_other(count: int) -> None:
    leaves = [leaf(bytes([n])) for n in range(count)]
    for index in range(count):
        path = audit_path(leaves, index)
        assert root_from(leaves[index], index, count, path) == root(leaves)
        assert root_from(leaf(b"other"), index, count, path) != root(leaves)
        assert root_from(leaves[index], index, count, [*path, bytes(32)]) is None
        if path:
            assert root_from(leaves[index], index, count, path[:-1]) is None
            wrong = [bytes([path[0][0] ^ 1]) + path[0][1:], *path[1:]]
            assert root_from(leaves[index], index, count, wrong) != root(leaves)


def test_the_path_is_the_one_of_the_standards_example() -> None:
    """RFC 6962, section 2.1.3: seven leaves; the path of d3 is c, g, l and that of d6 is i, k."""
    a, b, c, d, e, f, j = leaves = [leaf(bytes([n])) for n in range(7)]
    g, h, i = (_hash(b"\x01" + left + right) for left, right in ((a, b), (c, d), (e, f)))
    k, over = _hash(b"\x01" + g + h), _hash(b"\x01" + i + j)
    assert audit_path(leaves, 3) == [c, g, over]
    assert audit_path(leaves, 6) == [i, k]


@pytest.mark.parametrize("index", [-1, 7, 2**70])
def test_no_leaf_lies_outside_the_tree(index: int) -> None:
    assert root_from(leaf(b""), index, 7, []) is None
