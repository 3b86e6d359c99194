"""A file of hash-chained JSON lines: nothing in it can change unseen.

Each line holds ``seq`` (from 1), ``prev`` (SHA-256 of the previous line's bytes; of the empty
string for the first) and a ``record``. Hashing the written bytes needs no canonical JSON.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import msgspec

from auditor.errors import EvidenceAltered
from auditor.evidence.appendonly import AppendOnly
from auditor.evidence.jsonl import encode
from auditor.evidence.vault import PLAIN, Plain

GENESIS = hashlib.sha256(b"").hexdigest()


class Link(msgspec.Struct, frozen=True):
    """One line."""

    seq: int
    prev: str
    record: msgspec.Raw


@dataclass(frozen=True, slots=True)
class Head:
    """How many lines a chain has, and the SHA-256 of its last line."""

    count: int = 0
    head: str = GENESIS


def digest(line: bytes) -> str:
    """SHA-256 of a line's bytes, its newline included."""
    return hashlib.sha256(line).hexdigest()


class Chain:
    """Appends to one chain file, after proving that it is the one that a head names.

    A closed head names the last line. An open one may lag behind; what a crash left unfinished
    after the last line is then cut.
    """

    def __init__(self, path: Path, said: Head, *, closed: bool, vault: Plain = PLAIN) -> None:
        digests, end = [], 0
        for stored, line, _ in _links(path, vault, unfinished=not closed):
            digests.append(digest(line))
            end += stored
        check_head(path, digests, said, "head.json", exact=closed)
        self._lock, self._vault = Lock(), vault
        self._state = Head(len(digests), digests[-1]) if digests else Head()
        self._file = AppendOnly(path, end)
        self.cut = self._file.cut

    @property
    def state(self) -> Head:
        """Count and head after the last append."""
        return self._state

    def append(self, record: object) -> int:
        """Write one record; returns its sequence number."""
        return self.extend([encode(record)])

    def extend(self, records: Iterable[bytes]) -> int:
        """Write encoded records, all or none; returns the sequence number of the last."""
        with self._lock:
            state, lines = self._state, []
            for record in records:
                seq = state.count + 1
                line = b'{"seq":%d,"prev":"%b","record":%b}\n' % (seq, state.head.encode(), record)
                lines.append(self._vault.put_line(place(self._file.path, seq), line))
                state = Head(seq, digest(line))
            self._file.append(b"".join(lines))
            self._state = state
            return state.count

    def sync(self) -> None:
        """Force what was appended onto the disk."""
        self._file.sync()

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def place(path: Path, number: int) -> str:
    """To what an encrypted line is bound."""
    return f"{path.name} {number}"


def links(
    path: Path, *, unfinished: bool = False, vault: Plain = PLAIN
) -> Iterator[tuple[bytes, Link]]:
    """Every line with what it holds; EvidenceAltered at the first that breaks the chain.

    With ``unfinished`` a last line without its end, as a crash leaves it, is passed over.
    """
    for _, line, link in _links(path, vault, unfinished=unfinished):
        yield line, link


def _links(path: Path, vault: Plain, *, unfinished: bool) -> Iterator[tuple[int, bytes, Link]]:
    """The same, with the bytes that each line takes on the disk."""
    if not path.exists():
        return
    before = Head()
    with path.open("rb") as file:
        for number, stored in enumerate(file, 1):
            if unfinished and not stored.endswith(b"\n"):
                return
            line = vault.get_line(place(path, number), stored, f"{path}:{number}")
            link = _link(line, f"{path}:{number}")
            if link.seq != number:
                raise EvidenceAltered(
                    f"line {number} is not the one that was written there", where=f"{path}:{number}"
                )
            if link.prev != before.head:
                raise EvidenceAltered(
                    f"line {number - 1}, or what line {number} says of it, was changed",
                    where=f"{path}:{max(number - 1, 1)}",
                )
            before = Head(number, digest(line))
            yield len(stored), line, link


def check_head(
    path: Path, digests: Sequence[str], said: Head, named_by: str, *, exact: bool
) -> int:
    """How many lines lie beyond a head; EvidenceAltered where the chain is not the one it names.

    With ``exact`` nothing may lie beyond.
    """
    if not 0 <= said.count <= len(digests):
        raise EvidenceAltered(
            f"ends before the line that {named_by} names", where=f"{path}:{len(digests) + 1}"
        )
    if said.head != (digests[said.count - 1] if said.count else GENESIS):
        raise EvidenceAltered(
            f"not the line that {named_by} names", where=f"{path}:{max(said.count, 1)}"
        )
    beyond = len(digests) - said.count
    if beyond and exact:
        raise EvidenceAltered(
            f"goes on after the last line that {named_by} names", where=f"{path}:{said.count + 1}"
        )
    return beyond


def _link(line: bytes, where: str) -> Link:
    if not line.endswith(b"\n"):
        raise EvidenceAltered("the last line is not finished", where=where)
    try:
        return msgspec.json.decode(line, type=Link)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as err:
        raise EvidenceAltered("not a line of a hash chain", where=where) from err
