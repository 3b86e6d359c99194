"""Leaves of all places of a text few but those where one of many needles may begin.

It looks at a window of some bytes at every fourth byte alone: each needle is known by the windows
at its first four bytes, so that one of them is always met.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

STRIDE = 4
BLOCK = 2**15
"""Windows looked at together, so that what is made of them stays in the processor's cache."""
MOST_HELD = 2**16
"""Windows whose places are told together; more only where one block holds more."""
_BITS = (16, 25)
_SPARSE = 16
"""Slots that a window gets, within these bits."""
_WORD = 8
_THREE, _SEVEN = np.uint64(3), np.uint64(7)
_MIX, _OTHER = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)

type Words = np.ndarray[tuple[int], np.dtype[np.uint64]]
type Places = np.ndarray[tuple[int], np.dtype[np.int64]]


class Sieve:
    """Knows the windows of ``width`` bytes in some heads, each of which has three bytes more."""

    def __init__(self, heads: Any, width: int) -> None:
        self._empty = not len(heads)
        self._mask = np.uint64((1 << 8 * width) - 1)
        self._whole = width == _WORD
        least, most = _BITS
        bits = min(most, max(least, (STRIDE * len(heads) * _SPARSE).bit_length()))
        self._shift = np.uint64(64 - bits)
        if self._empty:
            return
        raw = np.ascontiguousarray(heads).view(np.uint8).reshape(len(heads), -1)
        windows = [_window(raw, start, width) for start in range(STRIDE)]
        self._first, self._second = (self._table(windows, bits, mix) for mix in (_MIX, _OTHER))

    def _table(self, windows: list[Words], bits: int, mix: np.uint64) -> Any:
        table = np.zeros(1 << bits, dtype=bool)
        for words in windows:
            table[(words * mix >> self._shift).view(np.int64)] = True
        # Eight slots in a byte: what is read at random stays in the processor's cache.
        return np.packbits(table, bitorder="little")

    def candidates(self, text: bytes) -> Iterator[Places]:
        """Where needles may begin; ``text`` has at its end as many bytes more as a word has."""
        if self._empty:
            return
        last = len(text) - 2 * _WORD
        some: list[Places] = []
        size = 0
        for offset in range(0, _WORD, STRIDE):
            windows = np.frombuffer(text, "<u8", max(0, len(text) - offset) // _WORD, offset)
            for start in range(0, len(windows), BLOCK):
                held = self._held(windows[start : start + BLOCK])
                if len(held):
                    some.append((held + start) * _WORD + offset)
                    size += len(held)
                if size > MOST_HELD:
                    yield _begins(some, last)
                    some, size = [], 0
        if some:
            yield _begins(some, last)

    def _held(self, block: Words) -> Places:
        """The numbers of the windows that may be among those that are known."""
        words = block & self._mask if not self._whole else block
        slot = words * _MIX
        np.right_shift(slot, self._shift, out=slot)
        bit = slot.astype(np.uint8)
        np.bitwise_and(bit, 7, out=bit)
        np.right_shift(slot, _THREE, out=slot)
        mark = self._first.take(slot.view(np.int64), mode="clip")
        np.right_shift(mark, bit, out=mark)
        np.bitwise_and(mark, 1, out=mark)
        held = np.flatnonzero(mark.view(bool))
        if len(held):
            other = words[held] * _OTHER >> self._shift
            byte = self._second[(other >> _THREE).view(np.int64)]
            held = held[(byte >> (other & _SEVEN).astype(np.uint8) & 1).view(bool)]
        return held


def words_at(text: bytes, places: Places) -> Words:
    """The eight bytes at each place of a text that has as many more at its end."""
    found: Words = np.ndarray((len(text) - _WORD + 1,), "<u8", text, 0, (1,))[places]
    return found


def _begins(held: list[Places], last: int) -> Places:
    """Where a needle may begin that has one of its first windows at one of these places."""
    begins: Places = (np.concatenate(held)[:, None] - np.arange(STRIDE)).ravel()
    return begins[(begins >= 0) & (begins <= last)]


def _window(raw: Any, start: int, width: int) -> Words:
    """The bytes of each head from a place on, as a word."""
    held = np.zeros((len(raw), _WORD), np.uint8)
    held[:, :width] = raw[:, start : start + width]
    words: Words = held.view("<u8").ravel()
    return words
