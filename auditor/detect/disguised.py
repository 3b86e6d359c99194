"""Finds planted values in answers, also where they are written so that a plain search fails."""

import base64
import codecs
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from auditor.detect import pieces, views
from auditor.detect.budget import Budget
from auditor.detect.layers import HASHES
from auditor.detect.leaf import Leaf
from auditor.detect.planted import Hit, Needles, matched, proved
from auditor.detect.search import Search
from auditor.detect.spelled import unspelled
from auditor.detect.values import Value
from auditor.detect.views import Packed, Reading, packed

SIZE = 2**19
"""Characters of an answer that are read in other ways than as they stand."""
MIN_PACKED = 10
"""Letters and digits; what is shorter is found as it stands or not at all."""
MIN_TURNED = 4
"""Letters that a value must have for a shifted alphabet to change it beyond a look-alike."""


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to write a value with nothing between its signs."""

    value: Value
    steps: tuple[str, ...]
    whole: bool
    """Whether it must begin and end where a run of letters and digits does."""


type _Forms = dict[bytes, list[_Form]]


def found(leaves: Iterable[Leaf], wanted: Needles, budget: Budget) -> list[Hit]:
    """Every planted value of an answer, however it is written, once a place.

    What was joined is looked at, as long as the budget lasts; a body only if nothing was joined.
    """
    everything = list(leaves)
    matches = matched(everything, wanted, whole=True)
    known = {value for value, _, steps in matches if not set(steps) & set(HASHES)}
    joined = [leaf for leaf in everything if leaf.place.startswith("joined")]
    for leaf in joined or everything:
        missing = [value for value in wanted.values if value not in known]
        if not any(value.strong for value in missing):
            break
        if isinstance(leaf.value, str) and budget.spend(len(leaf.value)):
            seen = _seen(leaf, leaf.value, wanted, missing)
            known.update(seen)
            matches += [(value, leaf, steps) for value, steps in seen.items()]
    return proved(matches)


def _seen(
    leaf: Leaf, text: str, wanted: Needles, missing: list[Value]
) -> dict[Value, tuple[str, ...]]:
    """The missing values that other readings of a text show, with the steps to the first such."""
    seen: dict[Value, tuple[str, ...]] = {}
    for value, steps in _shown(leaf, text, wanted, tuple(v for v in missing if v.strong)):
        if value in missing and not set(steps) & set(HASHES):
            seen.setdefault(value, steps)
    return seen


def _shown(
    leaf: Leaf, text: str, wanted: Needles, strong: tuple[Value, ...]
) -> Iterator[tuple[Value, tuple[str, ...]]]:
    forms, search = _packed_forms(strong)
    clean = views.cleaned(text)
    readings = list(dict.fromkeys((clean, views.unmarked(clean), *views.coded(clean))))
    for reading in readings:
        if reading.text != text:
            yield from _plain(leaf, reading, wanted)
    for reading in readings:
        yield from _encoded(leaf, views.unbroken(reading), wanted)
        for each in views.spaced(reading):
            yield from _packed_in(packed(each.text), each.steps, forms, search)
    for reading in views.acrostics(clean):
        yield from _packed_in(packed(reading.text), reading.steps, forms, search, loose=True)
    yield from _in_pieces(views.unmarked(clean), strong)


def _plain(
    leaf: Leaf, reading: Reading, wanted: Needles
) -> Iterator[tuple[Value, tuple[str, ...]]]:
    for value, _, steps in matched([Leaf(leaf.place, reading.text)], wanted, whole=True):
        yield value, (*reading.steps, *steps)


def _encoded(
    leaf: Leaf, reading: Reading, wanted: Needles
) -> Iterator[tuple[Value, tuple[str, ...]]]:
    """Only encoded forms: without what breaks a text, a plain value no longer stands alone."""
    for value, _, steps in matched([Leaf(leaf.place, reading.text)], wanted):
        if steps and value.strong:
            yield value, (*reading.steps, *steps)


def _packed_in(
    text: Packed, steps: tuple[str, ...], forms: _Forms, search: Search, *, loose: bool = False
) -> Iterator[tuple[Value, tuple[str, ...]]]:
    for at, form in search.find(text.text):
        for each in forms[form]:
            if loose or not each.whole or _is_whole(each.value, text, at, at + len(form)):
                yield each.value, (*steps, *each.steps)


def _is_whole(value: Value, text: Packed, start: int, end: int) -> bool:
    span = text.runs(start, end)
    if span is None:
        return False
    before = text.source[max(0, span[0] - 2) : span[0]].encode("utf-8", "replace")
    after = text.source[span[1] : span[1] + 2].encode("utf-8", "replace")
    return not value.goes_on(before + b"\0" + after, len(before), len(before) + 1)


def _in_pieces(
    reading: Reading, strong: tuple[Value, ...]
) -> Iterator[tuple[Value, tuple[str, ...]]]:
    by_form = {packed(value.text).text.decode(): value for value in strong}
    there = pieces.runs(unspelled(reading.text)) | pieces.runs(reading.text.lower())
    for form, value in by_form.items():
        if len(form) >= MIN_PACKED and pieces.cover(there, form, value.text.lower()):
            yield value, (*reading.steps, "pieces")


@lru_cache(maxsize=64)
def _packed_forms(values: tuple[Value, ...]) -> tuple[_Forms, Search]:
    """Every packed form of the values, ready to be searched for."""
    forms: _Forms = {}
    for value in values:
        for form, steps, whole in _forms_of(value):
            if len(form) >= MIN_PACKED:
                forms.setdefault(form, []).append(_Form(value, steps, whole))
    return forms, Search(forms)


def _forms_of(value: Value) -> Iterator[tuple[bytes, tuple[str, ...], bool]]:
    plain = packed(value.text).text
    yield plain, (), True
    if (said := packed(unspelled(value.text)).text) != plain:
        yield said, (), True
    yield plain[::-1], ("reversed",), True
    if sum(map(str.isalpha, plain.decode())) >= MIN_TURNED:
        yield codecs.encode(plain.decode(), "rot13").encode(), ("rot13",), True
    for text in dict.fromkeys((value.text, value.text.lower(), value.text.upper())):
        yield text.encode().hex().encode(), ("hex",), False
        for form in _in_base32(text.encode()):
            yield form, ("base32",), False


def _in_base32(text: bytes) -> Iterator[bytes]:
    """What base32 makes of a text wherever it stands in a longer one."""
    for offset in range(5):
        first = -(-offset * 8 // 5)
        whole = base64.b32encode(bytes(offset) + text).lower()
        yield whole[first : (offset + len(text)) * 8 // 5]
