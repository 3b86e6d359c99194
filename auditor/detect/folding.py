"""Texts folded, that is in lower case with single blanks, and put together to be searched at once."""

from bisect import bisect_right
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import accumulate

_GAP = b"\x00" * 8
_NULS = _GAP.decode()
_UNEVEN = ("\n", "\t", "  ")
"""What is not folded sign by sign; other white space is made a blank by itself."""
_LOW = bytes.maketrans(
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZ\t\n\v\f\r\x1c\x1d\x1e\x1f",
    b"abcdefghijklmnopqrstuvwxyz" + b" " * 9,
)


@dataclass(slots=True)
class Joined:
    """Texts folded and put together: first those in ASCII without white space to fold."""

    text: bytes
    texts: Sequence[str | bytes]
    folded: dict[int, bytes]
    """The others, by their numbers."""
    _numbers: list[int] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)

    def number(self, at: int) -> int:
        """Of the text that stands at a place."""
        if not self._numbers:
            simple = [each for each in range(len(self.texts)) if each not in self.folded]
            sizes = [*(len(self.texts[each]) for each in simple), *map(len, self.folded.values())]
            self._numbers = [*simple, *self.folded]
            self._starts = [*accumulate((size + len(_GAP) for size in sizes), initial=0)]
        return self._numbers[bisect_right(self._starts, at) - 1]


def joined(texts: Sequence[str | bytes]) -> Joined:
    """Most texts are in ASCII and have no white space to fold: those are folded together."""
    said = [text for text in texts if isinstance(text, str)]
    others: list[int] = []
    if len(said) < len(texts):
        others = [number for number, text in enumerate(texts) if not isinstance(text, str)]
    if apart := _apart(said):
        numbers = [number for number, text in enumerate(texts) if isinstance(text, str)]
        others += [numbers[at] for at in apart]
        said = [text for at, text in enumerate(said) if at not in apart]
    folded = {number: _folded(texts[number]) for number in others}
    together = [_NULS.join(said).encode().translate(_LOW)] if said else []
    return Joined(_GAP.join([*together, *folded.values()]), texts, folded)


def _apart(texts: Sequence[str]) -> set[int]:
    """The numbers of the texts that cannot be folded sign by sign."""
    whole = _NULS.join(texts)
    starts: list[int] = []
    found: set[int] = set()
    for mark in _UNEVEN:
        at = whole.find(mark)
        while at >= 0:
            starts = starts or [*accumulate((len(text) + len(_NULS) for text in texts), initial=0)]
            found.add(number := bisect_right(starts, at) - 1)
            at = whole.find(mark, starts[number + 1])
    if not whole.isascii():
        found.update(number for number, text in enumerate(texts) if not text.isascii())
    return found


def fold(text: str) -> str:
    """A text in lower case with single spaces."""
    return " ".join(text.lower().split())


def _folded(value: str | bytes) -> bytes:
    """Folded as the forms are; bytes that are no UTF-8 only where they are ASCII."""
    text = bytes_of(value)
    if not text.isascii():
        with suppress(UnicodeDecodeError):
            text = bytes_of(fold(text.decode("utf-8", "surrogatepass")))
    text = text.translate(_LOW)
    while b"  " in text:
        text = text.replace(b"  ", b" ")
    return text


def bytes_of(text: str | bytes) -> bytes:
    """In UTF-8."""
    return text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
