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
        # An odd one out rises unchanged, which is RFC 6962's split at the largest power of two.
        level = [
            hashlib.sha256(b"\1" + level[i] + level[i + 1]).digest()
            if i + 1 < len(level)
            else level[i]
            for i in range(0, len(level), 2)
        ]
    return level[0]
