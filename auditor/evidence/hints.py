"""Tells in one pass over a text which patterns for live secrets it could answer to at all.

The patterns cost some hundred times more than the pass, and most texts hold none of their words.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from auditor.evidence import livesecrets as live
from auditor.evidence.keyforms import FORMS, KeyForm
from auditor.evidence.words import Words


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
    known = _known()
    found = known.words.numbers(raw.lower())
    return _told(known, found) if found else None


def _told(words: "_Known", found: set[int]) -> Hints:
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
class _Known:
    """All that is looked for: first the names with their ends, then what keys contain."""

    words: Words
    ends: list[str]
    forms: list[int]
    """The place of its form for each of the others."""


@cache
def _known() -> _Known:
    named = [(name + end, end) for name in live.spelled_names() for end in '"\\=']
    named += [("key=", "="), ("@", "@")]
    formed = list(_formed())
    return _Known(
        Words([text for text, _ in [*named, *formed]]),
        [end for _, end in named],
        [at for _, at in formed],
    )


def _formed() -> Iterator[tuple[str, int]]:
    for at, form in enumerate(FORMS):
        for literal in form.literals:
            yield literal.lower(), at
