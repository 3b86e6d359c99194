"""Hosts and times in the form of the evidence."""

from datetime import UTC, datetime

from auditor.evidence.custody import stamp


def moment(seconds: float) -> str:
    """A time stamp, in seconds since 1970, in the form of the evidence."""
    return stamp(datetime.fromtimestamp(seconds, UTC))


def ascii_host(host: str) -> str:
    """A host name as it stands in certificates and lists."""
    try:
        return host.encode("idna").decode().lower()
    except UnicodeError:
        return host.encode("ascii", "backslashreplace").decode().lower()
