"""Paths into JSON, as dialects write them.

``choices.*.message.content`` goes down keys; ``*`` is every item of a list. Tests in brackets stand
behind a step, or alone before the first one: ``[type=text]``, ``[thought!=true]``, ``[args]`` (is
there and not null), ``[!args]`` (is not). ``#index`` names the field that tells several things
apart; what is reached on the way is then known by it, or by its place where it has none.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

type Key = tuple[int | str, ...]
"""By which pieces of one thing are known, step by step."""

_STEP = re.compile(r"(?P<name>[\w-]+|\*)?(?P<tests>(?:\[[^\]]*\])*)(?:#(?P<key>\w+))?(?:\.|$)")
_TEST = re.compile(r"\[(?P<absent>!?)(?P<name>[\w-]+)(?:(?P<sign>!?=)(?P<value>[^\]]*))?\]")


@dataclass(frozen=True, slots=True)
class _Test:
    name: str
    value: str | None
    """None for whether it is there at all."""
    wanted: bool

    def holds(self, value: Any) -> bool:
        found = value.get(self.name) if isinstance(value, dict) else None
        if self.value is None:
            return (found is not None) is self.wanted
        return (_word(found) == self.value) is self.wanted


@dataclass(frozen=True)
class _Step:
    name: str
    tests: tuple[_Test, ...]
    key: str

    @cached_property
    def plain(self) -> bool:
        """Whether it only goes down a key."""
        return self.name not in ("", "*") and not self.tests and not self.key


def pick(value: Any, path: str) -> list[Any]:
    """Everything that a path reaches."""
    return [found for _, found in pick_keyed(value, path)]


def pick_keyed(value: Any, path: str) -> list[tuple[Key, Any]]:
    """Everything that a path reaches, with what tells it apart; empty where the path has no ``#``."""
    reached: list[tuple[Key, Any]] = [((), value)]
    for step in _steps(path):
        if not reached:
            break
        if step.plain:
            name = step.name
            reached = [
                (key, each[name])
                for key, each in reached
                if isinstance(each, dict) and name in each
            ]
        else:
            reached = _onward(reached, step)
    return reached


@cache
def _steps(path: str) -> tuple[_Step, ...]:
    """The steps of a path, whose form the schema has checked."""
    return tuple(
        _Step(found["name"] or "", _tests(found["tests"]), found["key"] or "")
        for found in _STEP.finditer(path)
        if found[0]
    )


def _tests(text: str) -> tuple[_Test, ...]:
    return tuple(
        _Test(found["name"], found["value"], not found["absent"] and found["sign"] != "!=")
        for found in _TEST.finditer(text)
    )


def _onward(reached: list[tuple[Key, Any]], step: _Step) -> list[tuple[Key, Any]]:
    """One step further: down a key, to every item of a list, or nowhere, past its tests."""
    further: list[tuple[Key, Any]] = []
    for key, value in reached:
        for place, each in _reached(value, step.name):
            if step.tests and not all(test.holds(each) for test in step.tests):
                continue
            further.append(((*key, _known_by(each, step.key, place)) if step.key else key, each))
    return further


def _reached(value: Any, name: str) -> Iterable[tuple[int, Any]]:
    if not name:
        return ((0, value),)
    if name == "*":
        return enumerate(value) if isinstance(value, list) else ()
    return ((0, value[name]),) if isinstance(value, dict) and name in value else ()


def _known_by(value: Any, name: str, place: int) -> int | str:
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, int | str) and not isinstance(found, bool) else place


def _word(value: Any) -> str | None:
    """A plain value as a path writes it; None for what is not plain."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else None
