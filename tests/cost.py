"""What a block costs in CPU seconds of one reference machine, however slow or busy this one is."""

import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_TEXT = "the heron, 42, stood still by ada@mail.example " * 400
_WORD = re.compile(r"[a-z]+")
_REFERENCE = 0.020
"""Seconds of ``_chore_seconds`` on the machine in whose seconds the tests state their bounds."""


@contextmanager
def costing_less_than(
    seconds: float, clock: Callable[[], float] = time.process_time
) -> Iterator[None]:
    """Fail if the block takes more CPU seconds of the reference machine."""
    before, begun = _chore_seconds(), clock()
    yield
    spent = clock() - begun
    cost = spent * 2 * _REFERENCE / (before + _chore_seconds())
    assert cost < seconds, f"{cost:.2f} s of the reference machine"


def in_reference(seconds: float) -> float:
    """CPU seconds that were just spent here, in those of the reference machine."""
    return seconds * _REFERENCE / _chore_seconds()


def of_children() -> float:
    """CPU seconds of the processes that this one started and waited for."""
    return sum(os.times()[2:4])


def _chore_seconds() -> float:
    """Work of the kind that detection does: patterns, small texts, dictionaries."""
    begun = time.process_time()
    seen: dict[str, int] = {}
    for _ in range(12):
        for word in _WORD.sub(lambda word: word[0].upper(), _TEXT).split():
            seen[word] = seen.get(word, 0) + len(word.encode())
    return time.process_time() - begun
