"""The Merkle tree of RFC 6962, section 2.1, over the lines of a chain."""

import hashlib
from collections.abc import Sequence


def leaf(line: bytes) -> bytes:
    """The hash of one line."""
    return hashlib.sha256(b"\0" + line).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """The root hash over the leaves; the hash of nothing when there are none."""
    level = list(leaves)
    if not level:
        return hashlib.sha256(b"").digest()
    while len(level) > 1:
        level = _above(level)
    return level[0]


def audit_path(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The hashes that, with the leaf at an index from 0, give the root (section 2.1.1)."""
    level, path = list(leaves), []
    while len(level) > 1:
        beside = index ^ 1
        if beside < len(level):
            path.append(level[beside])
        level, index = _above(level), index // 2
    return path


def root_from(leaf_hash: bytes, index: int, count: int, path: Sequence[bytes]) -> bytes | None:
    """The root that a leaf and its audit path give; None for a path of another length."""
    found, rest, last = leaf_hash, list(path), count - 1
    if not 0 <= index <= last:
        return None
    while last:
        beside = index ^ 1
        if beside <= last:
            if not rest:
                return None
            other = rest.pop(0)
            found = _node(other, found) if beside < index else _node(found, other)
        index, last = index // 2, last // 2
    return None if rest else found


def _above(level: list[bytes]) -> list[bytes]:
    # An odd one out rises unchanged, which is RFC 6962's split at the largest power of two.
    return [
        _node(level[i], level[i + 1]) if i + 1 < len(level) else level[i]
        for i in range(0, len(level), 2)
    ]


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()
