"""Values under two and three layers: too many forms to be kept, so that only their heads are."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from auditor.detect.layers import HASHES, INNER, OUTER, TURNED, Form, aligned, wrapped
from auditor.detect.search import HEAD

MOST_FORMS = 400_000
"""Of all values of an exchange: sixteen bytes each, and twelve in the search."""
LONGEST = 200
"""Bytes of a value; what is longer is looked for under one layer, and decoded."""
SHORTEST = 6
"""Bytes of a value; what is shorter turns into what stands anywhere."""
SHORTEST_FORM = 12
_HASHES = frozenset(HASHES)


@dataclass(frozen=True, slots=True)
class Spelled:
    """A way to write a value, by the number of its value."""

    number: int
    text: bytes
    strong: bool
    joined: bool = False
    """Whether it counts only once it is hashed."""


@dataclass(slots=True)
class Chains:
    """Forms under layers. Those of ``short`` are known in full, the others by their heads."""

    short: list[tuple[int, Form]] = field(default_factory=list)
    heads: np.ndarray[tuple[int, int], np.dtype[np.uint64]] = field(
        default_factory=lambda: np.empty((0, 2), "<u8")
    )
    cut: bool = False
    """Whether there were more than are kept."""
    _whole: list[tuple[int, Form]] = field(default_factory=list)
    _under: list[tuple[int, Form]] = field(default_factory=list)
    """Forms that get each of the outer layers, in turn."""

    def form(self, number: int) -> tuple[int, Form]:
        """Number of the value and the form, in lower case, to which a head belongs."""
        if number < len(self._whole):
            return self._whole[number]
        under, way = divmod(number - len(self._whole), len(OUTER))
        value, (text, steps) = self._under[under]
        return value, Form(OUTER[way].wrap(text).lower(), (*OUTER[way].steps, *steps))

    def beginnings(self) -> Iterator[bytes]:
        """The head of each form, in the order of their numbers."""
        for _, form in self._whole:
            yield form.text[:HEAD]
        wraps = [way.wrap for way in OUTER]
        for _, (text, _) in self._under:
            for wrap in wraps:
                # What is shorter than a head never matches: no text is padded like this.
                yield wrap(text)[:HEAD].lower().ljust(HEAD, b"\xff")


def chains(spelled: Iterable[Spelled]) -> Chains:
    """All forms of the values, up to three layers; the same for the same values."""
    return _chains(tuple(spelled))


@lru_cache(maxsize=2)  # Making them takes a second, and a few megabytes hold them.
def _chains(spelled: tuple[Spelled, ...]) -> Chains:
    made = Chains()
    room = MOST_FORMS // len(OUTER)
    for each in spelled:
        if not SHORTEST <= len(each.text) <= LONGEST:
            continue
        whole, under = _layers(each)
        for form in whole:
            kept = made.short if len(form.text) < HEAD else made._whole  # noqa: SLF001 - its maker
            kept.append((each.number, form))
        made.cut |= len(under) > room
        made._under += ((each.number, form) for form in under[:room])  # noqa: SLF001 - as above
        room -= len(under[:room])
    made.heads = np.frombuffer(b"".join(made.beginnings()), "<u8").reshape(-1, 2)
    return made


def _layers(value: Spelled) -> tuple[list[Form], list[Form]]:
    """The forms under one and two layers, in lower case, and those that get a third."""
    bare, seen = [Form(value.text, ())], {value.text}
    once = wrapped(bare, INNER, seen)
    twice = wrapped(once, INNER, seen)
    pieces = [
        Form(piece, ("base64", *steps)) for text, steps in once for piece in aligned(text, HEAD)
    ]
    last = [*wrapped(bare, OUTER, seen), *wrapped(once, OUTER, seen)]
    whole = [
        Form(text.lower(), steps)
        for text, steps in (*once, *twice, *pieces, *last)
        if len(text) >= SHORTEST_FORM and _counts(value, steps)
    ]
    return whole, [form for form in twice if not value.joined or _counts(value, form.steps)]


def _counts(value: Spelled, steps: tuple[str, ...]) -> bool:
    """Whether the value under these steps is told from what anybody may write."""
    if value.joined:
        return not _HASHES.isdisjoint(steps)
    return value.strong or not TURNED.issuperset(steps)
