"""Texts to look for in answers, kept as salted hashes of every five words in a row.

A file of references holds no word of the documents, unless it was asked to keep how they begin. It
keeps them from being read, not from being
guessed: whoever has the file and knows some words can try which word comes next. Keep it where the
documents may lie.
"""

import re
import secrets
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Literal

import msgspec

from auditor.claims.provenance.tables import licences, passages
from auditor.errors import AuditorError

FORMAT = "auditor-references/1"
GRAM = 5
"""Words in a row; a Chinese or Japanese character is a word."""
LARGEST = 64 * 2**20
"""Bytes of one file of references, and of one document."""
_HASH = 8

type Role = Literal["protected", "free", "control"]
"""A text that is not to be recited, one that anybody may, or one written after any training."""

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+(?:'[^\W_]+)?")


class Reference(msgspec.Struct, frozen=True):
    """One document."""

    id: str
    title: str
    role: Role
    words: int
    hashes: bytes
    """Of its grams, each once, sorted; eight bytes each."""
    source: str = ""
    written: str = ""
    """When a control was written."""
    opening: str = ""
    """Its beginning in clear, to be asked with; empty unless whoever made the file wanted it."""


class References(msgspec.Struct, frozen=True):
    """Documents hashed with one salt."""

    format: str
    salt: bytes
    documents: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A document in clear, before it is hashed."""

    id: str
    title: str
    role: Role
    text: str
    source: str = ""
    written: str = ""


def words(text: str) -> list[str]:
    """Without case, punctuation and the ways of writing a character."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return _WORD.findall(folded)


def grams(said: Sequence[str], salt: bytes) -> list[bytes]:
    """The hash of every GRAM words in a row, in their order."""
    return [
        blake2b(" ".join(said[i : i + GRAM]).encode(), key=salt, digest_size=_HASH).digest()
        for i in range(len(said) - GRAM + 1)
    ]


def hashed(texts: Iterable[Text], salt: bytes | None = None, *, openings: int = 0) -> References:
    """References of documents; AuditorError for one that is too short to be told.

    ``openings``: words of each that are kept in clear, so that it can be asked for.
    """
    key = salt or secrets.token_bytes(16)
    return References(FORMAT, key, tuple(_reference(text, key, openings) for text in texts))


def opening(text: str, count: int | None = None) -> str:
    """The first words of a text as it stands, half of them when no number is given."""
    ends = [match.end() for match in _WORD.finditer(text)]
    count = len(ends) // 2 if count is None else min(count, len(ends) // 2)
    return text[: ends[count - 1]] if count else ""


def grams_of(reference: Reference) -> frozenset[bytes]:
    """The hashes one by one."""
    found = reference.hashes
    return frozenset(found[i : i + _HASH] for i in range(0, len(found), _HASH))


def shipped_texts() -> list[Text]:
    """Free texts, and controls that were written for this purpose."""
    known = passages()
    free = [Text(p.id, p.title, "free", p.text, p.source) for p in known.free]
    return [
        *free,
        *(Text(p.id, p.title, "control", p.text, "", p.written) for p in known.control),
    ]


def shipped_notices() -> list[Text]:
    """What licences ask to be copied into files."""
    return [Text(p.id, p.title, "free", p.notice, p.source) for p in licences().licences]


def read_documents(paths: Iterable[Path], role: Role) -> Iterator[Text]:
    """Plain text files; AuditorError for what is not UTF-8 text or too large."""
    for path in paths:
        try:
            text = _bounded(path).decode("utf-8-sig")
        except UnicodeDecodeError as err:
            hint = "convert it to plain text first"
            raise AuditorError("not UTF-8 text", where=path, hint=hint) from err
        yield Text(path.stem, path.name, role, text)


def encoded(references: References) -> bytes:
    """As a file holds them."""
    return msgspec.json.encode(references)


def write_references(references: References, path: Path) -> None:
    """A new file, for its owner only; AuditorError if it is there."""
    try:
        path.touch(0o600, exist_ok=False)
        path.write_bytes(encoded(references))
    except OSError as err:
        raise AuditorError(f"cannot be written: {err.strerror}", where=path) from err


def read_references(path: Path) -> References:
    """A file of references; AuditorError when it is none."""
    try:
        found = msgspec.json.decode(_bounded(path), type=References)
    except msgspec.MsgspecError as err:
        raise _none(path, str(err)) from err
    whole = all(each.hashes and len(each.hashes) % _HASH == 0 for each in found.documents)
    if found.format != FORMAT or not whole or not 8 <= len(found.salt) <= 64:
        raise _none(path, f"not {FORMAT}")
    return found


def _reference(text: Text, salt: bytes, openings: int) -> Reference:
    said = words(text.text)
    mine = sorted(set(grams(said, salt)))
    if not mine:
        raise AuditorError(f"fewer than {GRAM} words", where=text.title)
    return Reference(
        text.id,
        text.title,
        text.role,
        len(said),
        b"".join(mine),
        text.source,
        text.written,
        opening(text.text, openings) if openings else "",
    )


def _bounded(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as err:
        raise AuditorError(f"cannot be read: {err.strerror}", where=path) from err
    if len(content) > LARGEST:
        raise AuditorError(f"larger than {LARGEST // 2**20} MB", where=path)
    return content


def _none(path: Path, why: str) -> AuditorError:
    hint = "auditor references DOCUMENT… --out FILE"
    return AuditorError(f"no file of references: {why}", where=path, hint=hint)
