"""Parses the tagged strings of which mitmproxy's dumps are made, faster than it does itself."""

from typing import Any

MAX_DIGITS = 12
_BOOLEANS = {b"true": True, b"false": False}


def parsed(raw: bytes) -> Any:
    """The one value that stands there; ValueError or LookupError where there is none.

    Nesting is bounded by Python's own bound, RecursionError.
    """
    value, end = _value(raw, 0)
    if end != len(raw):
        raise ValueError("more than one value")
    return value


def _value(raw: bytes, at: int) -> tuple[Any, int]:
    """The value that begins there, and where the next one does."""
    colon = raw.index(b":", at, at + MAX_DIGITS + 1)
    digits = raw[at:colon]
    if not digits.isdigit():
        raise ValueError("not a length")
    start = colon + 1
    end = start + int(digits)
    kind = raw[end]
    if kind == 0x2C:  # ,
        return raw[start:end], end + 1
    if kind == 0x3B:  # ;
        return raw[start:end].decode(), end + 1
    if kind == 0x7D:  # }
        return _pairs(raw, start, end), end + 1
    if kind == 0x5D:  # ]
        return _values(raw, start, end), end + 1
    return _scalar(kind, raw[start:end]), end + 1


def _pairs(raw: bytes, at: int, end: int) -> dict[Any, Any]:
    found = {}
    while at < end:
        key, at = _value(raw, at)
        found[key], at = _value(raw, at)
    if at != end:
        raise ValueError("longer than what it is in")
    return found


def _values(raw: bytes, at: int, end: int) -> list[Any]:
    found = []
    while at < end:
        value, at = _value(raw, at)
        found.append(value)
    if at != end:
        raise ValueError("longer than what it is in")
    return found


def _scalar(kind: int, raw: bytes) -> Any:
    match kind:
        case 0x23:  # #
            return int(raw)
        case 0x5E:  # ^
            return float(raw)
        case 0x21:  # !
            return _BOOLEANS[raw]
        case 0x7E if not raw:  # ~
            return None
    raise ValueError("not a value")
