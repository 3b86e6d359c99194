"""Tells in one pass over a text which patterns for live secrets it could answer to at all.

The patterns cost some hundred times more than the pass, and most texts hold none of their words.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import BytesAhoCorasick, Implementation

from auditor.evidence import livesecrets as live
from auditor.evidence.keyforms import FORMS, KeyForm

STEP = 2**16
"""Bytes looked at in one go, so that a text made of nothing but hits takes little memory."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What a text could hold. Where nothing is hinted at, no pattern finds anything."""

    quoted: bool
    """A secret's name before a quotation mark, as in JSON and multipart."""
    escaped: bool
    """The same before a backslash, as in JSON within JSON."""
    paired: bool
    """The same before an equals sign."""
    before_host: bool
    """An at sign."""
    forms: tuple[KeyForm, ...]
    """Of keys, the more telling first; whether in their letters' case is not looked at."""


def hints(raw: bytes) -> Hints | None:
    """What a text in UTF-8 could hold; None when it is no secret."""
    words, low = _words(), raw.lower()
    if len(low) <= STEP:
        found = {number for number, *_ in words.automaton.find_matches_as_indexes(low, True)}
    else:
        found = set(_piecewise(words, low))
    return _told(words, found) if found else None


def _piecewise(words: "_Words", low: bytes) -> Iterator[int]:
    for at in range(0, len(low), STEP):
        piece = low[at : at + STEP + words.longest]
        yield from {number for number, *_ in words.automaton.find_matches_as_indexes(piece, True)}


def _told(words: "_Words", found: set[int]) -> Hints:
    names = len(words.ends)
    ends = {words.ends[number] for number in found if number < names}
    forms = {words.forms[number - names] for number in found if number >= names}
    return Hints(
        quoted='"' in ends,
        escaped="\\" in ends,
        paired="=" in ends,
        before_host="@" in ends,
        forms=tuple(FORMS[at] for at in sorted(forms)),
    )


def forms_in(text: str) -> list[KeyForm]:
    """The forms of keys that a text could hold, the more telling first."""
    hinted = hints(text.encode("utf-8", "surrogatepass"))
    return [
        form
        for form in (hinted.forms if hinted else ())
        if any(each in text for each in form.literals)
    ]


def issuer_of(value: str) -> str:
    """Who issued a key, by its form; empty where that does not tell."""
    return next((form.issuer for form in forms_in(value) if form.pattern.fullmatch(value)), "")


@dataclass(frozen=True, slots=True)
class _Words:
    """All that is looked for: first the names with their ends, then what keys contain."""

    automaton: BytesAhoCorasick
    longest: int
    ends: list[str]
    forms: list[int]
    """The place of its form for each of the others."""


@cache
def _words() -> _Words:
    named = [(name + end, end) for name in live.spelled_names() for end in '"\\=']
    named += [("key=", "="), ("@", "@")]
    formed = list(_formed())
    texts = [text.encode() for text, _ in [*named, *formed]]
    return _Words(
        BytesAhoCorasick(texts, implementation=Implementation.DFA),
        max(map(len, texts)),
        [end for _, end in named],
        [at for _, at in formed],
    )


def _formed() -> Iterator[tuple[str, int]]:
    for at, form in enumerate(FORMS):
        for literal in form.literals:
            yield literal.lower(), at
