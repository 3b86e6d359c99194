"""How long an audit's evidence may be kept, and which audits are past that."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from auditor.errors import AuditorError
from auditor.evidence.folder import Folder

_DAYS = {"day": 1, "week": 7, "month": 31, "year": 366}
"""Counted so that nothing is due a day early."""
_WRITTEN = re.compile(r"([0-9]{1,5}) (day|week|month|year)s?")


@dataclass(frozen=True, slots=True)
class Kept:
    """One audit and the last day on which its evidence may be kept."""

    path: Path
    until: date | None
    """None for one whose plan says nothing, or that goes on."""
    why: str = ""
    """Why there is no such day."""

    def is_due(self, today: date) -> bool:
        """Whether that day is over."""
        return self.until is not None and self.until < today


def kept(paths: Iterable[Path]) -> Iterator[Kept]:
    """Until when each audit may be kept; AuditorError for a folder that holds none."""
    for path in paths:
        about = Folder(path).about
        if not about.retention:
            yield Kept(path, None, "the plan names no retention")
        elif not about.ended:
            yield Kept(path, None, "the audit goes on")
        else:
            yield Kept(path, last_day(about.ended[:10], about.retention, path))


def last_day(ended: str, retention: str, where: object = None) -> date:
    """The last day that ``180 days`` after an ended audit allow."""
    found = _WRITTEN.fullmatch(retention.strip())
    try:
        if not found:
            raise ValueError(retention)
        return date.fromisoformat(ended) + timedelta(int(found[1]) * _DAYS[found[2]])
    except (ValueError, OverflowError) as err:
        raise AuditorError(
            f"{retention[:40]!r} is no length of time", where=where, hint="retention: 180 days"
        ) from err
