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
    """In lower case: without one of them in a text, no value in it can pass."""

    beyond_ascii: bool = False
    """Whether each value holds a sign that is none of ASCII's."""

    def matches(self, text: str, low: str = "") -> Iterator[tuple[int, Match]]:
        """Where each value begins that passes the check; ``low`` is the text in lower case."""
        if self.beyond_ascii and text.isascii():
            return
        if self.asks:
            low = low or text.lower()
            if not any(word in low for word in self.asks):
                return
        for found in self.pattern.finditer(text):
            group = found.lastgroup or 0
            start, value = found.start(group), found[group]
            before = text[max(0, start - BEFORE) : start].rpartition(BREAK)[2]
            if match := self.check(before, value):
                yield start + max(0, value.find(match.value)), match


def digits(value: str) -> str:
    """The digits alone."""
    return "".join(filter(str.isdigit, value))
