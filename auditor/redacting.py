"""Finds what holds a person's data, or lies in a period, and erases it from the evidence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from auditor.collecting import PERSONA
from auditor.detect.planted import Needles, found, needles
from auditor.detect.texts import texts_of
from auditor.detect.values import Value
from auditor.errors import AuditorError
from auditor.evidence import redaction
from auditor.evidence.exchange import Blob, Exchange
from auditor.evidence.folder import Folder
from auditor.evidence.persona import Persona, persona_of
from auditor.evidence.verifying import messages_of
from auditor.probing.planting import read_persona

UNREAD = frozenset(("depth", "leaves", "size", "time"))
"""Bounds of the search; what was cut when it was recorded is not in the folder."""


@dataclass(frozen=True, slots=True)
class Redacted:
    """What a redaction did, and what it could not look into."""

    bodies: int
    half_searched: int
    """Exchanges of which a bound left a part unread: a value may still stand there."""
    still_in: tuple[str, ...]
    """Files of the audit, other than bodies, in which a value stands as it is."""


def redact(
    path: Path,
    why: str,
    *,
    persona: Path | None = None,
    exchanges: Sequence[str] = (),
    before: str = "",
    after: str = "",
) -> Redacted:
    """Erase every message that holds the person's values, in any encoding that detection undoes,
    of the exchanges named, and of those of a span: ended before a day, begun after another one.

    A value that proves nothing by itself, such as a town, counts where another one of the person's
    stands beside it. What was planted goes with the last message that it was planted in.
    """
    folder, span = Folder(path), _span(before, after)
    person = read_persona(persona) if persona else None
    search = _Search(folder, person, set(exchanges), span)
    ids = search.bodies()
    count = redaction.redact(path, ids, why)
    if folder.about.persona and folder.about.persona.id in ids:
        (path / PERSONA).unlink(missing_ok=True)
    return Redacted(count, search.half_searched, tuple(_still_in(folder, person)))


class _Search:
    """Goes through the exchanges once."""

    def __init__(
        self, folder: Folder, person: Persona | None, named: set[str], span: "_Span | None"
    ) -> None:
        self.half_searched = 0
        self._folder, self._named, self._span = folder, named, span
        self._person, self._wanted = person, needles(_values(person)) if person else None

    def bodies(self) -> set[str]:
        """Names of the blobs to erase; AuditorError for an exchange that is not there."""
        gone: set[str] = set()
        planted: dict[str, bool] = {}
        missing = set(self._named)
        if kept := self._folder.about.persona:
            planted[kept.id] = False
        for exchange in self._folder.exchanges():
            missing.discard(exchange.id)
            erased = self._is_meant(exchange)
            if erased:
                gone.update(blob.id for blob in messages_of(exchange))
            for each in exchange.planted:
                planted[each.persona] = planted.get(each.persona, True) and erased
        if missing:
            raise AuditorError(
                f"no exchange is called {min(missing)!r}",
                where=self._folder.path,
                hint="findings and evidence/exchanges.jsonl name them",
            )
        return gone | {
            blob for blob, useless in planted.items() if useless or self._is_person(blob)
        }

    def _is_meant(self, exchange: Exchange) -> bool:
        if exchange.id in self._named or (self._span and self._span.holds(exchange)):
            return True
        return self._wanted is not None and self._holds(exchange, self._wanted)

    def _holds(self, exchange: Exchange, wanted: Needles) -> bool:
        sides = [texts_of(side, self._folder.body) for side in (exchange.sent, exchange.received)]
        if found([leaf for side in sides for leaf in side.leaves], wanted):
            return True
        self.half_searched += any(side.bounds & UNREAD for side in sides)
        return False

    def _is_person(self, blob: str) -> bool:
        """Whether a planted persona has one of the person's values that prove themselves."""
        body = self._folder.body(Blob(blob, 0)) if self._person else None
        if body is None or self._person is None:
            return False
        texts = {value.text for value in _values(persona_of(body)) if value.strong}
        return any(value.text in texts for value in _values(self._person))


def _values(person: Persona) -> list[Value]:
    some = person.values.items()
    return [Value(kind, text, person.id) for kind, texts in some for text in texts]


def _still_in(folder: Folder, person: Persona | None) -> Iterator[str]:
    """Files in which a value stands that auditor does not erase: a plan's command, say."""
    texts = [v.text.encode() for v in _values(person) if v.strong] if person else []
    chain = folder.evidence / "exchanges.jsonl"
    for file in sorted(folder.path.rglob("*")):
        if texts and file.is_file() and file.parent.name != "blobs":
            # Encrypted lines are searched as what they say.
            pieces = (line for line, _ in folder.lines()) if file == chain else [file.read_bytes()]
            if any(text in piece for piece in pieces for text in texts):
                yield file.relative_to(folder.path).as_posix()


@dataclass(frozen=True, slots=True)
class _Span:
    """From the end of the day ``after`` to the beginning of the day ``before``; both may be open."""

    after: str
    before: str

    def holds(self, exchange: Exchange) -> bool:
        """Whether a whole exchange lies in it."""
        early = not self.before or exchange.ended[:10] < self.before
        return early and (not self.after or exchange.started[:10] > self.after)


def _span(before: str, after: str) -> _Span | None:
    days = _Span(_day(after, "--after"), _day(before, "--before"))
    if days.after and days.before and days.after >= days.before:
        raise AuditorError(f"no day lies after {after} and before {before}", hint="another span")
    return days if before or after else None


def _day(text: str, option: str) -> str:
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError as err:
        raise AuditorError(f"{text!r} is not a date", hint=f"{option} 2026-11-23") from err
