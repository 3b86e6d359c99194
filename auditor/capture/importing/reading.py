"""Reads a file's entries up to where they can be written: with their secrets replaced."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from auditor.capture.importing.entry import Entry, Read, Ready
from auditor.capture.importing.formats import reader_of
from auditor.capture.keeping import safe_received, safe_sent
from auditor.evidence.edge import Edge


@dataclass(frozen=True, slots=True)
class Reading:
    """A file, and what its secrets are replaced by."""

    path: str
    salt: bytes
    """Of the audit."""
    planted: frozenset[str]
    """Values that are no secrets."""
    key_log: str = ""
    """A file that opens the TLS of packets; empty for none."""


def read(reading: Reading) -> Iterator[Read]:
    """The entries in order; NotReadable where the rest cannot be read."""
    path = Path(reading.path)
    _, reader = reader_of(path, Path(reading.key_log) if reading.key_log else None)
    edge = Edge(reading.salt, planted=reading.planted)
    for found in reader(path):
        yield _ready(edge, found) if isinstance(found, Entry) else found


def _ready(edge: Edge, entry: Entry) -> Ready:
    edge.begin()
    sent, received = entry.sent, entry.received
    return Ready(
        connection=entry.connection,
        started=entry.started,
        ended=entry.ended,
        method=entry.method,
        sent=safe_sent(edge, entry.url, sent) if sent else None,
        status=entry.status,
        received=safe_received(edge, received) if received else None,
        failure=entry.failure,
        placeholders=tuple(edge.placeholders),
        app=entry.app,
    )
