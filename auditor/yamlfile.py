"""Reads YAML as data, with the line of every key: no tags, no aliases, no surprises.

Scalars are null, true, false and decimal numbers as in YAML 1.2's core schema; all else is text,
so that ``NO`` is a country and not false, and a date stays as it was written.
"""

import math
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from auditor.errors import AuditorError

MAX_BYTES = 2 * 2**20
MAX_DEPTH = 32

type Spot = tuple[str | int, ...]
"""Keys and indexes from the top of a document."""

_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
_WORDS |= {word.capitalize(): _WORDS[word] for word in ("null", "true", "false")}
_WORDS |= {word.upper(): _WORDS[word] for word in ("null", "true", "false")}


@dataclass(frozen=True, slots=True)
class Document:
    """What a file holds, and where each part of it stands."""

    path: Path
    value: Any
    lines: dict[Spot, tuple[int, int]] = field(default_factory=dict)
    """Line and column, from 1, of each key and list item."""

    def where(self, spot: Spot = ()) -> str:
        """``file:line:column`` of a part, or of the nearest part around it."""
        while spot and spot not in self.lines:
            spot = spot[:-1]
        line, column = self.lines.get(spot, (1, 1))
        return f"{self.path}:{line}:{column}"


def read_yaml(path: Path) -> Document:
    """The document in a file; AuditorError with file:line for anything that is not plain data."""
    content = read_bounded(path)
    try:
        return parse_yaml(content.decode("utf-8-sig"), path)
    except UnicodeDecodeError as err:
        line = content.count(b"\n", 0, err.start) + 1
        raise AuditorError("not UTF-8 text", where=f"{path}:{line}") from err


def read_bounded(path: Path) -> bytes:
    """The bytes of a plain file of at most MAX_BYTES."""
    try:
        if path.exists() and not path.is_file():
            raise AuditorError("not a file", where=path)
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as err:
        raise AuditorError(f"cannot be read: {err.strerror}", where=path) from err
    if len(content) > MAX_BYTES:
        raise AuditorError(f"larger than {MAX_BYTES // 2**20} MB", where=path)
    return content


def parse_yaml(text: str, path: Path) -> Document:
    """The document in a text; ``path`` is for messages."""
    reader = _Reader(path)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            reader.take(event)
    except yaml.MarkedYAMLError as err:
        mark = err.problem_mark
        where = f"{path}:{mark.line + 1}:{mark.column + 1}" if mark else str(path)
        raise AuditorError(f"not YAML: {err.problem or err.context}", where=where) from err
    except yaml.reader.ReaderError as err:
        line = text.encode().count(b"\n", 0, err.position) + 1  # libyaml counts bytes
        raise AuditorError(
            f"not YAML: the character U+{err.character:04X} is not allowed", where=f"{path}:{line}"
        ) from err
    return Document(path, reader.value, reader.lines)


class _Reader:
    """Builds the value from parser events."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.value: Any = None
        self.lines: dict[Spot, tuple[int, int]] = {}
        self._open: list[dict[Any, Any] | list[Any]] = []
        self._spots: list[Spot] = []
        self._key: list[str | None] = []
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        match event:
            case yaml.AliasEvent():
                raise self._error(event, "aliases are not allowed")
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._refuse_decorations(event)
                self._start({} if isinstance(event, yaml.MappingStartEvent) else [], event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._open.pop()
                self._spots.pop()
                self._key.pop()
            case yaml.ScalarEvent():
                self._refuse_decorations(event)
                self._scalar(event)
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    raise self._error(event, "only one document a file")

    def _start(self, container: dict[Any, Any] | list[Any], event: yaml.Event) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise self._error(event, f"nested deeper than {MAX_DEPTH}")
        spot = self._add(container, event)
        self._open.append(container)
        self._spots.append(spot)
        self._key.append(None)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if self._open and isinstance(self._open[-1], dict) and self._key[-1] is None:
            if event.value in self._open[-1]:
                raise self._error(event, f"the key {event.value[:60]!r} stands twice")
            self._key[-1] = event.value
            self.lines[*self._spots[-1], event.value] = _place(event)
            return
        plain = event.implicit[0] and not event.style
        self._add(_core(event.value) if plain else event.value, event)

    def _add(self, value: Any, event: yaml.Event) -> Spot:
        if not self._open:
            self.value = value
            return ()
        container = self._open[-1]
        if isinstance(container, list):
            spot = (*self._spots[-1], len(container))
            self.lines[spot] = _place(event)
            container.append(value)
            return spot
        key = self._key[-1]
        if key is None:
            raise self._error(event, "a key must be a text")
        self._key[-1] = None
        container[key] = value
        return (*self._spots[-1], key)

    def _refuse_decorations(self, event: yaml.NodeEvent) -> None:
        if event.anchor is not None:
            raise self._error(event, "anchors are not allowed")
        if getattr(event, "tag", None) is not None:
            raise self._error(event, "tags are not allowed")

    def _error(self, event: yaml.Event, what: str) -> AuditorError:
        line, column = _place(event)
        return AuditorError(what, where=f"{self.path}:{line}:{column}")


def _place(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _core(text: str) -> Any:
    if text in _WORDS:
        return _WORDS[text]
    if _INT.fullmatch(text):
        return int(text) if len(text) < 20 else text
    if _FLOAT.fullmatch(text) and math.isfinite(number := float(text)):
        return number
    return text
