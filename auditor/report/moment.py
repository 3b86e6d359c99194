"""When a report says that things happened, and names that follow from what it says."""

import uuid
from collections.abc import Iterable
from datetime import UTC, datetime

from auditor.report.report import Report

_SPACE = uuid.UUID("6f9a3c1e-0d54-5b7a-9a41-3f0c8e2d7b15")
"""Ours, made once; names under it are the same for the same report."""


def ended(report: Report) -> datetime:
    """The audit's end, or its start if it was interrupted, else the day it was judged for; UTC."""
    return moment_of((report.ended, report.started, report.audit.as_of))


def moment_of(texts: Iterable[str]) -> datetime:
    """The first of them that is a time; UTC."""
    for text in texts:
        if (moment := _read(text)) is not None:
            return moment
    return datetime(1980, 1, 1, tzinfo=UTC)


def started(report: Report) -> datetime:
    """The audit's start; UTC."""
    return _read(report.started) or ended(report)


def stamp(moment: datetime) -> str:
    """As RFC 3339 has it, to the second."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def named(report: Report, *parts: str) -> str:
    """A UUID (version 5, RFC 9562) for a part of this report; the same one each time."""
    name = "\n".join((report.evidence.merkle_root, report.audit.as_of, *parts))
    return str(uuid.uuid5(_SPACE, name.encode("utf-8", "backslashreplace").decode()))


def _read(text: str) -> datetime | None:
    """What stands at the beginning of a text; None for what is no time or out of a zip's range."""
    try:
        moment = datetime.fromisoformat(text[:19])
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if 1980 <= moment.year <= 9000 else None
