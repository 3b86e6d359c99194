"""Hosts and times in the form of the evidence."""

from datetime import UTC, datetime
from functools import lru_cache
from math import floor


def moment(seconds: float) -> str:
    """A time stamp, in seconds since 1970, in the form of the evidence."""
    micro = round((seconds - floor(seconds)) * 1e6)
    return f"{_second(floor(seconds) + micro // 10**6)}.{micro % 10**6 // 1000:03}Z"


@lru_cache(maxsize=64)
def _second(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()[:19]


def ascii_host(host: str) -> str:
    """A host name as it stands in certificates and lists."""
    try:
        return host.encode("idna").decode().lower()
    except UnicodeError:
        return host.encode("ascii", "backslashreplace").decode().lower()
