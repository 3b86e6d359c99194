"""What a scan sees in one exchange of a capture: personal data, secrets, chats, planted values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from auditor.detect import chats, secrets, transport
from auditor.detect.leaf import Leaf
from auditor.detect.people import People
from auditor.detect.planted import Needles, found, needles
from auditor.detect.scanning import text_of
from auditor.detect.sighting import Sighting, of_found, of_hit, once
from auditor.detect.texts import Read, Texts, texts_of
from auditor.detect.values import Value
from auditor.evidence.exchange import Exchange, Side
from auditor.evidence.persona import Persona

if TYPE_CHECKING:
    from auditor.detect.personal import PersonalData


@dataclass(slots=True)
class Sights:
    """Looks through exchanges, and remembers what it could not look at."""

    personal: "PersonalData"
    persona: Persona | None = None
    bounds: set[str] = field(default_factory=set)
    languages: set[str] = field(default_factory=set)
    """Of prose that no installed pipeline covers."""
    _wanted: Needles | None = field(init=False)

    def __post_init__(self) -> None:
        self._wanted = None
        if self.persona is not None:
            values = self.persona.values.items()
            self._wanted = needles(
                Value(kind, text, self.persona.id) for kind, some in values for text in some
            )

    def of(self, exchange: Exchange, read: Read, people: People | None = None) -> list[Sighting]:
        """Every value on both sides; ``people`` knows whose data was planted in an audit."""
        sides: Mapping[Side, Texts] = {
            "sent": texts_of(exchange.sent, read),
            "received": texts_of(exchange.received, read),
        }
        wanted = [self._wanted] if self._wanted else []
        if people and exchange.planted and (planted := people.needles(exchange.planted)):
            wanted.append(planted)
        seen = [*transport.secrets(exchange)]
        for side, texts in sides.items():
            self.bounds |= texts.bounds
            seen += [*self._of(side, texts.leaves, wanted)]
        return once(seen)

    def _of(
        self, side: Side, leaves: tuple[Leaf, ...], wanted: list[Needles]
    ) -> Iterator[Sighting]:
        for each in wanted:
            yield from (of_hit(hit, side) for hit in found(leaves, each))
        yield from secrets.decoded(leaves, side)
        yield from chats.told(leaves, side)
        scanned = self.personal.scan([text_of(leaf) for leaf in leaves])
        self.bounds |= scanned.bounds
        self.languages |= scanned.languages
        yield from (of_found(each, leaves[each.number], side) for each in scanned.found)
