"""How far an audit has come, read from its evidence alone: no clock, and nothing is written."""

from collections import Counter, deque
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import msgspec

from auditor.evidence.custody import Custody
from auditor.evidence.folder import Folder
from auditor.evidence.heads import read_heads
from auditor.evidence.jsonl import decode

RECENT = 200
"""Questions over which the rate is taken."""
MOST_ACTS, MOST_SUBJECTS = 8, 50


class _Trial(msgspec.Struct, frozen=True):
    pack: str
    probe: str
    phrasing: str
    language: str
    arm: str
    trial: int


class _Seen(msgspec.Struct):
    """Of an exchange what its progress needs; the whole takes ten times as long to read."""

    plane: str
    subject: str
    ended: str
    asked: _Trial | None
    error: msgspec.Raw


@dataclass(frozen=True, slots=True)
class SubjectProgress:
    """One target or app."""

    name: str
    plane: str
    exchanges: int
    failed: int


@dataclass(frozen=True, slots=True)
class Progress:
    """One audit as its folder is now; a number that cannot be told is None."""

    state: Literal["ended", "running", "stopped"]
    """A run that was killed looks like one that is running."""
    started: str
    ended: str
    exchanges: int
    failed: int
    asked: int
    """Questions that were put; one may take several exchanges."""
    planned: int
    last: str
    """When the newest exchange ended."""
    per_minute: float | None
    minutes_left: float | None
    subjects: tuple[SubjectProgress, ...]
    acts: tuple[Custody, ...]
    """The newest of the chain of custody, newest first."""


def progress_of(folder: Folder) -> Progress:
    """Read once through the exchanges; EvidenceAltered where the chain breaks."""
    about, running = folder.about, not read_heads(folder.evidence).closed
    chain = folder.evidence / "exchanges.jsonl"
    counts, failed = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    asked: set[int] = set()
    recent, last = deque[str](maxlen=RECENT), ""
    for _, link in folder.lines(unfinished=running):
        seen = decode(link.record, _Seen, f"{chain}:{link.seq}")
        last, who = seen.ended, (seen.subject, seen.plane)
        counts[who] += 1
        failed[who] += bytes(seen.error) != b"null"
        if seen.asked is None:
            continue
        trial = hash((seen.subject, *msgspec.structs.astuple(seen.asked)))
        if trial not in asked:
            asked.add(trial)
            recent.append(seen.ended)
    planned = sum(sum(each.asked.values()) for each in about.probes) * len(about.targets)
    rate = _per_minute(recent)
    left = max(planned - len(asked), 0)
    return Progress(
        state="ended" if about.ended else "running" if running else "stopped",
        started=about.started,
        ended=about.ended,
        exchanges=counts.total(),
        failed=failed.total(),
        asked=len(asked),
        planned=planned,
        last=last,
        per_minute=rate,
        minutes_left=left / rate if rate and running and not about.ended else None,
        subjects=tuple(
            SubjectProgress(*who, exchanges=count, failed=failed[who])
            for who, count in counts.most_common(MOST_SUBJECTS)
        ),
        acts=tuple(reversed(deque(folder.custody(), maxlen=MOST_ACTS))),
    )


def _per_minute(ended: deque[str]) -> float | None:
    """Questions in a minute of the audit's own time."""
    try:
        first, last = (datetime.fromisoformat(text) for text in (ended[0], ended[-1]))
        span = (last - first).total_seconds()
    except (IndexError, ValueError, TypeError):
        return None
    return 60 * (len(ended) - 1) / span if span > 0 else None
