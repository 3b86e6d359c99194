"""Finds many known byte strings in one pass."""

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

PREFIX = 8
HEAD = 16
BLOCK = 2**14
"""Windows looked at together, so that what is made of them stays in the processor's cache."""
_BITS = (16, 24)
_SPARSE = 32
"""Slots a needle gets, within these bits."""
_THREE, _SEVEN = np.uint64(3), np.uint64(7)
_MIX, _OTHER = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)

type Words = np.ndarray[tuple[int], np.dtype[np.uint64]]
type Places = np.ndarray[tuple[int], np.dtype[np.int64]]


class Search:
    """Looks at every window of eight bytes; only what begins like a needle is compared.

    Of further needles it knows the first sixteen bytes alone: ``heads``, two words each.
    """

    def __init__(self, needles: Iterable[bytes], heads: Any = None) -> None:
        self._short: list[bytes] = []
        self._by_prefix: dict[bytes, list[bytes]] = {}
        for needle in dict.fromkeys(needles):
            if len(needle) < PREFIX:
                self._short.append(needle)
            else:
                self._by_prefix.setdefault(needle[:PREFIX], []).append(needle)
        self._prefixes = np.sort(np.frombuffer(b"".join(self._by_prefix), dtype="<u8"))
        first, second = (np.empty(0, "<u8"),) * 2 if heads is None else (heads[:, 0], heads[:, 1])
        marks = _both(first, second)
        self._order: Places = np.argsort(marks, kind="stable")
        self._marks: Words = marks[self._order]
        self._sieve = _Sieve(np.concatenate([self._prefixes, first]))

    def find(self, text: bytes) -> Iterator[tuple[int, bytes]]:
        """Where each needle begins that is known in full."""
        return ((at, needle) for at, needle, _ in self.look(text) if needle)

    def look(self, text: bytes) -> Iterator[tuple[int, bytes, list[int]]]:
        """Where each needle begins, or, with their numbers, all needles of which the head stands."""
        for needle in self._short:
            at = text.find(needle)
            while at >= 0:
                yield at, needle, []
                at = text.find(needle, at + 1)
        for places, words, after in self._sieve.candidates(text):
            if len(self._prefixes):
                for at in places[_among(words, self._prefixes)].tolist():
                    for needle in self._by_prefix[text[at : at + PREFIX]]:
                        if text.startswith(needle, at):
                            yield at, needle, []
            if len(self._marks):
                yield from self._heads(places, _both(words, after))

    def _heads(self, places: Places, marks: Words) -> Iterator[tuple[int, bytes, list[int]]]:
        first = np.searchsorted(self._marks, marks)
        nearest = self._marks[np.minimum(first, len(self._marks) - 1)]
        for each in np.flatnonzero(nearest == marks).tolist():
            last = np.searchsorted(self._marks, marks[each], "right")
            yield int(places[each]), b"", self._order[first[each] : last].tolist()


class _Sieve:
    """Leaves of all windows of a text few but those that some needle begins with."""

    def __init__(self, prefixes: Words) -> None:
        least, most = _BITS
        bits = min(most, max(least, (len(prefixes) * _SPARSE).bit_length()))
        self._empty, self._shift = not len(prefixes), np.uint64(64 - bits)
        tables = np.zeros((2, 1 << bits), dtype=bool)
        for table, mix in zip(tables, (_MIX, _OTHER), strict=True):
            table[(prefixes * mix >> self._shift).view(np.int64)] = True
        # Eight slots in a byte: what is read at random stays in the processor's cache.
        self._first, self._second = np.packbits(tables, axis=1, bitorder="little")

    def candidates(self, text: bytes) -> Iterator[tuple[Places, Words, Words]]:
        """Places, the eight bytes there, and the eight after; zero where the text ends before."""
        if self._empty:
            return
        slots, bits, marked = (np.empty(BLOCK, kind) for kind in (np.uint64, np.uint8, np.uint8))
        for offset in range(min(PREFIX, max(0, len(text) - PREFIX + 1))):
            windows = np.frombuffer(text, "<u8", (len(text) - offset) // PREFIX, offset)
            for start in range(0, len(windows), BLOCK):
                block = windows[start : start + BLOCK]
                slot, bit, mark = (each[: len(block)] for each in (slots, bits, marked))
                np.multiply(block, _MIX, out=slot)
                np.right_shift(slot, self._shift, out=slot)
                np.copyto(bit, slot, casting="unsafe")
                np.bitwise_and(bit, 7, out=bit)
                np.right_shift(slot, _THREE, out=slot)
                self._first.take(slot.view(np.int64), out=mark, mode="clip")
                np.right_shift(mark, bit, out=mark)
                np.bitwise_and(mark, 1, out=mark)
                held = np.flatnonzero(mark.view(bool))
                if not len(held):
                    continue
                other = block[held] * _OTHER >> self._shift
                byte = self._second[(other >> _THREE).view(np.int64)]
                held = held[(byte >> (other & _SEVEN).astype(np.uint8) & 1).view(bool)] + start
                if len(held):
                    after = windows[np.minimum(held + 1, len(windows) - 1)]
                    after = np.where(held + 1 < len(windows), after, np.uint64(0))
                    yield held * PREFIX + offset, windows[held], after


def _among(words: Words, known: Words) -> np.ndarray[tuple[int], np.dtype[np.bool]]:
    """Which of the words stand in a sorted list that is not empty."""
    nearest = known[np.minimum(np.searchsorted(known, words), len(known) - 1)]
    return np.equal(nearest, words)


def _both(first: Words, second: Words) -> Words:
    """Two words as one, by which they can be told from all others but by chance."""
    mixed = first * _MIX
    return (mixed ^ (mixed >> np.uint64(29))) * _OTHER + second * _MIX
