"""Takes a body apart into JSON values: whole, as server-sent events, or line by line."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from auditor.probing.dialect import Answer
from auditor.probing.paths import pick


@dataclass(frozen=True, slots=True)
class Read:
    """What could be read of a body, and whether all of it could; None stands for what could not."""

    values: list[Any]
    whole: bool


def events(body: bytes, at: Answer) -> Read:
    """The values of a stream, up to the one that closes it."""
    values: list[Any] = []
    plain = body.removeprefix(b"\xef\xbb\xbf")
    closed = False
    for data in _server_sent(plain) if at.format == "sse" else _lines(plain):
        if at.end and data.strip() == at.end.encode():
            return Read(values, whole=None not in values)
        values.append(json_of(data))
        closed = closed or any(
            found is not None for path in at.closes for found in pick(values[-1], path)
        )
    return Read(values, whole=closed and None not in values)


def json_of(raw: bytes) -> Any:
    """The value; None for what is no JSON."""
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        if b"\\u" not in raw:
            return None
    try:
        # Slower, and knows half surrogates, which some vendors send where a chunk ends.
        return json.loads(raw)
    except (ValueError, RecursionError):
        return None


def _lines(body: bytes) -> Iterator[bytes]:
    return (line for line in body.splitlines() if line.strip())


def _server_sent(body: bytes) -> Iterator[bytes]:
    """The data of each server-sent event (WHATWG HTML 9.2.6)."""
    data: list[bytes] = []
    for line in [*body.splitlines(), b""]:
        if line.startswith(b"data:"):
            data.append(line[5:].removeprefix(b" "))
        elif not line:
            if any(data):
                yield b"\n".join(data)
            data = []
