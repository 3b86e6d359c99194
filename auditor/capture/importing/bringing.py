"""Brings a capture that somebody else made into the evidence."""

import hashlib
import secrets
from collections import Counter
from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from auditor.capture.importing.apart import read_apart
from auditor.capture.importing.entry import (
    NO_TIME,
    NotReadable,
    Passed,
    Read,
    Ready,
    Rejected,
)
from auditor.capture.importing.formats import reader_of
from auditor.capture.importing.only import Only, only_of
from auditor.capture.importing.reading import Reading, read
from auditor.capture.keeping import planted_values, put_received, put_sent
from auditor.capture.naming import moment
from auditor.errors import AuditorError
from auditor.evidence.exchange import Exchange, Planted, Source
from auditor.evidence.writer import Writer

APART = 16 * 2**20
"""Bytes of a file from which on a second process pays."""
MAX_NAMED = 20
"""Reasons listed of one file."""
_LAST = 253402300799.0
"""The end of the year 9999."""


@dataclass(frozen=True, slots=True)
class Bringing:
    """A file, and as what it is imported."""

    path: Path
    app: str
    phase: str
    only: tuple[str, ...] = ()
    """Hosts and spans of time to limit it to."""


@dataclass(slots=True)
class Brought:
    """How it went."""

    read: int = 0
    rejected: int = 0
    left_out: int = 0
    """By the limits that the person gave."""
    passed: int = 0
    """Nothing that went over the network."""
    untimed: int = 0
    known: int = 0
    """Of those read, the ones that an import which was interrupted had written."""
    because: Counter[str] = field(default_factory=Counter)

    def told(self) -> list[str]:
        """In lines for a person."""
        counts = (
            f"{self.read} entries read",
            f"{self.rejected} rejected",
            f"{self.passed} passed over" if self.passed else "",
            f"{self.left_out} left out" if self.left_out else "",
        )
        reasons = (f"{count} × {why}" for why, count in self.because.most_common(MAX_NAMED))
        return [", ".join(filter(None, counts)), *reasons]


def check(bringing: Bringing) -> None:
    """AuditorError when the limits are none, or the file is not of a kind that can be read."""
    only_of(bringing.only)
    reader_of(bringing.path)


def bring(
    bringing: Bringing, writer: Writer, planted: tuple[Planted, ...], tell: Callable[[str], None]
) -> Brought | None:
    """Import a file; None when it was imported already. AuditorError when nothing in it can be."""
    only = only_of(bringing.only)
    kind, _ = reader_of(bringing.path)
    digest = _digest(bringing.path)
    name = bringing.path.name
    if at := _imported(writer, digest, bringing.only):
        tell(f"{name}: imported already on {at}; skipped")
        return None
    scribe = _Scribe(writer, bringing, digest, planted)
    brought = Brought()
    number = 0
    try:
        with writer.gathering(), closing(scribe.read()) as entries:
            for number, found in enumerate(entries, 1):
                _take(number, found, only, scribe, brought)
    except NotReadable as err:
        if not number:
            raise AuditorError(f"not readable as {kind}: {err}", where=bringing.path) from err
        brought.rejected += 1
        brought.because[f"from entry {number + 1} on: {err}"] += 1
    if not number:
        raise AuditorError(f"a {kind} without entries", where=bringing.path)
    writer.sync()
    writer.record("imported", f"{name} was imported", _detail(bringing, kind, digest, brought))
    return brought


def _take(number: int, found: Read, only: Only, scribe: "_Scribe", brought: Brought) -> None:
    match found:
        case Ready() if not only.wants(found):
            brought.left_out += 1
        case Ready():
            brought.read += 1
            brought.untimed += found.started == NO_TIME
            brought.known += not scribe.write(number, found)
        case Passed():
            brought.passed += 1
            brought.because[f"passed over: {found.because}"] += 1
        case Rejected():
            brought.rejected += 1
            brought.because[found.because] += 1


class _Scribe:
    """Writes the entries of one file."""

    def __init__(
        self, writer: Writer, bringing: Bringing, digest: str, planted: tuple[Planted, ...]
    ) -> None:
        self._writer = writer
        self._bringing = bringing
        self._digest = digest
        self._planted = planted
        self._values = planted_values(writer, planted)
        self._session = f"i-{secrets.token_hex(4)}"
        self._there = _written(writer, digest)

    def read(self) -> Generator[Read]:
        """The entries as they can be written; those of a large file are read beside the writing."""
        path = self._bringing.path
        reading = Reading(str(path.absolute()), self._writer.salt, self._values)
        yield from (read_apart if path.stat().st_size > APART else read)(reading)

    def write(self, number: int, entry: Ready) -> bool:
        """Write one entry, unless it is there."""
        if number in self._there:
            return False
        sent, received = entry.sent, entry.received
        self._writer.append(
            Exchange(
                id=f"{self._session}-{number:06}",
                plane="capture",
                subject=self._bringing.app,
                session=self._session,
                started=_moment(entry.started),
                ended=_moment(max(entry.ended, entry.started)),
                connection=entry.connection,
                phase=self._bringing.phase,
                planted=self._planted,
                sent=put_sent(self._writer, entry.method, sent) if sent else None,
                received=put_received(self._writer, entry.status, received) if received else None,
                error=entry.failure,
                source=Source(self._bringing.path.name, number, self._digest),
                placeholders=entry.placeholders,
            )
        )
        return True


def _moment(seconds: float) -> str:
    """A stranger's clock may say anything."""
    return moment(seconds if 0 <= seconds <= _LAST else NO_TIME)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _imported(writer: Writer, digest: str, only: Iterable[str]) -> str:
    """When a file was imported with the same limits; empty when it was not."""
    for act in writer.custody():
        same = act.action == "imported" and act.detail.get("sha256") == digest
        if same and act.detail.get("only") == list(only):
            return act.at
    return ""


def _written(writer: Writer, digest: str) -> set[int]:
    """The entries of a file that are evidence already."""
    return {
        each.source.entry
        for each in writer.exchanges()
        if each.source and each.source.sha256 == digest
    }


def _detail(
    bringing: Bringing, kind: str, digest: str, brought: Brought
) -> dict[str, str | int | list[str]]:
    told = [f"{count} × {why}" for why, count in brought.because.most_common(MAX_NAMED)]
    if brought.untimed:
        told.append(f"{brought.untimed} without a time")
    return {
        "app": bringing.app,
        "phase": bringing.phase,
        "file": bringing.path.name,
        "format": kind,
        "bytes": bringing.path.stat().st_size,
        "sha256": digest,
        "only": list(bringing.only),
        "read": brought.read,
        "rejected": brought.rejected,
        "left out": brought.left_out,
        "passed over": brought.passed,
        "because": told,
    }
