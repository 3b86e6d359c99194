"""Joins server-sent events, so that a value that was split over deltas is whole again."""

from collections.abc import Iterator
from typing import Any

from auditor.detect.budget import Budget
from auditor.detect.leaf import Piece, long_number, parsed, shown

ALONE = 24
"""Characters from which a value of one event is also looked at by itself."""

type Path = tuple[str | int, ...]


def events(text: str) -> Iterator[str]:
    """The data of each event."""
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith("data:"):
            lines.append(line[5:].removeprefix(" "))
        elif not line and lines:
            yield "\n".join(lines)
            lines = []
    if lines:
        yield "\n".join(lines)


def pieces(text: str, budget: Budget) -> Iterator[Piece]:
    """Texts that stand at the same path in the events of a stream, joined.

    Lists count by their items' own ``index``, if they have one, and events by their ``type``, so
    that two answers in one stream do not mix; the place that is shown knows neither.
    """
    joined: dict[tuple[str, Path], list[str]] = {}
    places: dict[tuple[str, Path], str] = {}
    for data in events(text):
        value = parsed(data, budget)
        if value is None and data != "[DONE]":
            joined.setdefault(("", ()), []).append(data)
        kind = str(value.get("type", "")) if isinstance(value, dict) else ""
        for path, place, each in _texts(value, budget):
            joined.setdefault((kind, path), []).append(each)
            places[kind, path] = place
    for key, parts in joined.items():
        place = places.get(key, "body.stream")
        steps = ("sse", "json") if key in places else ("sse",)
        if len(set(parts)) == 1:
            yield Piece(place, parts[0], steps)
            continue
        yield Piece(place, "".join(parts), steps)
        yield from (Piece(place, part, steps) for part in parts if len(part) >= ALONE)


def texts_in(value: Any, budget: Budget) -> Iterator[tuple[Path, str]]:
    """Every text of one event, with its path."""
    for path, _, each in _texts(value, budget):
        yield path, each


def _texts(value: Any, budget: Budget) -> Iterator[tuple[Path, str, str]]:
    """Every text and long number of one event: path, place to show, text."""
    stack: list[tuple[Path, str, Any]] = [((), "body.stream.$", value)]
    while stack:
        path, place, each = stack.pop()
        if len(path) > budget.nesting:
            budget.hit.add("depth")
        elif isinstance(each, dict):
            for key, inner in each.items():
                stack.append(((*path, key), f"{place}.{shown(key)}", inner))
        elif isinstance(each, list):
            for position, inner in enumerate(each):
                index = inner.get("index", position) if isinstance(inner, dict) else position
                stack.append(((*path, index), f"{place}[]", inner))
        elif isinstance(each, str) and each:
            yield path, place, each
        elif number := long_number(each):
            yield path, place, number
