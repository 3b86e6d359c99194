"""What a scan sees in one exchange of a capture: personal data, secrets, chats, planted values."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from auditor.detect import chats, secrets, transport
from auditor.detect.leaf import Leaf
from auditor.detect.people import People
from auditor.detect.planted import Needles, found
from auditor.detect.scanning import text_of
from auditor.detect.sighting import Sighting, of_found, of_hit, once
from auditor.detect.spans import wanted_of
from auditor.detect.texts import Read, texts_of
from auditor.evidence.exchange import Exchange, Received, Sent, Side
from auditor.evidence.persona import Persona

if TYPE_CHECKING:
    from auditor.detect.personal import PersonalData


KEPT = 20_000
"""Sides of exchanges that are remembered: apps say the same again and again."""


class _Side(NamedTuple):
    """What one side holds, and what of it could not be looked at."""

    seen: tuple[Sighting, ...]
    bounds: frozenset[str]
    languages: frozenset[str]


@dataclass(slots=True)
class Sights:
    """Looks through exchanges, and remembers what it could not look at."""

    personal: "PersonalData"
    persona: Persona | None = None
    bounds: set[str] = field(default_factory=set)
    languages: set[str] = field(default_factory=set)
    """Of prose that no installed pipeline covers."""
    _wanted: Needles | None = field(init=False)
    _known: dict[tuple[object, ...], _Side] = field(init=False)

    def __post_init__(self) -> None:
        self._wanted, self._known = wanted_of(self.persona), {}

    def of(self, exchange: Exchange, read: Read, people: People | None = None) -> list[Sighting]:
        """Every value on both sides; ``people`` knows whose data was planted in an audit."""
        wanted = [self._wanted] if self._wanted else []
        if people and exchange.planted and (planted := people.needles(exchange.planted)):
            wanted.append(planted)
        seen = [*transport.secrets(exchange)]
        sides: tuple[tuple[Side, Sent | Received | None], ...] = (
            ("sent", exchange.sent),
            ("received", exchange.received),
        )
        for side, message in sides:
            if message is None:
                continue
            key = _named(side, message)
            known = None if people else self._known.get(key)
            if known is None:
                known = self._of(side, message, read, wanted)
            if not people:
                if len(self._known) >= KEPT:
                    self._known.clear()
                self._known[key] = known
            self.bounds |= known.bounds
            self.languages |= known.languages
            seen += known.seen
        return once(seen)

    def _of(self, side: Side, message: Sent | Received, read: Read, wanted: list[Needles]) -> _Side:
        texts = texts_of(message, read)
        scanned = self.personal.scan([text_of(leaf) for leaf in texts.leaves])
        found = (of_found(each, texts.leaves[each.number], side) for each in scanned.found)
        return _Side(
            (*_without(side, texts.leaves, wanted), *found),
            texts.bounds | scanned.bounds,
            frozenset(scanned.languages),
        )


def _without(side: Side, leaves: tuple[Leaf, ...], wanted: list[Needles]) -> Iterator[Sighting]:
    """What is found without presidio."""
    for each in wanted:
        yield from (of_hit(hit, side) for hit in found(leaves, each))
    yield from secrets.decoded(leaves, side)
    yield from chats.told(leaves, side)


def _named(side: Side, message: Sent | Received) -> tuple[object, ...]:
    """All that decides what a side holds: a capture's bodies are named after their content."""
    blobs = (message.head, message.body, message.joined)
    names = tuple(each.id if each else "" for each in blobs)
    return (side, message.media_type, message.encoding, message.truncated, *names)
