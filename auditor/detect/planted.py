"""Finds values that were planted: plain, encoded or hashed, in raw and decoded texts."""

import base64
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import accumulate
from urllib.parse import quote, quote_plus

from auditor.detect.chains import Spelled, chains
from auditor.detect.layers import HASHES, URL_SAFE, Form, aligned, digest
from auditor.detect.leaf import Leaf
from auditor.detect.search import Search
from auditor.detect.strength import STRONG_BITS, bits

MAX_PLACES = 50
"""In which one value is reported on one side of an exchange."""
MIN_FRAGMENT = 10
MIN_HEX = 12
MOST_MET = 10_000
"""Forms under three layers that are remembered, once their beginnings were met."""
_GAP = b"\x00" * 8
_NULS = _GAP.decode()
_UNEVEN = ("\n", "\t", "  ")
"""What is not folded sign by sign; other white space is made a blank by itself."""
_COMPACT = {"phone", "iban", "payment-card", "national-id", "imei", "device-id", "account-id"}
_WORDS = {"person", "location"}
_LOW = bytes.maketrans(
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZ\t\n\v\f\r\x1c\x1d\x1e\x1f",
    b"abcdefghijklmnopqrstuvwxyz" + b" " * 9,
)
_BEGUN = re.compile(rb"[A-Za-z0-9][._%+-]$")
_RUN_BEFORE, _RUN = re.compile(rb"[A-Za-z0-9]+$"), re.compile(rb"[A-Za-z0-9]{1,3}")
_GOES_ON = re.compile(rb"[.-][A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Value:
    """One planted value."""

    kind: str
    """Without the leading ``planted/``."""
    text: str
    persona: str

    @property
    def strong(self) -> bool:
        """Whether nobody else would happen to write it."""
        return bits(self.kind, self.text) >= STRONG_BITS

    def stands(self, text: bytes, start: int, end: int, *, whole: bool) -> bool:
        """Whether what was found at a place is the value, and not a part of something else.

        A strong one may be glued to a word; with ``whole``, not to a sign or two: that is a
        look-alike.
        """
        if self.strong and not whole:
            return True
        around = _around(text, start, end)
        if not self.strong:
            return around == (0, 0)
        return all(each in (0, 3) for each in around) and not self.goes_on(text, start, end)

    def goes_on(self, text: bytes, start: int, end: int) -> bool:
        """Whether an address that was found is only a part of a longer one."""
        before, after = text[max(0, start - 2) : start], text[end : end + 2]
        return self.kind == "email" and bool(_BEGUN.search(before) or _GOES_ON.match(after))


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
            for joined, some in ((False, _written(owners[0])), (True, _run_together(owners[0])))
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
        for form, steps in dict.fromkeys(_forms(value)):
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


def fold(text: str) -> str:
    """A text in lower case with single spaces."""
    return " ".join(text.lower().split())


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
    joined = _joined(texts)
    for at, end, value, steps in (wanted.deep() if deep else wanted).find(joined.text):
        if steps or value.stands(joined.text, at, end, whole=whole):
            yield joined.number(at), value, steps


@dataclass(slots=True)
class _Joined:
    """Texts folded and put together: first those in ASCII without white space to fold."""

    text: bytes
    texts: Sequence[str | bytes]
    folded: dict[int, bytes]
    """The others, by their numbers."""
    _numbers: list[int] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)

    def number(self, at: int) -> int:
        """Of the text that stands at a place."""
        if not self._numbers:
            simple = [each for each in range(len(self.texts)) if each not in self.folded]
            sizes = [*(len(self.texts[each]) for each in simple), *map(len, self.folded.values())]
            self._numbers = [*simple, *self.folded]
            self._starts = [*accumulate((size + len(_GAP) for size in sizes), initial=0)]
        return self._numbers[bisect_right(self._starts, at) - 1]


def _joined(texts: Sequence[str | bytes]) -> _Joined:
    """Most texts are in ASCII and have no white space to fold: those are folded together."""
    said = [text for text in texts if isinstance(text, str)]
    others: list[int] = []
    if len(said) < len(texts):
        others = [number for number, text in enumerate(texts) if not isinstance(text, str)]
    if apart := _apart(said):
        numbers = [number for number, text in enumerate(texts) if isinstance(text, str)]
        others += [numbers[at] for at in apart]
        said = [text for at, text in enumerate(said) if at not in apart]
    folded = {number: _folded(texts[number]) for number in others}
    together = [_NULS.join(said).encode().translate(_LOW)] if said else []
    return _Joined(_GAP.join([*together, *folded.values()]), texts, folded)


def _apart(texts: Sequence[str]) -> set[int]:
    """The numbers of the texts that cannot be folded sign by sign."""
    whole = _NULS.join(texts)
    starts: list[int] = []
    found: set[int] = set()
    for mark in _UNEVEN:
        at = whole.find(mark)
        while at >= 0:
            starts = starts or [*accumulate((len(text) + len(_NULS) for text in texts), initial=0)]
            found.add(number := bisect_right(starts, at) - 1)
            at = whole.find(mark, starts[number + 1])
    if not whole.isascii():
        found.update(number for number, text in enumerate(texts) if not text.isascii())
    return found


def _around(text: bytes, start: int, end: int) -> tuple[int, int]:
    """How many letters and digits go on before and after a place, up to three."""
    before, after = _RUN_BEFORE.search(text[max(0, start - 3) : start]), _RUN.match(text, end)
    goes_on = text[start : start + 1].isalnum(), text[end - 1 : end].isalnum()
    return (
        len(before[0]) if before and goes_on[0] else 0,
        min(3, len(after[0])) if after and goes_on[1] else 0,
    )


def _forms(value: Value) -> Iterator[tuple[bytes, tuple[str, ...]]]:
    """The forms under one layer, folded."""
    for text in _spellings(value):
        plain = fold(text)
        yield _bytes(plain), ()
        for quoted in {quote(text, safe=""), quote_plus(text)}:
            if quoted.lower() != plain:
                yield quoted.lower().encode(), ("url",)
    for written in _written(value):
        if len(encoded := written.hex()) >= MIN_HEX:
            yield encoded.encode(), ("hex",)
        for fragment in aligned(written, MIN_FRAGMENT):
            yield from _base64(fragment, ("base64",))
        for name in HASHES:
            made = digest(name, written)
            yield made.hex().encode(), (name,)
            yield from _base64(base64.b64encode(made).rstrip(b"="), ("base64", name))

    for written in _run_together(value):
        for name in HASHES:
            yield digest(name, written).hex().encode(), (name,)


def _base64(encoded: bytes, steps: tuple[str, ...]) -> Iterator[tuple[bytes, tuple[str, ...]]]:
    for form in dict.fromkeys((encoded, encoded.translate(URL_SAFE))):
        yield form.lower(), steps


def _written(value: Value) -> list[bytes]:
    """The value in all spellings and cases."""
    return [*dict.fromkeys(each for text in _spellings(value) for each in _cases(text))]


def _run_together(value: Value) -> list[bytes]:
    """Words as apps join them before they hash them; in the clear they may be part of an address."""
    words = value.text.split() if value.kind in _WORDS else []
    joined = [mark.join(words) for mark in ("", ".", "_", "-")] if len(words) > 1 else []
    return [*dict.fromkeys(each for text in joined for each in _cases(text))]


def _spellings(value: Value) -> list[str]:
    """The value as written and, for numbers and ids, without separators."""
    spellings = [value.text.strip()]
    if value.kind in _COMPACT:
        compact = re.sub(r"[\s().:/-]+", "", value.text)
        spellings += [compact, compact.removeprefix("+")]
        if compact.startswith("+"):
            spellings.append(f"00{compact[1:]}")
    return [text for text in dict.fromkeys(spellings) if len(_bytes(text)) >= 3]


def _cases(text: str) -> list[bytes]:
    return list(dict.fromkeys(_bytes(each) for each in (text, text.lower(), text.upper())))


def _folded(value: str | bytes) -> bytes:
    """Folded as the forms are; bytes that are no UTF-8 only where they are ASCII."""
    text = _bytes(value)
    if not text.isascii():
        with suppress(UnicodeDecodeError):
            text = _bytes(fold(text.decode("utf-8", "surrogatepass")))
    text = text.translate(_LOW)
    while b"  " in text:
        text = text.replace(b"  ", b" ")
    return text


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
