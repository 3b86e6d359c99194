"""Opens texts and bytes layer by layer until nothing more is folded up inside them."""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import unquote

from auditor.detect.binary import unpacked
from auditor.detect.budget import Budget
from auditor.detect.leaf import Leaf, Piece, long_number, pairs, parsed, shown
from auditor.detect.unfolding import (
    REMEMBERED,
    SHORT,
    inflated,
    is_plain,
    text_in,
    unfolded,
)

_PLAIN: set[str] = set()
"""Texts in which nothing is folded up: apps say the same in every request."""
_tuple = tuple.__new__
_SILENT = (bool, type(None))
_BRACKETS = {"{": "}", "[": "]", '"': '"'}


def leaves(pieces: Iterable[Piece], budget: Budget) -> list[Leaf]:
    """Everything inside the pieces, in the order of reading, each once; within the budget."""
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
        deeper, text = nesting + 1, self._text
        for name, each in value.items():
            key = name if name.__class__ is str else _key(name)
            mark = shown(key)
            inner = f"{place}.{mark}"
            if mark == "*":
                text(inner, key, steps, deeper)
            kind = each.__class__
            if kind is str:
                text(inner, each, steps, deeper)
            elif kind not in _SILENT and not (kind is int and -1000 < each < 10_000):
                self.open(inner, each, steps, deeper)

    def _deeper(self, nesting: int) -> bool:
        if nesting >= self.budget.nesting:
            self.budget.hit.add("depth")
            return False
        return True

    def _text(self, place: str, value: str, steps: tuple[str, ...], nesting: int) -> None:
        if not value or not self.budget.take(len(value)):
            return
        leaf = _tuple(Leaf, (place, value, steps))
        if value in _PLAIN:
            self.found[leaf] = None
            return
        if leaf in self.found:
            return
        if is_plain(value):
            _remember(value)
            self.found[leaf] = None
            return
        text = value.strip()
        if text and text[-1] == _BRACKETS.get(text[0]) and self._json(place, text, steps, nesting):
            return
        inner = [*_inside(place, text, steps, nesting, self.budget)] if len(text) >= 4 else ()
        self.found[leaf] = None
        if inner:
            self._go_on(inner)
        elif len(value) <= SHORT:
            _remember(value)

    def _json(self, place: str, text: str, steps: tuple[str, ...], nesting: int) -> bool:
        """Whether a text is JSON that was opened."""
        value = parsed(text, self.budget)
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

    def _go_on(self, inner: Iterable[Piece]) -> bool:
        """Open the next layer; False when it lies too deep."""
        pieces = list(inner)
        if any(len(each.steps) > self.budget.depth for each in pieces):
            self.budget.hit.add("depth")
            return False
        for each in pieces:
            self.open(*each)
        return True


def _key(name: object) -> str:
    return name.decode("utf-8", "replace") if isinstance(name, bytes) else str(name)


def _remember(text: str) -> None:
    """Note a text in which nothing is folded up."""
    if len(_PLAIN) >= REMEMBERED:
        _PLAIN.clear()
    _PLAIN.add(text)


def _inside(
    place: str, text: str, steps: tuple[str, ...], nesting: int, budget: Budget
) -> Iterator[Piece]:
    if " " not in text[:200] and "=" in text and ("&" in text or "?" in text):
        yield from _query(place, text, steps, budget)
        return
    for step, content in unfolded(text):
        yield Piece(place, content, (*steps, step), nesting)


def _query(place: str, text: str, steps: tuple[str, ...], budget: Budget) -> list[Piece]:
    """The parameters of an address or form that stands inside a value."""
    address, mark, query = text.partition("?")
    if not mark:
        return pairs(text, place, (*steps, "form"), budget)
    found = pairs(query.partition("#")[0], f"{place}.query", steps, budget)
    if (plain := unquote(address)) != address:
        found.insert(0, Piece(place, plain, (*steps, "url")))
    return found
