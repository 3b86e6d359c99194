"""Finds many known byte strings in one pass."""

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from auditor.detect.sieve import Places, Sieve, Words, words_at

PREFIX = 8
HEAD = 16
_FEW = 5
"""Bytes of a window for needles of eight and more; those of heads are of eight."""
_MIX, _OTHER = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)


class Search:
    """Looks at a window now and then; only what begins like a needle is compared.

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
        prefixes = np.frombuffer(b"".join(self._by_prefix), dtype="<u8")
        self._prefixes: Words = np.sort(prefixes)
        heads = np.empty((0, 2), "<u8") if heads is None else heads
        marks = _both(heads[:, 0], heads[:, 1])
        self._order: Places = np.argsort(marks, kind="stable")
        self._marks: Words = marks[self._order]
        self._few = Sieve(prefixes.reshape(-1, 1), _FEW)
        self._many = Sieve(heads, PREFIX)

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
        # So that a word can be read at every place.
        text += bytes(HEAD)
        for places in self._few.candidates(text):
            for at in places[_among(words_at(text, places), self._prefixes)].tolist():
                for needle in self._by_prefix[text[at : at + PREFIX]]:
                    if text.startswith(needle, at):
                        yield at, needle, []
        for places in self._many.candidates(text):
            marks = _both(words_at(text, places), words_at(text, places + PREFIX))
            yield from self._heads(places, marks)

    def _heads(self, places: Places, marks: Words) -> Iterator[tuple[int, bytes, list[int]]]:
        first = np.searchsorted(self._marks, marks)
        nearest = self._marks[np.minimum(first, len(self._marks) - 1)]
        for each in np.flatnonzero(nearest == marks).tolist():
            last = np.searchsorted(self._marks, marks[each], "right")
            yield int(places[each]), b"", self._order[first[each] : last].tolist()


def _among(words: Words, known: Words) -> np.ndarray[tuple[int], np.dtype[np.bool]]:
    """Which of the words stand in a sorted list that is not empty."""
    nearest = known[np.minimum(np.searchsorted(known, words), len(known) - 1)]
    return np.equal(nearest, words)


def _both(first: Words, second: Words) -> Words:
    """Two words as one, by which they can be told from all others but by chance."""
    mixed = first * _MIX
    return (mixed ^ (mixed >> np.uint64(29))) * _OTHER + second * _MIX
