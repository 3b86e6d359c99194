"""The personas whose values were planted in exchanges, ready to be searched for."""

from collections.abc import Callable
from dataclasses import dataclass, field

from auditor.detect.planted import Needles, needles
from auditor.detect.values import Value
from auditor.evidence.exchange import Blob, Planted
from auditor.evidence.persona import persona_of

KEPT = 32
"""Sets of needles that are remembered; a plan plants few personas in many exchanges."""


@dataclass(slots=True)
class People:
    """Reads personas by their blobs, and makes the needles of an exchange once."""

    read: Callable[[Blob], bytes | None]
    _made: dict[tuple[Planted, ...], Needles | None] = field(default_factory=dict)

    def needles(self, planted: tuple[Planted, ...]) -> Needles | None:
        """What to search an exchange for; None when a persona was erased."""
        if planted not in self._made:
            if len(self._made) >= KEPT:
                self._made.clear()
            self._made[planted] = self._needles(planted)
        return self._made[planted]

    def values(self, planted: tuple[Planted, ...]) -> list[Value] | None:
        """The values themselves; None when a persona was erased."""
        values: list[Value] = []
        for blob in dict.fromkeys(each.persona for each in planted):
            body = self.read(Blob(blob, 0))
            if body is None:
                return None
            known = persona_of(body).values
            kinds = [each.kind for each in planted if each.persona == blob]
            values += [Value(kind, text, blob) for kind in kinds for text in known.get(kind, ())]
        return list(dict.fromkeys(values))

    def _needles(self, planted: tuple[Planted, ...]) -> Needles | None:
        values = self.values(planted)
        return None if values is None else needles(values)
