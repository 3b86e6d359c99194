"""Brings a capture that somebody else made into the evidence."""

import hashlib
import secrets
from collections import Counter
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from auditor.capture.importing.apart import read_apart
from auditor.capture.importing.entry import (
    NO_TIME,
    Noted,
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
from auditor.evidence.about import AppAbout
from auditor.evidence.exchange import Exchange, Planted, Source
from auditor.evidence.writer import Writer

APART = 16 * 2**20
"""Bytes of a file from which on a second process pays."""
MAX_NAMED = 20
"""Reasons listed of one file."""
MAX_APPS = 1000
"""That a file may name; of more, the entries belong to the app that the import is for."""
_LAST = 253402300799.0
"""The end of the year 9999."""


@dataclass(frozen=True, slots=True)
class Bringing:
    """A file, and as what it is imported."""

    path: Path
    app: str
    phase: str
    only: tuple[str, ...] = ()
    """Hosts, apps and spans of time to limit it to."""
    key_log: Path | None = None
    """Opens the TLS of a capture of packets; nothing of it is kept."""


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
    noted: list[str] = field(default_factory=list)
    """To know of the file as a whole."""
    apps: Counter[str] = field(default_factory=Counter)
    """Entries of each app that the file itself names."""

    def beside(self, found: Passed | Rejected | Noted) -> None:
        """What is no entry to be written."""
        if isinstance(found, Noted):
            self.noted.append(found.told)
        elif isinstance(found, Passed):
            self.passed += found.count
            self.because[f"passed over: {found.because}"] += found.count
        else:
            self.rejected += found.count
            self.because[found.because] += found.count

    def app_of(self, entry: Ready) -> str:
        """The app that the file names for an entry, counted; empty for the one of the import."""
        if entry.app and (entry.app in self.apps or len(self.apps) < MAX_APPS):
            self.apps[entry.app] += 1
            return entry.app
        return ""

    def told(self) -> list[str]:
        """In lines for a person."""
        counts = (
            f"{self.read} entries read",
            f"{self.rejected} rejected",
            f"{self.passed} passed over" if self.passed else "",
            f"{self.left_out} left out" if self.left_out else "",
        )
        reasons = (f"{count} × {why}" for why, count in self.because.most_common(MAX_NAMED))
        apps = (f"{count} entries of {app}" for app, count in self.apps.most_common(MAX_NAMED))
        return [", ".join(filter(None, counts)), *self.noted, *apps, *reasons]


def check(bringing: Bringing) -> None:
    """AuditorError when the limits are none, or the file is not of a kind that can be read."""
    only_of(bringing.only)
    reader_of(bringing.path, bringing.key_log)


def bring(
    bringing: Bringing, writer: Writer, planted: tuple[Planted, ...], tell: Callable[[str], None]
) -> Brought | None:
    """Import a file; None when it was imported already. AuditorError when nothing in it can be."""
    only = only_of(bringing.only)
    kind, _ = reader_of(bringing.path, bringing.key_log)
    digest = _digest(bringing.path)
    name = bringing.path.name
    if at := _imported(writer, digest, bringing):
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
    _announce(writer, bringing, brought)
    writer.record("imported", f"{name} was imported", _detail(bringing, kind, digest, brought))
    return brought


def _take(number: int, found: Read, only: Only, scribe: "_Scribe", brought: Brought) -> None:
    match found:
        case Ready() if not only.wants(found):
            brought.left_out += 1
        case Ready():
            brought.read += 1
            brought.untimed += found.started == NO_TIME
            brought.known += not scribe.write(number, found, brought.app_of(found))
        case _:
            brought.beside(found)


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
        # What was read with keys has other entries than what was read without.
        kind = "k-" if bringing.key_log else "i-"
        self._session = f"{kind}{secrets.token_hex(4)}"
        self._there = _written(writer, digest, kind)

    def read(self) -> Generator[Read]:
        """The entries as they can be written; those of a large file are read beside the writing."""
        path = self._bringing.path
        keys = self._bringing.key_log
        reading = Reading(
            str(path.absolute()),
            self._writer.salt,
            self._values,
            str(keys.absolute()) if keys else "",
        )
        yield from (read_apart if path.stat().st_size > APART else read)(reading)

    def write(self, number: int, entry: Ready, app: str = "") -> bool:
        """Write one entry, unless it is there."""
        if number in self._there:
            return False
        sent, received = entry.sent, entry.received
        self._writer.append(
            Exchange(
                id=f"{self._session}-{number:06}",
                plane="capture",
                subject=app or self._bringing.app,
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


def _announce(writer: Writer, bringing: Bringing, brought: Brought) -> None:
    """The apps that the file names are apps of the audit from now on."""
    named = [AppAbout(app, bringing.phase) for app in brought.apps]
    if named:
        writer.amend(apps=tuple(dict.fromkeys((*writer.about.apps, *named))))


def _imported(writer: Writer, digest: str, bringing: Bringing) -> str:
    """When a file was imported with the same limits; empty when it was not.

    AuditorError when it was, but other keys were at hand then: two readings of one connection
    would count it twice.
    """
    for act in writer.custody():
        if act.action != "imported" or act.detail.get("sha256") != digest:
            continue
        keyed = bool(act.detail.get("key log"))
        if keyed != (bringing.key_log is not None):
            told = f"imported already on {act.at}, {'with' if keyed else 'without'} a key log"
            raise AuditorError(told, where=bringing.path, hint="choose another --out")
        if act.detail.get("only") == list(bringing.only):
            return act.at
    return ""


def _written(writer: Writer, digest: str, kind: str) -> set[int]:
    """The entries of a file that are evidence already, by imports of a kind."""
    return {
        each.source.entry
        for each in writer.exchanges()
        if each.source and each.source.sha256 == digest and each.session.startswith(kind)
    }


def _detail(
    bringing: Bringing, kind: str, digest: str, brought: Brought
) -> dict[str, str | int | list[str]]:
    told = [f"{count} × {why}" for why, count in brought.because.most_common(MAX_NAMED)]
    told = [*brought.noted, *told]
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
        **({"key log": "given"} if bringing.key_log else {}),
        **({"apps": sorted(brought.apps)} if brought.apps else {}),
    }
