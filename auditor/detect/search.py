"""Finds many known byte strings in one pass."""

from collections.abc import Iterable, Iterator

import numpy as np

PREFIX = 8
_BITS = 18
_MIX = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(64 - _BITS)


class Search:
    """Looks at every window of eight bytes; only what begins like a needle is compared."""

    def __init__(self, needles: Iterable[bytes]) -> None:
        self._short: list[bytes] = []
        self._by_prefix: dict[bytes, list[bytes]] = {}
        for needle in dict.fromkeys(needles):
            if len(needle) < PREFIX:
                self._short.append(needle)
            else:
                self._by_prefix.setdefault(needle[:PREFIX], []).append(needle)
        prefixes = np.frombuffer(b"".join(self._by_prefix), dtype="<u8")
        self._table = np.zeros(1 << _BITS, dtype=bool)
        self._table[_slots(prefixes)] = True

    def find(self, text: bytes) -> Iterator[tuple[int, bytes]]:
        """Where each needle begins."""
        for needle in self._short:
            at = text.find(needle)
            while at >= 0:
                yield at, needle
                at = text.find(needle, at + 1)
        if not self._by_prefix:
            return
        for offset in range(min(PREFIX, max(0, len(text) - PREFIX + 1))):
            windows = np.frombuffer(text, "<u8", (len(text) - offset) // PREFIX, offset)
            for window in np.flatnonzero(self._table[_slots(windows)]):
                at = int(window) * PREFIX + offset
                for needle in self._by_prefix.get(text[at : at + PREFIX], ()):
                    if text.startswith(needle, at):
                        yield at, needle


def _slots(
    windows: np.ndarray[tuple[int], np.dtype[np.uint64]],
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return (windows * _MIX >> _SHIFT).astype(np.int64)
