"""Where in a text personal data, secrets and planted values stand."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from auditor.detect import disguised
from auditor.detect.budget import Budget
from auditor.detect.decoding import Leaf
from auditor.detect.personal import PersonalData
from auditor.detect.planted import Needles, Value, needles
from auditor.detect.prose import is_prose
from auditor.detect.scanning import Text
from auditor.evidence import livesecrets as live
from auditor.evidence.hints import forms_in
from auditor.evidence.observation import Sureness
from auditor.evidence.persona import Persona

MOST_PLACES = 1000
"""Of one value in one piece of text."""
LEAST_TOKEN = 16
"""Characters of a value under a name that says little, such as ``token``."""

_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?!\s*\n))+")
_NAMED = (live.IN_JSON, live.IN_PAIRS, live.BEFORE_HOST)


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
        self._wanted = _needles(self.persona)

    def of(self, passages: Sequence[Passage]) -> list[Span]:
        """Every value in some passages, in the order of the texts."""
        found: dict[tuple[object, ...], Span] = {}
        paragraphs = [each for passage in passages for each in _paragraphs(passage)]
        spans = [*self._personal(paragraphs)]
        for passage in passages:
            spans += [*_secrets(passage), *self._planted(passage)]
        for span in spans:
            found.setdefault((span.id, span.kind, span.start, span.end, span.decoded), span)
        order = {passage.id: at for at, passage in reversed([*enumerate(passages)])}
        return sorted(found.values(), key=lambda one: (order[one.id], one.start or 0, one.kind))

    def _personal(self, paragraphs: Sequence[Passage]) -> Iterator[Span]:
        texts = [Text("", each.text, is_prose(each.text)) for each in paragraphs]
        scanned = self.personal.scan(texts)
        self.bounds |= scanned.bounds
        self.languages |= scanned.languages
        for each in scanned.found:
            passage = paragraphs[each.number]
            for start, end in _places(passage.text, each.value):
                kind = f"personal-data/{each.kind}"
                yield _span(passage, kind, start, end, each.sureness, each.because)

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


def _needles(persona: Persona | None) -> Needles | None:
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
    spaced = r"\s+".join(map(re.escape, value.split()))
    whole = re.compile(rf"(?<![A-Za-z0-9]){spaced}(?![A-Za-z0-9])", re.IGNORECASE)
    for count, one in enumerate(whole.finditer(text)):
        if count >= MOST_PLACES:
            return
        yield one.span()


def _secrets(passage: Passage) -> Iterator[Span]:
    taken: list[range] = []
    for form in forms_in(passage.text):
        issuer = f" of {form.issuer}" if form.issuer else ""
        for one in form.pattern.finditer(passage.text):
            if any(one.start() in each for each in taken):
                continue
            taken.append(range(*one.span()))
            kind, because = f"secret/{form.kind}", f"has the form of a {form.kind}{issuer}"
            yield _span(passage, kind, *one.span(), "likely", because)
    for pattern in _NAMED:
        for one in pattern.finditer(passage.text):
            name = one.groupdict().get("name")
            if any(one.start("value") in each for each in taken) or not _is_secret(
                name, one["value"]
            ):
                continue
            kind = live.field_kind(name) if name else "credentials"
            because = f"stands under the name {name}" if name else "stands before a host"
            yield _span(passage, f"secret/{kind}", *one.span("value"), "likely", because)


def _is_secret(name: str | None, value: str) -> bool:
    """Whether a value under such a name is one; a name that says little needs a token's form."""
    if name is None or not live.is_weak(name):
        return True
    return len(value) >= LEAST_TOKEN and not re.search(r"\s", value)


def _span(
    passage: Passage, kind: str, start: int, end: int, sureness: Sureness, because: str
) -> Span:
    return Span(passage.id, kind, passage.base + start, passage.base + end, sureness, because)
