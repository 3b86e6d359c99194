"""Opens what is packed without text: gRPC frames, MessagePack, and protobuf without its schema.

Wire formats as their makers document them: gRPC over HTTP/2 ("Length-Prefixed-Message"), protobuf
("Encoding"), MessagePack (its specification); read in November 2026.
"""

import math
import re
import struct
from collections.abc import Iterator
from typing import Any

import msgspec

from auditor.detect.budget import Budget

MOST_FRAMES = 2000
MOST_FIELDS = 5000
"""Of one protobuf message."""
LARGEST_FIELD = 20_000
"""No maker numbers fields higher; bytes by chance do."""
LEAST_TEXT = 6
"""Bytes of text from which a message is no chance."""

_TEXT = re.compile(rb"[ -~]{4}")

type Packed = list[tuple[str, Any]]
"""What stood in it: the place within, and the text, bytes, number or container."""


def unpacked(data: bytes, budget: Budget) -> tuple[str, Packed] | None:
    """Step and content of packed data; None for anything else."""
    if frames := _frames(data, budget):
        return "grpc", frames
    if (value := _msgpack(data, budget)) is not None:
        return "msgpack", [("", value)]
    if fields := _protobuf(data, budget):
        return "protobuf", fields
    return None


def is_packed(data: bytes) -> bool:
    """Whether bytes that an encoding held are worth opening: packed, with a text in it."""
    # Ids decode to random bytes: without a run of text or the mark of a map there is nothing to tell.
    if not _TEXT.search(data) and not (0x80 <= data[0] <= 0x8F or data[0] in (0xDE, 0xDF)):
        return False
    found = unpacked(data, Budget(leaves=MOST_FIELDS))
    return found is not None and any(_is_telling(value) for _, value in found[1])


def _is_telling(value: Any) -> bool:
    if isinstance(value, bytes):
        return sum(32 <= byte < 127 for byte in value) >= max(LEAST_TEXT, len(value) // 2)
    return isinstance(value, dict)


def _frames(data: bytes, budget: Budget) -> Packed:
    """The messages of a gRPC or Connect stream; the last one may be cut short."""
    frames: Packed = []
    at = 0
    while at < len(data):
        if len(data) - at < 5 or data[at] not in (0, 1, 2, 0x80):
            return []
        size = int.from_bytes(data[at + 1 : at + 5])
        whole = at + 5 + size <= len(data)
        if (not whole and not frames) or (size == 0 and at + 5 == len(data) and not frames):
            return []
        if len(frames) >= MOST_FRAMES:
            budget.hit.add("leaves")
            break
        frames.append(("[]", data[at + 5 : at + 5 + size]))
        at += 5 + size
    return frames if any(held for _, held in frames) else []


def _msgpack(data: bytes, budget: Budget) -> dict[str, Any] | list[Any] | None:
    """A map or a list; numbers and texts alone are what any bytes could be."""
    if not data or not (0x80 <= data[0] <= 0x9F or 0xDC <= data[0] <= 0xDF):
        return None
    try:
        value = msgspec.msgpack.decode(data, ext_hook=lambda _, held: bytes(held))
    except RecursionError:
        budget.hit.add("depth")
        return None
    except (msgspec.DecodeError, ValueError, TypeError, OverflowError):
        return None
    return value if isinstance(value, dict | list) and value else None


def _protobuf(data: bytes, budget: Budget) -> Packed:
    """The fields of a message; none unless every byte belongs to one."""
    fields: Packed = []
    at = 0
    while at < len(data):
        read = _field(data, at)
        if read is None:
            return []
        number, value, at = read
        if len(fields) >= MOST_FIELDS:
            budget.hit.add("leaves")
            break
        fields.extend((f".{number}", each) for each in value)
    return fields


def _field(data: bytes, at: int) -> tuple[int, list[Any], int] | None:
    tag, at = _varint(data, at)
    number, kind = tag >> 3, tag & 7
    if not 0 < number <= LARGEST_FIELD:
        return None
    if kind == 0:
        value, at = _varint(data, at)
        return (number, [value], at) if at >= 0 else None
    if kind == 2:
        size, at = _varint(data, at)
        if at < 0 or at + size > len(data):
            return None
        return number, [data[at : at + size]], at + size
    size = {1: 8, 5: 4}.get(kind, 0)
    if not size or at + size > len(data):
        return None
    return number, list(_fixed(data[at : at + size])), at + size


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """The number and where it ends; -1 and -1 when it is none."""
    value = 0
    for shift in range(0, 70, 7):
        if not 0 <= at < len(data):
            break
        value |= (data[at] & 127) << shift
        at += 1
        if data[at - 1] < 128:
            return value, at
    return -1, -1


def _fixed(raw: bytes) -> Iterator[int | float]:
    """Both readings of a fixed field: nothing but the schema says which one it is."""
    yield int.from_bytes(raw, "little")
    (real,) = struct.unpack("<d" if len(raw) == 8 else "<f", raw)
    if math.isfinite(real) and 1e-4 < abs(real) < 1e12:
        yield real if len(raw) == 8 else float(f"{real:.7g}")
