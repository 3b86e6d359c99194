"""The index of the blobs: one line for each, in the order of the bytes in the segments."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from auditor.errors import AuditorError, EvidenceAltered
from auditor.evidence.chain import Head
from auditor.evidence.jsonl import decode, encode
from auditor.evidence.vault import PLAIN, Plain

MAX_LINE = 2048
"""Bytes; auditor writes none that is longer."""
PLACE = "index.jsonl"
"""To what an encrypted line is bound; its order is that of the bytes it points to."""
_SEGMENT = re.compile(r"[0-9]{5,9}\.seg")


class Entry(msgspec.Struct, frozen=True, gc=False):
    """Where one blob lies. An erased one keeps its name and its place, and says when it went."""

    id: str
    segment: str
    offset: int
    stored: int
    """Bytes in the segment."""
    size: int
    """Bytes of the body."""
    salt: str = ""
    tag: str = ""
    """HMAC under the audit's salt: finds an identical body without telling what it was."""
    packed: str = ""
    """SHA-256 of the stored bytes, so that no altered ones are ever unpacked."""
    erased: str = ""


def line_of(entry: Entry) -> bytes:
    """The line of an entry."""
    return encode(entry) + b"\n"


def tombstone(entry: Entry, erased: str | None) -> Entry:
    """What stays of an entry once its body is erased."""
    if erased is None:
        return entry
    return Entry(entry.id, entry.segment, entry.offset, entry.stored, size=0, erased=erased)


def segment_name(number: int) -> str:
    """The file of the n-th segment, from 0."""
    return f"{number:05}.seg"


def stored_line(entry: Entry, vault: Plain) -> bytes:
    """What stands in the file for an entry."""
    return vault.put_line(PLACE, line_of(entry))


class Tally:
    """What the lines of an index say in sum."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.last: Entry | None = None
        self.count = 0
        self.bytes = 0
        self.ends: dict[str, int] = {}
        """How many bytes each segment holds."""
        self._names = hashlib.sha256()
        self._counts: Counter[str] = Counter()
        for entry in entries:
            self.take(entry, len(line_of(entry)))

    def take(self, entry: Entry, length: int) -> int:
        """Count in a line of so many bytes; where it begins."""
        at = self.bytes
        self.last = entry
        self.count += 1
        self.bytes += length
        self.ends[entry.segment] = entry.offset + entry.stored
        self._names.update(entry.id.encode())
        self._counts[entry.segment] += 1
        return at

    @property
    def head(self) -> Head:
        """How many blobs there are, and the SHA-256 over their names in order."""
        return Head(self.count, self._names.hexdigest())

    def lines_up_to(self, segment: str) -> int:
        """How many lines name a segment or one before it."""
        return sum(count for name, count in self._counts.items() if name <= segment)


def walk(
    path: Path, *, unfinished: bool = False, vault: Plain = PLAIN
) -> Iterator[tuple[int, Entry]]:
    """The entries, and how many bytes the line of each has.

    EvidenceAltered at the first line that auditor would not have written there. With
    ``unfinished`` a last line without its end, as a crash leaves it, is passed over.
    """
    if not path.exists():
        return
    before = None
    with path.open("rb") as file:
        for number, stored in enumerate(file, 1):
            if unfinished and not stored.endswith(b"\n"):
                return
            line = vault.get_line(PLACE, stored, f"{path}:{number}")
            entry = parsed(line, f"{path}:{number}")
            if not _follows(before, entry):
                raise EvidenceAltered("the blobs are not in their order", where=f"{path}:{number}")
            yield len(stored), entry
            before = entry


def read_index(path: Path, *, unfinished: bool = False, vault: Plain = PLAIN) -> list[Entry]:
    """The entries; EvidenceAltered as ``walk`` says, and where a name comes twice."""
    found: list[Entry] = []
    names: set[str] = set()
    for _, entry in walk(path, unfinished=unfinished, vault=vault):
        if entry.id in names:
            where = f"{path}:{len(found) + 1}"
            raise EvidenceAltered("the blobs are not in their order", where=where)
        found.append(entry)
        names.add(entry.id)
    return found


def check_segments(folder: Path, said: Tally, *, exact: bool, whole: bool = False) -> list[Path]:
    """The segments with bytes that no line names; EvidenceAltered where bytes are missing.

    With ``exact`` none may have any; where the index is known to be ``whole``, they were added.
    """
    longer: list[Path] = []
    for path in sorted({*folder.glob("*.seg"), *(folder / name for name in said.ends)}):
        size = path.stat().st_size if path.is_file() else 0
        if size < said.ends.get(path.name, 0):
            raise EvidenceAltered("shorter than index.jsonl says", where=path)
        if size > said.ends.get(path.name, 0) or path.name not in said.ends:
            longer.append(path)
    if exact and longer:
        line = said.lines_up_to(longer[0].name) + 1
        named_by = f"{folder / 'index.jsonl'}:{line}"
        if whole:
            raise EvidenceAltered(f"ends otherwise than {named_by} says", where=longer[0])
        raise EvidenceAltered(f"no line names the last bytes of {longer[0].name}", where=named_by)
    return longer


def parsed(line: bytes, where: str) -> Entry:
    """What a line says; EvidenceAltered for one that auditor did not write."""
    try:
        entry = decode(line, Entry, where)
    except AuditorError as err:
        raise EvidenceAltered("not a line of the index", where=where) from err
    if line != line_of(entry):
        raise EvidenceAltered("not as auditor writes it", where=where)
    return entry


def _follows(before: Entry | None, entry: Entry) -> bool:
    if entry.stored <= 0 or not _SEGMENT.fullmatch(entry.segment):
        return False
    if before is None:
        return entry.segment == segment_name(0) and entry.offset == 0
    if entry.segment == before.segment:
        return entry.offset == before.offset + before.stored
    following = segment_name(int(before.segment.partition(".")[0]) + 1)
    return entry.segment == following and entry.offset == 0
