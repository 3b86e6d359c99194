"""What a vendor's headers say of its limits: how long to wait, and how much is left."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LATEST = 10**10
"""Seconds; a later moment is none, or counts in milliseconds."""
EPOCHS = 10**8
"""A number of seconds beyond it is a moment, not a wait."""

_NUMBER = re.compile(r"[0-9]{1,13}(\.[0-9]{1,9})?")
_DURATION = re.compile(r"(?:(\d{1,4})h)?(?:(\d{1,6})m(?!s))?(?:(\d{1,9}(?:\.\d{1,9})?)(m?)s)?")
_HEADER = re.compile(
    r"(?:x-|anthropic-)?ratelimit-(?:(?P<of>[a-z-]+)-)?(?P<what>remaining|reset)(?:-(?P<per>[a-z-]+))?"
)


@dataclass(frozen=True, slots=True)
class Told:
    """What one answer says of its vendor's limits."""

    wait: float | None = None
    """Seconds for which nothing shall be asked."""
    left: int | None = None
    """Requests that are left until ``reset``."""
    reset: float = 0
    """Seconds until there are more."""


NOTHING = Told()


def told(headers: Iterable[tuple[str, str]], now: datetime | None = None) -> Told:
    """What headers say of limits, in the forms of RFC 9110, OpenAI, Anthropic, Azure and others."""
    said = {name.lower(): value.strip() for name, value in headers}
    # The vendor's own clock tells best how far off its moments are.
    clock = _date(said.get("date", "")) or now or datetime.now(UTC)
    left, reset = _scarcest(said, clock)
    wait = seconds(said.get("retry-after", ""), clock)
    if _NUMBER.fullmatch(finer := said.get("retry-after-ms", "")):
        wait = float(finer) / 1000
    return Told(wait, left, reset)


def seconds(text: str, now: datetime) -> float | None:
    """Seconds from now that a number, a duration, a date or a moment names; None for none."""
    if _NUMBER.fullmatch(text):
        number = float(text)
        if number >= LATEST:
            number /= 1000
        return number if number < EPOCHS else max(0.0, number - now.timestamp())
    if text and (found := _DURATION.fullmatch(text)):
        hours, minutes, rest, milli = found.groups()
        return (
            float(hours or 0) * 3600
            + float(minutes or 0) * 60
            + float(rest or 0) / (1000 if milli else 1)
        )
    moment = _date(text)
    return None if moment is None else max(0.0, (moment - now).total_seconds())


def _scarcest(said: Mapping[str, str], now: datetime) -> tuple[int | None, float]:
    """Of the limits that are told: the requests left, 0 when no tokens are; until when."""
    remaining: dict[str, int] = {}
    resets: dict[str, float] = {}
    for name, value in said.items():
        if "ratelimit" not in name or not (found := _HEADER.fullmatch(name)):
            continue
        of = found["of"] or found["per"] or ""
        if found["what"] == "reset":
            resets[of] = seconds(value, now) or 0.0
        elif _NUMBER.fullmatch(value):
            remaining[of] = int(float(value))
    known = [
        (left, resets[of])
        for of, left in remaining.items()
        if of in resets and (left == 0 or not of or of.startswith("request"))
    ]
    # Where several are used up, the last of them to be filled again counts.
    return min(known, key=lambda each: (each[0], -each[1]), default=(None, 0.0))


def _date(text: str) -> datetime | None:
    """A moment as HTTP or RFC 3339 writes it."""
    if not text or not text[0].isalnum() or len(text) > 64:
        return None
    try:
        moment = parsedate_to_datetime(text) if "," in text else datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
