"""Tells by its first bytes what kind of capture a file is."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from auditor.capture.importing.entry import Found
from auditor.capture.importing.har import read_har
from auditor.capture.importing.lists import (
    is_privacy_report,
    is_tracker_control,
    read_privacy_report,
    read_tracker_control,
)
from auditor.errors import AuditorError

HEAD = 4096
KNOWN = "a HAR, a mitmproxy dump, TrackerControl's CSV or iOS's App Privacy Report"
_DUMP = re.compile(rb"[0-9]{1,12}:")

type Reader = Callable[[Path], Iterator[Found]]


def reader_of(path: Path) -> tuple[str, Reader]:
    """The format's name, and who reads it; AuditorError for a file that is none of them."""
    try:
        if not path.is_file():
            raise AuditorError("not a file" if path.exists() else "no such file", where=path)
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError as err:
        raise AuditorError(f"cannot be read: {err.strerror}", where=path) from err
    if not head:
        raise AuditorError("empty", where=path)
    for name, fits, reader in _FORMATS:
        if fits(head):
            return name, reader
    raise AuditorError("not a capture that auditor can read", where=path, hint=KNOWN)


def _is_har(head: bytes) -> bool:
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"


def _is_dump(head: bytes) -> bool:
    return bool(_DUMP.match(head))


def _read_dump(path: Path) -> Iterator[Found]:
    # mitmproxy is large, and most imports do without it.
    from auditor.capture.importing.dump import read_dump  # noqa: PLC0415

    return read_dump(path)


_FORMATS: tuple[tuple[str, Callable[[bytes], bool], Reader], ...] = (
    ("mitmproxy dump", _is_dump, _read_dump),
    ("TrackerControl's list", is_tracker_control, read_tracker_control),
    ("App Privacy Report", is_privacy_report, read_privacy_report),
    ("HAR", _is_har, read_har),
)
