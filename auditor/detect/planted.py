"""Finds values that were planted: plain, encoded or hashed, in raw and decoded texts."""

import base64
import hashlib
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from urllib.parse import quote, quote_plus

from auditor.detect.leaf import Leaf
from auditor.detect.search import Search
from auditor.detect.strength import STRONG_BITS, bits

MAX_PLACES = 50
"""In which one value is reported on one side of an exchange."""
MIN_FRAGMENT = 8
MIN_HEX = 12
_GAP = b"\x00" * 8
_COMPACT = {"phone", "iban", "payment-card", "national-id", "imei", "device-id", "account-id"}
HASHES = ("md5", "sha1", "sha256")
"""Steps that nobody can undo: they name a value to who knows it already."""
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


@dataclass(slots=True)
class Needles:
    """Every form in which the values of an exchange may appear."""

    values: tuple[Value, ...] = ()
    folded: dict[bytes, list[tuple[Value, tuple[str, ...]]]] = field(default_factory=dict)
    """Compared after folding case and white space."""
    exact: dict[bytes, list[tuple[Value, tuple[str, ...]]]] = field(default_factory=dict)
    searches: tuple[Search, Search] = field(default_factory=lambda: (Search(()), Search(())))


def needles(values: Iterable[Value]) -> Needles:
    """All forms of the values, ready to be searched for."""
    made = Needles(tuple(dict.fromkeys(values)))
    for value in made.values:
        for form, steps in _folded_forms(value):
            made.folded.setdefault(form, []).append((value, steps))
        for form, steps in _exact_forms(value):
            made.exact.setdefault(form, []).append((value, steps))
    made.searches = (Search(made.folded), Search(made.exact))
    return made


def found(leaves: Iterable[Leaf], wanted: Needles) -> list[Hit]:
    """Every planted value of one side, once a place, innermost first.

    A weak value (a first name, a city) counts only beside another value of its persona.
    """
    return proved(matched(leaves, wanted))


def matched(leaves: Iterable[Leaf], wanted: Needles, *, whole: bool = False) -> list[Match]:
    """Every place of every value, whether or not it proves anything.

    With ``whole`` a strong value, too, must not go on before or after: an id with one sign more is
    another id.
    """
    wanted_leaves = list(leaves)
    raw = [_bytes(leaf.value) for leaf in wanted_leaves]
    hits: dict[tuple[Value, str], Match] = {}
    places: Counter[Value] = Counter()
    folded, exact = wanted.searches
    for number, value, steps in (
        *_matches([_fold(text) for text in raw], folded, wanted.folded, whole=whole),
        *_matches(raw, exact, wanted.exact, whole=whole),
    ):
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
    texts: list[bytes],
    search: Search,
    forms: dict[bytes, list[tuple[Value, tuple[str, ...]]]],
    *,
    whole: bool,
) -> Iterator[tuple[int, Value, tuple[str, ...]]]:
    """Number of the text, value and steps of every form that is found."""
    if not forms or not texts:
        return
    starts = [0, *accumulate(len(text) + len(_GAP) for text in texts)]
    joined = _GAP.join(texts)
    for at, form in search.find(joined):
        number, end = bisect_right(starts, at) - 1, at + len(form)
        for value, steps in forms[form]:
            if steps or value.stands(joined, at, end, whole=whole):
                yield number, value, steps


def _around(text: bytes, start: int, end: int) -> tuple[int, int]:
    """How many letters and digits go on before and after a place, up to three."""
    before, after = _RUN_BEFORE.search(text[max(0, start - 3) : start]), _RUN.match(text, end)
    goes_on = text[start : start + 1].isalnum(), text[end - 1 : end].isalnum()
    return (
        len(before[0]) if before and goes_on[0] else 0,
        min(3, len(after[0])) if after and goes_on[1] else 0,
    )


def _folded_forms(value: Value) -> Iterator[tuple[bytes, tuple[str, ...]]]:
    for text in _spellings(value):
        plain = fold(text)
        yield _bytes(plain), ()
        for quoted in {quote(text, safe=""), quote_plus(text)}:
            if quoted.lower() != plain:
                yield quoted.lower().encode(), ("url",)
        for variant in _cases(text):
            if len(encoded := variant.hex()) >= MIN_HEX:
                yield encoded.encode(), ("hex",)
            for name in HASHES:
                yield _digest(name, variant).hex().encode(), (name,)


def _exact_forms(value: Value) -> Iterator[tuple[bytes, tuple[str, ...]]]:
    for text in _spellings(value):
        for variant in _cases(text):
            for fragment in _aligned(variant):
                for form in {fragment, fragment.translate(bytes.maketrans(b"+/", b"-_"))}:
                    yield form, ("base64",)
            for name in HASHES:
                encoded = base64.b64encode(_digest(name, variant)).rstrip(b"=")
                for form in {encoded, encoded.translate(bytes.maketrans(b"+/", b"-_"))}:
                    yield form, ("base64", name)


def _spellings(value: Value) -> list[str]:
    """The value as written and, for numbers and ids, without separators."""
    spellings = [value.text.strip()]
    if value.kind in _COMPACT:
        compact = re.sub(r"[\s().:/-]+", "", value.text)
        spellings += [compact, compact.removeprefix("+")]
    return [text for text in dict.fromkeys(spellings) if len(_bytes(text)) >= 3]


def _cases(text: str) -> list[bytes]:
    return list(dict.fromkeys(_bytes(each) for each in (text, text.lower(), text.upper())))


def _aligned(value: bytes) -> Iterator[bytes]:
    """What base64 makes of the value wherever it stands in a longer text."""
    for offset, start in enumerate((0, 2, 3)):
        encoded = base64.b64encode(bytes(offset) + value)
        fragment = encoded[start : (offset + len(value)) * 8 // 6]
        if len(fragment) >= MIN_FRAGMENT:
            yield fragment


def _digest(name: str, value: bytes) -> bytes:
    return hashlib.new(name, value, usedforsecurity=False).digest()


def _fold(text: bytes) -> bytes:
    """Folded as the needles are; bytes that are no UTF-8 stay as they are."""
    try:
        return _bytes(fold(text.decode("utf-8", "surrogatepass")))
    except UnicodeDecodeError:
        return text.lower()


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
