"""What a bounded pattern and a check can tell of a text: the form of a value, and how sure it is."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from auditor.evidence.observation import Sureness

BEFORE = 40
"""Characters before a value that may say what it is; the name it stood under is among them.

Patterns are of ASCII words, since Chinese stands right beside a value.
"""
BREAK = "\n\x1f\n"
"""Stands between texts that are looked at together; no pattern reaches over it."""
KEY = r"(?:\A|(?<=\x1f\n))"
"""In a pattern: where the name begins that a whole text stood under, see scanning.py."""


@dataclass(frozen=True, slots=True)
class Match:
    """A value that passed its check."""

    value: str
    sureness: Sureness
    because: str


@dataclass(frozen=True, slots=True)
class Shape:
    """One form; ``check`` gets what stands before the value and the value."""

    kind: str
    """Without the leading ``personal-data/``."""
    pattern: re.Pattern[str]
    """The value is the named group, where one took part, else the whole."""
    check: Callable[[str, str], Match | None]

    asks: tuple[str, ...] = ()
    """In lower case: without one of them in a text, or the hint, no value in it can pass."""

    beyond_ascii: bool = False
    """Whether each value holds a sign that is none of ASCII's."""

    lowered: bool = False
    """Whether the pattern is of lower case, for any: many times faster than to ignore case."""

    hint: re.Pattern[str] | None = None
    """What stands in a text that could hold a value, though it has none of those words."""

    def matches(self, text: str, low: str = "") -> Iterator[tuple[int, Match]]:
        """Where each value begins that passes the check; ``low`` is what ``lower`` makes of it."""
        if self.beyond_ascii and text.isascii():
            return
        if self.lowered:
            low = low or lower(text)
        check = self.check
        for found in self.pattern.finditer(low if self.lowered else text):
            start, end = found.span(found.lastgroup or 0)
            value = text[start:end]
            before = text[max(0, start - BEFORE) : start].rpartition(BREAK)[2]
            if match := check(before, value):
                yield start + max(0, value.find(match.value)), match


def lower(text: str) -> str:
    """In lower case, sign by sign: as long as before."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(sign if len(sign.lower()) > 1 else sign.lower() for sign in text)


def digits(value: str) -> str:
    """The digits alone."""
    return "".join(filter(str.isdigit, value))
