"""Finds which of many words stand in a text, all in one pass."""

from collections.abc import Iterator, Sequence

from ahocorasick_rs import BytesAhoCorasick, Implementation

STEP = 2**14
"""Bytes looked at in one go, so that a text made of nothing but hits takes little memory."""


class Words:
    """Words as they stand in lower case, in UTF-8."""

    def __init__(self, words: Sequence[str]) -> None:
        texts = [word.encode() for word in words]
        self._automaton = BytesAhoCorasick(texts, implementation=Implementation.DFA)
        self._longest = max(map(len, texts), default=0)

    def numbers(self, low: bytes) -> set[int]:
        """The numbers of the words that stand in a text."""
        return {each[0] for _, found in self._found(low) for each in found}

    def places(self, low: bytes) -> Iterator[tuple[int, int]]:
        """Number of each word that stands in a text and where it begins; some twice."""
        for base, found in self._found(low):
            for number, start, _ in found:
                yield number, base + start

    def _found(self, low: bytes) -> Iterator[tuple[int, list[tuple[int, int, int]]]]:
        look = self._automaton.find_matches_as_indexes
        if len(low) <= STEP:
            yield 0, look(low, True)
            return
        for at in range(0, len(low), STEP):
            yield at, look(low[at : at + STEP + self._longest], True)
