"""The index of the blobs: one line for each, in the order of the bytes in the segments."""

import re
from pathlib import Path

import msgspec

from auditor.errors import AuditorError, EvidenceAltered
from auditor.evidence.jsonl import decode, encode
from auditor.evidence.vault import PLAIN, Plain

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


def segment_name(number: int) -> str:
    """The file of the n-th segment, from 0."""
    return f"{number:05}.seg"


def stored_line(entry: Entry, number: int, vault: Plain) -> bytes:
    """What stands in the file for the n-th entry, from 1."""
    return vault.put_line(_place(number), line_of(entry))


def read_index(path: Path, *, unfinished: bool = False, vault: Plain = PLAIN) -> list[Entry]:
    """The entries; EvidenceAltered at the first line that auditor would not have written there.

    With ``unfinished`` a last line without its end, as a crash leaves it, is passed over.
    """
    if not path.exists():
        return []
    found: list[Entry] = []
    names: set[str] = set()
    with path.open("rb") as file:
        for number, stored in enumerate(file, 1):
            if unfinished and not stored.endswith(b"\n"):
                break
            line = vault.get_line(_place(number), stored, f"{path}:{number}")
            entry = _entry(line, f"{path}:{number}")
            if not _follows(found[-1] if found else None, entry) or entry.id in names:
                raise EvidenceAltered("the blobs are not in their order", where=f"{path}:{number}")
            found.append(entry)
            names.add(entry.id)
    return found


def ends(entries: list[Entry]) -> dict[str, int]:
    """How many bytes each segment holds."""
    return {entry.segment: entry.offset + entry.stored for entry in entries}


def check_segments(
    folder: Path, entries: list[Entry], *, exact: bool, whole: bool = False
) -> list[Path]:
    """The segments with bytes that no line names; EvidenceAltered where bytes are missing.

    With ``exact`` none may have any; where the index is known to be ``whole``, they were added.
    """
    named = ends(entries)
    longer: list[Path] = []
    for path in sorted({*folder.glob("*.seg"), *(folder / name for name in named)}):
        size = path.stat().st_size if path.is_file() else 0
        if size < named.get(path.name, 0):
            raise EvidenceAltered("shorter than index.jsonl says", where=path)
        if size > named.get(path.name, 0) or path.name not in named:
            longer.append(path)
    if exact and longer:
        line = sum(entry.segment <= longer[0].name for entry in entries) + 1
        named_by = f"{folder / 'index.jsonl'}:{line}"
        if whole:
            raise EvidenceAltered(f"ends otherwise than {named_by} says", where=longer[0])
        raise EvidenceAltered(f"no line names the last bytes of {longer[0].name}", where=named_by)
    return longer


def _place(number: int) -> str:
    return f"index.jsonl {number}"


def _entry(line: bytes, where: str) -> Entry:
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
