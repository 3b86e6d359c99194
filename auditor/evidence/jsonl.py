"""Records as JSON and as JSON lines."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from auditor.errors import AuditorError

_ENCODER = msgspec.json.Encoder()


def encode(record: object) -> bytes:
    """One record as JSON, fields in their order, no white space.

    What no UTF-8 can hold (a stranger's stray bytes) is written as a backslash and its number.
    """
    try:
        return _ENCODER.encode(record)
    except UnicodeEncodeError:
        return _ENCODER.encode(_without_surrogates(msgspec.to_builtins(record)))


def decode[T](raw: bytes | msgspec.Raw, kind: type[T], where: object = None) -> T:
    """The record that ``encode`` wrote; AuditorError when it is none."""
    try:
        return msgspec.json.decode(raw, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as err:
        raise AuditorError(f"not a record of the kind {kind.__name__}: {err}", where=where) from err


def write_private(path: Path, content: bytes) -> None:
    """Replace a file in one step; only its owner may read it."""
    write_pieces(path, (content,))


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """The same with what is made while it is written."""
    part = path.with_name(path.name + ".part")
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
    with os.fdopen(os.open(part, flags, 0o600), "wb") as file:
        os.fchmod(file.fileno(), 0o600)  # whatever the umask says
        file.writelines(pieces)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def write_lines(path: Path, records: Iterable[object]) -> None:
    """Replace a file by the records, one a line."""
    write_pieces(path, (encode(record) + b"\n" for record in records))


def read_lines[T](path: Path, kind: type[T]) -> Iterator[T]:
    """The records of a file, in order."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            yield decode(line, kind, f"{path}:{number}")


def _without_surrogates(value: Any) -> Any:
    match value:
        case str():
            return value.encode("utf-8", "backslashreplace").decode()
        case dict():
            return {_without_surrogates(key): _without_surrogates(v) for key, v in value.items()}
        case list() | tuple():
            return [_without_surrogates(each) for each in value]
    return value
