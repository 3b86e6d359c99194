"""Opens texts and bytes layer by layer until nothing more is folded up inside them."""

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import unquote

from auditor.detect.binary import unpacked
from auditor.detect.budget import Budget
from auditor.detect.leaf import MIN_NUMBER, Leaf, Piece, long_number, pairs, parsed, shown
from auditor.detect.unfolding import (
    REMEMBERED,
    SHORT,
    in_85_signs,
    inflated,
    is_plain,
    text_in,
    unfolded,
)

_PLAIN: set[str] = set()
"""Texts in which nothing is folded up: apps say the same in every request."""
_INNER: dict[str, dict[str, tuple[str, str]]] = {}
"""Place of an object → key → place of its value, and the key where that does not show it."""
REMEMBERED_PLACES = 2048
KEYS_OF_ONE = 256
LONGEST = 200
"""Characters of a place or key that is remembered."""
_tuple = tuple.__new__
_BRACKETS = {"{": "}", "[": "]", '"': '"'}
_ENDS = frozenset(_BRACKETS.values())
FRAME = 6
"""Digits before the JSON of a frame."""


def leaves(pieces: Iterable[Piece], budget: Budget) -> list[Leaf]:
    """Everything inside the pieces, in the order of reading, each once; within the budget."""
    if len(_PLAIN) >= REMEMBERED:
        _PLAIN.clear()
    walk = _Walk(budget)
    for piece in pieces:
        walk.open(*piece)
    return list(walk.found)


class _Walk:
    """One way through everything; what it finds keeps the order of reading."""

    __slots__ = ("budget", "found")

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.found: dict[Leaf, None] = {}

    def open(self, place: str, value: Any, steps: tuple[str, ...], nesting: int) -> None:
        """Look into whatever it is."""
        if isinstance(value, str):
            self._text(place, value, steps, nesting)
        elif isinstance(value, dict):
            self._object(place, value, steps, nesting)
        elif isinstance(value, list):
            if self._deeper(nesting):
                for each in value:
                    self.open(f"{place}[]", each, steps, nesting + 1)
        elif isinstance(value, bytes):
            self._bytes(place, value, steps, nesting)
        elif (number := long_number(value)) and self.budget.take(len(number)):
            self.found[Leaf(place, number, steps)] = None

    def _object(
        self, place: str, value: dict[Any, Any], steps: tuple[str, ...], nesting: int
    ) -> None:
        if not self._deeper(nesting):
            return
        deeper, text, found, take = nesting + 1, self._text, self.found, self.budget.take
        inner = _INNER.get(place)
        if inner is None:
            inner = _remembered(place)
        for name, each in value.items():
            where, hidden = inner.get(name) or _inner(place, name, inner)
            if hidden:
                text(where, hidden, steps, deeper)
            kind = each.__class__
            if kind is str:
                if each not in _PLAIN:
                    text(where, each, steps, deeper)
                elif take(len(each)):
                    found[_tuple(Leaf, (where, each, steps))] = None
            elif kind is dict or kind is list:
                self.open(where, each, steps, deeper)
            elif kind is int or kind is float:
                number = repr(each)
                if len(number) >= MIN_NUMBER and take(len(number)):
                    found[_tuple(Leaf, (where, number, steps))] = None
            elif kind is bytes:
                self._bytes(where, each, steps, deeper)

    def _deeper(self, nesting: int) -> bool:
        if nesting >= self.budget.nesting:
            self.budget.hit.add("depth")
            return False
        return True

    def _text(self, place: str, value: str, steps: tuple[str, ...], nesting: int) -> None:
        if not value or not self.budget.take(len(value)):
            return
        leaf = _tuple(Leaf, (place, value, steps))
        if value in _PLAIN or is_plain(value):
            _PLAIN.add(value)
            self.found[leaf] = None
            return
        if leaf in self.found:
            return
        text = value.strip()
        if text and text[-1] in _ENDS and self._json(place, text, steps, nesting):
            return
        inner = _inside(place, text, steps, nesting, self.budget) if len(text) >= 4 else ()
        self.found[leaf] = None
        if inner:
            self._go_on(inner)
        elif len(value) <= SHORT:
            _PLAIN.add(value)

    def _json(self, place: str, text: str, steps: tuple[str, ...], nesting: int) -> bool:
        """Whether a text is JSON that was opened."""
        # Frames of Socket.IO have a number before their JSON.
        start = text.lstrip("0123456789") if text[0].isdecimal() else text
        if not start or len(text) - len(start) > FRAME or text[-1] != _BRACKETS.get(start[0]):
            return False
        value = parsed(start, self.budget)
        if not isinstance(value, dict | list | str) or not value:
            return False
        root = "body.$" if place == "body" else place
        return self._go_on([Piece(root, value, (*steps, "json"), nesting)])

    def _bytes(self, place: str, value: bytes, steps: tuple[str, ...], nesting: int) -> None:
        if not value or not self.budget.take(len(value)):
            return
        leaf = Leaf(place, value, steps)
        if leaf in self.found:
            return
        if opened := inflated(value, self.budget):
            step, content = opened
            whole = self._go_on([Piece(place, content, (*steps, step), nesting)])
        elif (text := text_in(value)) is not None:
            whole = self._go_on([Piece(place, text, steps, nesting)])
            if value[0] & 7 == 2 and value[1:2] == bytes([(len(value) - 2) & 127]):
                # A message of one field, whose tag and length happen to be signs.
                self._packed(leaf, nesting)
        else:
            # What opens by chance is also looked at as it is.
            self.found[leaf] = None
            self._packed(leaf, nesting)
            return
        if not whole:
            self.found[leaf] = None

    def _packed(self, leaf: Leaf, nesting: int) -> None:
        """What is packed in bytes that are no text."""
        if not isinstance(leaf.value, bytes) or not self._deeper(nesting):
            return
        if held := unpacked(leaf.value, self.budget):
            step, parts = held
            steps = leaf.steps if leaf.steps[-1:] == (step,) else (*leaf.steps, step)
            self._go_on(
                [Piece(leaf.place + place, each, steps, nesting + 1) for place, each in parts]
            )

    def _go_on(self, inner: Sequence[Piece]) -> bool:
        """Open the next layer; False when it lies too deep."""
        if any(len(each.steps) > self.budget.depth for each in inner):
            self.budget.hit.add("depth")
            return False
        for each in inner:
            self.open(*each)
        return True


def _remembered(place: str) -> dict[str, tuple[str, str]]:
    """The keys at a place that were met before."""
    inner: dict[str, tuple[str, str]] = {}
    if len(place) <= LONGEST:
        if len(_INNER) >= REMEMBERED_PLACES:
            _INNER.clear()
        _INNER[place] = inner
    return inner


def _inner(place: str, name: object, known: dict[str, tuple[str, str]]) -> tuple[str, str]:
    """Where the value of a key stands, and the key if its place does not show it."""
    key = name if isinstance(name, str) else _key(name)
    mark = shown(key)
    inner = (f"{place}.{mark}", key if mark == "*" else "")
    # Keys that are no texts, as in MessagePack, can be equal and read differently.
    if key is name and len(key) <= LONGEST and len(known) < KEYS_OF_ONE:
        known[key] = inner
    return inner


def _key(name: object) -> str:
    return name.decode("utf-8", "replace") if isinstance(name, bytes) else str(name)


def _inside(
    place: str, text: str, steps: tuple[str, ...], nesting: int, budget: Budget
) -> list[Piece]:
    if "=" in text and ("&" in text or "?" in text) and " " not in text[:200]:
        held = [
            Piece(place, each, (*steps, step), nesting) for step, each in in_85_signs(text, budget)
        ]
        return [*held, *_query(place, text, steps, budget)]
    return [Piece(place, each, (*steps, step), nesting) for step, each in unfolded(text, budget)]


def _query(place: str, text: str, steps: tuple[str, ...], budget: Budget) -> list[Piece]:
    """The parameters of an address or form that stands inside a value."""
    address, mark, query = text.partition("?")
    if not mark:
        return pairs(text, place, (*steps, "form"), budget)
    found = pairs(query.partition("#")[0], f"{place}.query", steps, budget)
    if (plain := unquote(address)) != address:
        found.insert(0, Piece(place, plain, (*steps, "url")))
    return found
