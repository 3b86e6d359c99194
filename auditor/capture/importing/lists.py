"""Reads what a phone lists of the hosts that its apps spoke to: names, without any content."""

import csv
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from auditor.capture.importing.entry import NO_TIME, Entry, Found, Passed, Rejected
from auditor.capture.naming import ascii_host
from auditor.evidence.exchange import Connection, Failure

MAX_LINE = 2**16
"""Characters of one line."""
COLUMNS = ("daddr", "time", "Package")
"""Of TrackerControl's list that are needed here."""


def read_tracker_control(path: Path) -> Iterator[Found]:
    """The rows of TrackerControl's CSV; times are milliseconds since 1970."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        rows = csv.reader(_lines(file))
        names = next(rows, [])
        while True:
            try:
                row = next(rows, None)
            except csv.Error:
                yield Rejected("not a row of CSV")
                continue
            if row is None:
                return
            found = dict(zip(names, row, strict=False))
            when = found.get("time", "")
            seconds = int(when[:15]) / 1000 if when.isascii() and when.isdigit() else NO_TIME
            yield _named(found.get("daddr"), seconds, found.get("Package"), "TrackerControl")


def read_privacy_report(path: Path) -> Iterator[Found]:
    """The lines of iOS's App Privacy Report; only those about the network name hosts."""
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        for line in _lines(file):
            if not line.strip():
                continue
            try:
                found = json.loads(line)
            except (ValueError, RecursionError):
                yield Rejected("not a line of JSON")
                continue
            if not isinstance(found, dict):
                yield Rejected("not an object")
            elif found.get("type") != "networkActivity":
                yield Passed("about something else than the network")
            else:
                when = _moment(found.get("timeStamp"))
                yield _named(found.get("domain"), when, found.get("bundleID"), "the report of iOS")


def _lines(file: Any) -> Iterator[str]:
    """Lines of which none is longer than MAX_LINE; the rest of a longer one is a line."""
    return iter(lambda: file.readline(MAX_LINE), "")


def _named(host: object, when: float, app: object, who: str) -> Found:
    if not isinstance(host, str) or not host.strip() or len(host) > 253:
        return Rejected("no host")
    told = f"{who} names the host, and nothing of its content"
    name = " ".join(app.split())[:100] if isinstance(app, str) else ""
    if name:
        told += f"; spoken to by {name}"
    return Entry(
        connection=Connection("tcp", ascii_host(host.strip()), 443, "opaque"),
        started=when,
        ended=when,
        failure=Failure("not-understood", told),
        app=name,
    )


def _moment(value: object) -> float:
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
        return found.replace(tzinfo=found.tzinfo or UTC).timestamp() if found else NO_TIME
    except (ValueError, OverflowError):
        return NO_TIME


def is_tracker_control(head: bytes) -> bool:
    """Whether the first line names TrackerControl's columns."""
    first = head.split(b"\n", 1)[0].decode("utf-8", "replace")
    names = {name.strip(' "\r\ufeff') for name in islice(first.split(","), 20)}
    return names >= set(COLUMNS)


def is_privacy_report(head: bytes) -> bool:
    """Whether the first line is a whole object as iOS writes them."""
    first = head.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0]
    try:
        found = json.loads(first)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and bool({"_marker", "type"} & found.keys())
