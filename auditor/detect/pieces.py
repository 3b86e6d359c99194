"""Finds a value that was told in pieces, with words between them or in another order."""

import re
from collections.abc import Iterable

MIN_PIECE = 3
"""Signs; a shorter piece counts where the value itself has a separator on both of its sides."""
MAX_PIECES = 400
"""Different pieces of one value; its own are fewer."""

_EMAIL = re.compile(r"[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}")
_RUN = re.compile(r"[a-z0-9]+")
_BETWEEN = re.compile(r"[^a-z0-9]+")
_CHUNK = re.compile(r"(?<![a-z0-9])[a-z0-9]+(?:[-._@][a-z0-9]+)+")
_SIGN = re.compile(r"(?<![a-z0-9])[a-z0-9](?:[\s,./|·、•_-]{1,3}[a-z0-9](?![a-z0-9]))+")


def runs(text: str) -> set[str]:
    """The runs of letters and digits of a text in lower case; single signs in a row are one run.

    Whole addresses are left out: they are found as such, and a look-alike lends no pieces.
    """
    bare = _EMAIL.sub(" ", text)
    rows = (*_SIGN.findall(bare), *_CHUNK.findall(bare))
    return {_BETWEEN.sub("", row) for row in rows} | set(_RUN.findall(bare))


def cover(there: Iterable[str], packed: str, value: str) -> bool:
    """Whether runs make up a value from end to end; both its forms in lower case."""
    groups = set(_RUN.findall(value))
    pieces = [
        run
        for run in there
        if run in packed and (len(run) >= MIN_PIECE or (run in groups and len(run) > 1))
    ][:MAX_PIECES]
    ends = {0}
    for at in range(len(packed)):
        if at in ends:
            ends.update(at + len(piece) for piece in pieces if packed.startswith(piece, at))
    return len(packed) in ends
