"""What a file of a capture holds, entry by entry, before it becomes evidence."""

from dataclasses import dataclass

from auditor.capture.keeping import Half, Safe
from auditor.evidence.exchange import Connection, Failure, Placeholder

NO_TIME = 0.0
"""Of an entry that does not say when it was."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One request with what came back, or a connection into which nobody could look."""

    connection: Connection
    started: float
    """Seconds since 1970."""
    ended: float
    method: str = ""
    url: str = ""
    sent: Half | None = None
    status: int = 0
    received: Half | None = None
    failure: Failure | None = None
    app: str = ""
    """Whose it is, where the file tells apps apart."""


@dataclass(frozen=True, slots=True)
class Ready:
    """An entry as it is written: its secrets are replaced."""

    connection: Connection
    started: float
    ended: float
    method: str
    sent: Safe | None
    status: int
    received: Safe | None
    failure: Failure | None
    placeholders: tuple[Placeholder, ...]
    app: str = ""


@dataclass(frozen=True, slots=True)
class Passed:
    """An entry that is none of the network's, such as one from the browser's cache."""

    because: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Rejected:
    """An entry that could not be read."""

    because: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Noted:
    """Something to know of the file as a whole."""

    told: str


type Found = Entry | Passed | Rejected | Noted
type Read = Ready | Passed | Rejected | Noted


class NotReadable(Exception):
    """The rest of a file cannot be read; the message says why, in words and without its bytes."""
