"""Tells by its first bytes what kind of capture a file is."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from auditor.capture.importing.entry import Found
from auditor.capture.importing.har import read_har
from auditor.capture.importing.lists import (
    is_privacy_report,
    is_tracker_control,
    read_privacy_report,
    read_tracker_control,
)
from auditor.capture.packets.pcap import is_pcap
from auditor.capture.packets.pcapng import is_pcapng
from auditor.errors import AuditorError

HEAD = 4096
KNOWN = "a HAR, a mitmproxy dump, pcap or pcapng, TrackerControl's CSV or iOS's App Privacy Report"
MAX_KEYS = 8 * 2**20
"""Bytes of a key log."""
_KEYS = re.compile(rb"^(CLIENT_|SERVER_|EXPORTER_|RSA )", re.MULTILINE)
_DUMP = re.compile(rb"[0-9]{1,12}:")

type Reader = Callable[[Path], Iterator[Found]]


def reader_of(path: Path, key_log: Path | None = None) -> tuple[str, Reader]:
    """The format's name, and who reads it; AuditorError for a file that is none of them.

    ``key_log`` opens the TLS of a capture of packets; it is read and kept nowhere.
    """
    head = _beginning(path, HEAD)
    if not head:
        raise AuditorError("empty", where=path)
    for name, fits in _PACKETS:
        if fits(head):
            return name, partial(_read_packets, keys=keys_of(key_log) if key_log else b"")
    for name, fits, reader in _FORMATS:
        if fits(head):
            if key_log:
                told = f"a {name}, which no key log opens"
                raise AuditorError(told, where=path, hint="a key log is for pcap and pcapng")
            return name, reader
    raise AuditorError("not a capture that auditor can read", where=path, hint=KNOWN)


def keys_of(key_log: Path) -> bytes:
    """The content of a key log; AuditorError when it is none."""
    keys = _beginning(key_log, MAX_KEYS + 1)
    if len(keys) > MAX_KEYS:
        raise AuditorError(f"larger than {MAX_KEYS // 2**20} MB", where=key_log)
    if not _KEYS.search(keys):
        hint = "the file that SSLKEYLOGFILE named while the capture was made"
        raise AuditorError("not a key log of TLS", where=key_log, hint=hint)
    return keys


def _beginning(path: Path, size: int) -> bytes:
    try:
        if not path.is_file():
            raise AuditorError("not a file" if path.exists() else "no such file", where=path)
        with path.open("rb") as file:
            return file.read(size)
    except OSError as err:
        raise AuditorError(f"cannot be read: {err.strerror}", where=path) from err


def _is_har(head: bytes) -> bool:
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"


def _is_dump(head: bytes) -> bool:
    return bool(_DUMP.match(head))


def _read_dump(path: Path) -> Iterator[Found]:
    # mitmproxy is large, and most imports do without it.
    from auditor.capture.importing.dump import read_dump  # noqa: PLC0415

    return read_dump(path)


def _read_packets(path: Path, keys: bytes) -> Iterator[Found]:
    from auditor.capture.packets.reading import read_packets  # noqa: PLC0415 - as above

    return read_packets(path, keys)


_PACKETS: tuple[tuple[str, Callable[[bytes], bool]], ...] = (
    ("pcap", is_pcap),
    ("pcapng", is_pcapng),
)
_FORMATS: tuple[tuple[str, Callable[[bytes], bool], Reader], ...] = (
    ("mitmproxy dump", _is_dump, _read_dump),
    ("TrackerControl's list", is_tracker_control, read_tracker_control),
    ("App Privacy Report", is_privacy_report, read_privacy_report),
    ("HAR", _is_har, read_har),
)
