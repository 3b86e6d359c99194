"""What a bounded pattern and a check can tell of a text: the form of a value, and how sure it is."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from auditor.evidence.observation import Sureness

BEFORE = 40
"""Characters before a value that may say what it is; the name it stood under is among them.

Patterns are of ASCII words, since Chinese stands right beside a value.
"""


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
    check: Callable[[str, str], Match | None]


def digits(value: str) -> str:
    """The digits alone."""
    return "".join(filter(str.isdigit, value))
