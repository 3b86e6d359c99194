"""Texts with where they stood, before and after they are opened, and the first ways to read one."""

import re
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import unquote_plus

import orjson

from auditor.detect.budget import Budget

MIN_NUMBER = 5
MAX_PAIRS = 2000

_NAME = re.compile(r"[A-Za-z_$][A-Za-z0-9_$-]{0,39}")


# Thousands are made of every megabyte, and a tuple is made in a third of a dataclass's time.
class Leaf(NamedTuple):
    """A text, or bytes that are no text, with where it stood and how it was reached."""

    place: str
    value: str | bytes
    steps: tuple[str, ...] = ()
    """Outermost first."""


class Piece(NamedTuple):
    """Something yet to be opened: text, bytes or parsed JSON."""

    place: str
    value: Any
    steps: tuple[str, ...] = ()
    nesting: int = 0


def long_number(value: object) -> str:
    """A number of JSON that is long enough to tell something, as text; else empty."""
    number = repr(value) if isinstance(value, int | float) else ""
    return number if len(number) >= MIN_NUMBER and not isinstance(value, bool) else ""


@lru_cache(8192)
def shown(name: str) -> str:
    """A key as a place may show it; ``*`` for one that could itself be data."""
    digits = sum(map(str.isdigit, name[:41]))
    return name if _NAME.fullmatch(name) and digits <= 3 else "*"


def pairs(text: str, place: str, steps: tuple[str, ...], budget: Budget) -> list[Piece]:
    """The values of ``a=1&b=2``, percent-decoded; a value that needed decoding says so."""
    found = []
    parts = text.split("&", MAX_PAIRS + 1)
    if len(parts) > MAX_PAIRS:
        budget.hit.add("leaves")
    for part in parts[:MAX_PAIRS]:
        name, _, raw = part.partition("=")
        value = unquote_plus(raw) if "%" in raw or "+" in raw else raw
        how = (*steps, "url") if value != raw else steps
        key = unquote_plus(name) if "%" in name or "+" in name else name
        mark = shown(key)
        found.append(Piece(f"{place}.{mark}", value, how))
        if mark == "*":
            found.append(Piece(f"{place}.*", key, steps))
    return found


def parsed(text: str | bytes, budget: Budget) -> Any:
    """The JSON in a text, or None when it is none."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as err:
        if "depth" in str(err) or "recursion" in str(err):
            budget.hit.add("depth")
        return None
