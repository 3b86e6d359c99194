"""Finds the entries of a HAR file of any size, so that a broken one costs only itself."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import msgspec

from auditor.capture.importing.entry import NotReadable, Rejected
from auditor.capture.importing.harshape import Item
from auditor.capture.importing.window import MAX_BYTES, Window

MAX_COMMAS = 4_000_000
MAX_OPENED = 200_000
MAX_DEPTH = 200
_UNCOUNTED = 2**17
"""Bytes that hold too little to fill the memory, whatever they are."""

_ENTRIES = re.compile(rb'"entries"\s{0,32}:\s{0,32}\[')
_USUAL = msgspec.json.Decoder(Item)


def spans(path: Path) -> Iterator[dict[str, Any] | Rejected]:
    """Each entry as it stands, or why it cannot be read; NotReadable where no more can be found."""
    with path.open("rb") as file:
        text = Window(file)
        if not text.skip_to(_ENTRIES):
            raise NotReadable("no list of entries in it")
        while True:
            some = False
            for found in _listed(text):
                some = some or (isinstance(found, dict) and "request" in found)
                yield found
            # A list of the same name that holds no request is not yet the one of the log.
            if some or not text.skip_to(_ENTRIES):
                return


def _listed(text: Window) -> Iterator[dict[str, Any] | Rejected]:
    """What the list holds that was just opened."""
    while True:
        kind, others = text.next_item()
        yield from (Rejected("no request") for _ in range(others))
        if kind is None:
            raise NotReadable("it ends in the middle")
        if kind == b"]":
            return
        if kind == b"}":
            raise NotReadable("a bracket in it closes nothing")
        found = _entry(text)
        yield found if kind == b"{" else Rejected("no request")


def _entry(text: Window) -> dict[str, Any] | Rejected:
    """The entry that was just opened."""
    text.keep()
    leapt = text.leap()
    if leapt and (found := _at_once(leapt)):
        text.forget()
        return found
    text.back()
    if told := _bounded(text):
        return Rejected(told)
    taken = text.kept()
    if taken is None:
        return Rejected(f"larger than {MAX_BYTES // 2**20} MB")
    if taken.count(b",") > MAX_COMMAS:
        return Rejected(f"more than {MAX_COMMAS:,} parts")
    return _parsed(taken)


def _bounded(text: Window) -> str:
    """Go behind the entry; why it is too much to be read, or nothing."""
    depth, most, count = 1, 1, 1
    while depth:
        kind = text.next_bracket()
        if kind is None:
            raise NotReadable("it ends in the middle of an entry")
        step = 1 if kind in b"{[" else -1
        depth += step
        count += step > 0
        most = max(most, depth)
        if most > MAX_DEPTH or count > MAX_OPENED:
            text.forget()
    if most > MAX_DEPTH:
        return f"nested more than {MAX_DEPTH} deep"
    return f"more than {MAX_OPENED:,} parts" if count > MAX_OPENED else ""


def _at_once(raw: bytearray) -> dict[str, Any] | None:
    """What seems to be an entry; None unless it is one whole object, and no large one.

    One whole object that begins where an entry does is the entry, wherever it was cut.
    """
    if len(raw) > _UNCOUNTED and (
        raw.count(b",") > MAX_COMMAS or raw.count(b"{") + raw.count(b"[") > MAX_OPENED
    ):
        return None
    try:
        return cast("dict[str, Any]", _USUAL.decode(raw))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _loosely(raw)


def _loosely(raw: bytearray) -> dict[str, Any] | None:
    try:
        return msgspec.json.decode(raw, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _parsed(raw: bytearray) -> dict[str, Any] | Rejected:
    if (found := _loosely(raw)) is not None:
        return found
    try:  # it also takes NaN, and control characters in texts
        mended = json.loads(raw.decode("utf-8", "replace"), strict=False)
    except (ValueError, RecursionError):
        return Rejected("not JSON")
    return mended if isinstance(mended, dict) else Rejected("no object")
