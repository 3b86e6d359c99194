"""What a worker does: one analyser in its process, made once, looks at shard after shard."""

import secrets
from threading import Lock

from auditor.detect.models import installed_model
from auditor.detect.personal import PersonalData
from auditor.detect.sighting import Sighting
from auditor.detect.sights import Sights
from auditor.detect.spans import Span, Spans
from auditor.scanning import exchange_of
from auditor.sharding.result import Result, Told, Unit, With

_ready: list[tuple[Spans, Sights, bytes]] = []
_one_at_a_time = Lock()
"""A worker of somebody's own cluster may have several threads; the analyser is for one."""


def prepare(how: With) -> None:
    """Make this process's analyser."""
    personal = PersonalData(installed_model(), gated=how.gate)
    spans, sights = Spans(personal, how.persona), Sights(personal, how.persona)
    # One salt, so that identical bodies stay identical when their secrets are replaced.
    _ready[:] = [(spans, sights, secrets.token_bytes(16))]


def analyse(units: tuple[Unit, ...]) -> Result:
    """What a shard holds, in a process that is prepared."""
    with _one_at_a_time:
        ((spans, sights, salt),) = _ready
        for each in (spans, sights):
            each.bounds, each.languages = set(), set()
        told: list[Told] = []
        for unit in units:
            if isinstance(unit, list):
                told += [of_span(span) for span in spans.of(unit)]
            else:
                exchange, memory = exchange_of(*unit, salt)
                told += [
                    of_sighting(exchange.id, seen) for seen in sights.of(exchange, memory.read)
                ]
        bounds, languages = spans.bounds | sights.bounds, spans.languages | sights.languages
    return Result(told, sorted(bounds), sorted(languages))


def of_span(span: Span) -> Told:
    """A value in a text, as a line tells it."""
    told = {name: getattr(span, name) for name in span.__slots__}
    if not span.decoded:
        del told["decoded"]
    return told


def of_sighting(id_: str, seen: Sighting) -> Told:
    """A value in an exchange, as a line tells it."""
    told: Told = {"id": id_, "kind": seen.kind, "side": seen.side, "place": seen.place}
    told |= {"decoded": seen.steps} if seen.steps else {}
    return told | {"sureness": seen.sureness, "because": seen.because}
