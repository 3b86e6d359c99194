"""Finds values that were planted: plain, encoded or hashed, in raw and decoded texts."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from auditor.detect.chains import Spelled, chains
from auditor.detect.folding import fold, joined
from auditor.detect.layers import Form
from auditor.detect.leaf import Leaf
from auditor.detect.search import Search
from auditor.detect.values import Value, forms, run_together, written_ways

MAX_PLACES = 50
"""In which one value is reported on one side of an exchange."""
MOST_MET = 10_000
"""Forms under three layers that are remembered, once their beginnings were met."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A planted value as it was found."""

    value: Value
    place: str
    steps: tuple[str, ...]
    alone: bool
    """Whether the value proves itself; otherwise another value of the persona stood by."""


type Match = tuple[Value, Leaf, tuple[str, ...]]
"""A value, the leaf that holds it, and the steps from there to its form."""


type _Claims = dict[bytes, list[tuple[Value, tuple[str, ...]]]]
"""Form, folded → whose it is and by which steps."""


@dataclass(slots=True)
class Needles:
    """Every form in which the values of an exchange may appear."""

    values: tuple[Value, ...] = ()
    forms: _Claims = field(default_factory=dict)
    """Under one layer; compared after folding case and white space."""
    search: Search = field(default_factory=lambda: Search(()))
    _deep: "_Deep | None" = None

    def find(self, text: bytes) -> Iterator[tuple[int, int, Value, tuple[str, ...]]]:
        """Where a form under one layer begins and ends, whose it is and its steps."""
        for at, needle in self.search.find(text):
            for value, steps in self.forms[needle]:
                yield at, at + len(needle), value, steps

    def deep(self) -> "_Deep":
        """The forms under up to three layers, made when they are first asked for."""
        if self._deep is None:
            self._deep = _Deep(self)
        return self._deep

    def bounds(self) -> set[str]:
        """``layers`` where there were more forms under three layers than are looked for."""
        return {"layers"} if self._deep is not None and self._deep.cut else set()


class _Deep:
    """Searches for all forms under up to three layers at once."""

    def __init__(self, wanted: Needles) -> None:
        self._whose: dict[tuple[str, str], list[Value]] = {}
        for value in wanted.values:
            self._whose.setdefault((value.kind, value.text), []).append(value)
        self._owners = list(self._whose.values())
        self._chains = chains(
            Spelled(number, written, strong=owners[0].strong, joined=joined)
            for number, owners in enumerate(self._owners)
            for joined, some in ((False, written_ways(owners[0])), (True, run_together(owners[0])))
            for written in some
        )
        self.cut = self._chains.cut
        self._forms: _Claims = {form: list(claims) for form, claims in wanted.forms.items()}
        for number, form in self._chains.short:
            claims = self._forms.setdefault(form.text, [])
            claims += ((value, form.steps) for value in self._owners[number])
        self._search = Search(self._forms, self._chains.heads)
        self._met: dict[int, tuple[int, Form]] = {}

    def find(self, text: bytes) -> Iterator[tuple[int, int, Value, tuple[str, ...]]]:
        """Where a form begins and ends, whose it is and its steps."""
        for at, needle, numbers in self._search.look(text):
            for value, steps in self._forms[needle] if needle else ():
                yield at, at + len(needle), value, steps
            for each in numbers:
                number, form = self._form(each)
                if text.startswith(form.text, at):
                    for value in self._owners[number]:
                        yield at, at + len(form.text), value, form.steps

    def _form(self, number: int) -> tuple[int, Form]:
        if number not in self._met:
            if len(self._met) >= MOST_MET:
                self._met.clear()
            self._met[number] = self._chains.form(number)
        return self._met[number]


def needles(values: Iterable[Value]) -> Needles:
    """All forms of the values, ready to be searched for."""
    made = Needles(tuple(dict.fromkeys(values)))
    for value in made.values:
        for form, steps in dict.fromkeys(forms(value)):
            made.forms.setdefault(form, []).append((value, steps))
    made.search = Search(made.forms)
    return made


def found(leaves: Iterable[Leaf], wanted: Needles) -> list[Hit]:
    """Every planted value of one side, under up to three layers, once a place, innermost first.

    A weak value (a first name, a city) counts only beside another value of its persona.
    """
    return proved(matched(leaves, wanted, deep=True))


def matched(
    leaves: Iterable[Leaf], wanted: Needles, *, whole: bool = False, deep: bool = False
) -> list[Match]:
    """Every place of every value, whether or not it proves anything; ``deep`` for three layers.

    With ``whole`` a strong value, too, must not go on before or after: an id with one sign more is
    another id.
    """
    wanted_leaves = leaves if isinstance(leaves, list | tuple) else list(leaves)
    hits: dict[tuple[Value, str], Match] = {}
    places: Counter[Value] = Counter()
    texts = [leaf.value for leaf in wanted_leaves] if wanted.values else []
    for number, value, steps in _matches(texts, wanted, whole=whole, deep=deep):
        leaf = wanted_leaves[number]
        key = (value, leaf.place)
        known = hits.get(key)
        places[value] += known is None
        if places[value] > MAX_PLACES:
            continue
        if known is None or (-len(leaf.steps), len(steps)) < (-len(known[1].steps), len(known[2])):
            hits[key] = (value, leaf, steps)
    inner = list(hits.values())
    return [hit for hit in inner if not any(_holds(hit, other) for other in inner)]


def proved(matches: Iterable[Match]) -> list[Hit]:
    """The matches that prove themselves, and those beside another value of the persona."""
    hits, found_ = [], list(matches)
    others = {value for value, _, _ in found_}
    for value, leaf, steps in found_:
        company = any(
            other.persona == value.persona
            and other.kind != value.kind
            and fold(value.text) not in fold(other.text)
            for other in others
        )
        if value.strong or company:
            hits.append(Hit(value, leaf.place, (*leaf.steps, *steps), alone=value.strong))
    return hits


def _holds(outer: Match, inner: Match) -> bool:
    """Whether ``inner`` is the same find in a layer that was decoded out of ``outer``."""
    return (
        outer[0] == inner[0]
        and len(inner[1].steps) > len(outer[1].steps)
        and inner[1].steps[: len(outer[1].steps)] == outer[1].steps
        and inner[1].place.startswith(outer[1].place)
    )


def _matches(
    texts: Sequence[str | bytes], wanted: Needles, *, whole: bool, deep: bool
) -> Iterator[tuple[int, Value, tuple[str, ...]]]:
    """Number of the text, value and steps of every form that is found."""
    if not texts:
        return
    whole_text = joined(texts)
    for at, end, value, steps in (wanted.deep() if deep else wanted).find(whole_text.text):
        if steps or value.stands(whole_text.text, at, end, whole=whole):
            yield whole_text.number(at), value, steps
