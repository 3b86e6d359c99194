"""Where in a text personal data, secrets and planted values stand."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from auditor.detect import disguised
from auditor.detect.budget import Budget
from auditor.detect.decoding import leaves
from auditor.detect.leaf import Leaf, Piece
from auditor.detect.personal import PersonalData
from auditor.detect.planted import Needles, needles
from auditor.detect.prose import could_name
from auditor.detect.scanning import Text, text_of
from auditor.detect.secrets import PACKED, decoded, secrets_in
from auditor.detect.values import Value
from auditor.evidence.observation import Sureness
from auditor.evidence.persona import Persona

MOST_PLACES = 1000
"""Of one value in one piece of text."""

_BROKEN = re.compile(r"[^\S ]|  ")
_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?!\s*\n))+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of the text of an id; ``base`` is where in that text it begins."""

    id: str
    text: str
    base: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """One value; start and end in characters of the text, None where it had to be decoded."""

    id: str
    kind: str
    start: int | None
    end: int | None
    sureness: Sureness
    because: str
    decoded: tuple[str, ...] = ()


@dataclass(slots=True)
class Spans:
    """Looks through texts, and remembers what it could not look at."""

    personal: PersonalData
    persona: Persona | None = None
    bounds: set[str] = field(default_factory=set)
    languages: set[str] = field(default_factory=set)
    """Of prose that no installed pipeline covers."""
    _wanted: Needles | None = field(init=False)

    def __post_init__(self) -> None:
        self._wanted = wanted_of(self.persona)

    def of(self, passages: Sequence[Passage]) -> list[Span]:
        """Every value in some passages, in the order of the texts."""
        found: dict[tuple[object, ...], Span] = {}
        paragraphs = [each for passage in passages for each in _paragraphs(passage)]
        spans = [*self._personal(paragraphs)]
        for passage in passages:
            planted = [*self._planted(passage)]
            spans += [*_but(_secrets(passage), planted), *planted, *self._decoded(passage)]
        for span in spans:
            found.setdefault((span.id, span.kind, span.start, span.end, span.decoded), span)
        order = {passage.id: at for at, passage in reversed([*enumerate(passages)])}
        return sorted(found.values(), key=lambda one: (order[one.id], one.start or 0, one.kind))

    def _personal(self, paragraphs: Sequence[Passage]) -> Iterator[Span]:
        texts = [Text("", each.text, could_name(each.text)) for each in paragraphs]
        scanned = self.personal.scan(texts)
        self.bounds |= scanned.bounds
        self.languages |= scanned.languages
        for each in scanned.found:
            passage = paragraphs[each.number]
            for start, end in _places(passage.text, each.value):
                kind = f"personal-data/{each.kind}"
                yield _span(passage, kind, start, end, each.sureness, each.because)

    def _decoded(self, passage: Passage) -> Iterator[Span]:
        """Personal data and secrets inside what is encoded in a text."""
        budget = Budget()
        inner = [
            leaf
            for leaf in leaves([Piece("text", passage.text)], budget)
            if not PACKED.isdisjoint(leaf.steps)
        ]
        self.bounds |= budget.hit
        if not inner:
            return
        scanned = self.personal.scan([text_of(leaf) for leaf in inner])
        self.bounds |= scanned.bounds
        self.languages |= scanned.languages
        for each in scanned.found:
            kind, steps = f"personal-data/{each.kind}", inner[each.number].steps
            yield Span(passage.id, kind, None, None, each.sureness, each.because, steps)
        for one in decoded(inner, "sent"):
            yield Span(passage.id, one.kind, None, None, one.sureness, one.because, one.steps)

    def _planted(self, passage: Passage) -> Iterator[Span]:
        if self._wanted is None:
            return
        budget = Budget(size=disguised.SIZE)
        hits = disguised.found([Leaf("joined.text", passage.text)], self._wanted, budget)
        self.bounds |= budget.hit
        for hit in hits:
            kind = f"planted/{hit.value.kind}"
            because = "the value that was planted stands here"
            if hit.steps:
                told = f"{because} ({', '.join(hit.steps)})"
                yield Span(passage.id, kind, None, None, "certain", told, hit.steps)
                continue
            for start, end in _places(passage.text, hit.value.text):
                yield _span(passage, kind, start, end, "certain", because)


def wanted_of(persona: Persona | None) -> Needles | None:
    """What a made-up person's values look like."""
    if persona is None:
        return None
    return needles(
        Value(kind, text, persona.id) for kind, texts in persona.values.items() for text in texts
    )


def _paragraphs(passage: Passage) -> Iterator[Passage]:
    for one in _PARAGRAPH.finditer(passage.text):
        yield Passage(passage.id, one[0], passage.base + one.start())


def _places(text: str, value: str) -> Iterator[tuple[int, int]]:
    """Where a value stands by itself, whatever white space it is broken by."""
    low, wanted = text.lower(), value.lower()
    if len(low) == len(text) and not (" " in wanted and _BROKEN.search(low)):
        yield from _alone(low, wanted)
        return
    spaced = r"\s+".join(map(re.escape, value.split()))
    whole = re.compile(rf"(?<![A-Za-z0-9]){spaced}(?![A-Za-z0-9])", re.IGNORECASE)
    for count, one in enumerate(whole.finditer(text)):
        if count >= MOST_PLACES:
            return
        yield one.span()


def _alone(text: str, value: str) -> Iterator[tuple[int, int]]:
    """Where a value without white space stands by itself in a text."""
    at, count = text.find(value), 0
    while at >= 0 and count < MOST_PLACES:
        end = at + len(value)
        if not (_is_sign(text[at - 1 : at]) or _is_sign(text[end : end + 1])):
            yield at, end
            count += 1
        at = text.find(value, at + 1)


def _is_sign(text: str) -> bool:
    return text.isascii() and text.isalnum()


def _but(spans: Iterable[Span], planted: Sequence[Span]) -> Iterator[Span]:
    """Secrets, but for those that hold what was planted."""
    taken = [(each.start, each.end or 0) for each in planted if each.start is not None]
    for span in spans:
        start, end = span.start or 0, span.end or 0
        if not any(start < last and first < end for first, last in taken):
            yield span


def _secrets(passage: Passage) -> Iterator[Span]:
    for one in secrets_in(passage.text):
        kind = f"secret/{one.kind}"
        yield _span(passage, kind, one.start, one.end, one.sureness, one.because)


def _span(
    passage: Passage, kind: str, start: int, end: int, sureness: Sureness, because: str
) -> Span:
    return Span(passage.id, kind, passage.base + start, passage.base + end, sureness, because)
