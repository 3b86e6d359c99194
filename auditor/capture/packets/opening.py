"""Has tshark open TLS with keys that somebody kept.

tshark gets a stream of nothing but TCP packets, with the keys in it, and gives back what each
packet carried under the protection of TLS. Neither keys nor what they open touch the disk.
"""

import os
import resource
import shutil
import struct
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from auditor.capture.importing.entry import NotReadable
from auditor.capture.packets.files import packets_in
from auditor.capture.packets.layers import Unscanned, network_of, segment_of
from auditor.capture.packets.pcapng import read_pcapng

PROGRAM = "tshark"
MAX_SECONDS = 120
"""And two more for each megabyte of the file."""
MAX_MEMORY = 4 * 2**30
_EXPORTED = 252
"""The link type of what Wireshark exports."""
_NUMBER = 30
"""The tag in it that gives the number of the packet."""
_COMMAND = (
    "-Q", "-n", "-r", "-", "-w", "-", "-F", "pcapng", "-U", "OSI layer 7",
    # One export for each record, exactly as it was sent, on every port.
    "-o", "tls.desegment_ssl_application_data:FALSE",
    "-o", "tcp.reassemble_out_of_order:TRUE",
    "-d", "tls.port==1-65535,data",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Opened:
    """What one packet carried, opened."""

    number: int
    """Which of the TCP packets, from 1."""
    data: bytes


class Opening:
    """A running tshark; a context manager that ends it."""

    def __init__(self, path: Path, keys: bytes) -> None:
        self._path = path
        self._keys = keys
        self._next: Opened | None = None
        self._found: Iterator[Opened] = iter(())
        self._left = 4 * path.stat().st_size + 16 * 2**20
        self.opened = 0
        """Packets that were opened."""
        self.lost = False
        """Whether it ended before the file did."""

    def __enter__(self) -> "Opening":
        self._folder = tempfile.TemporaryDirectory()
        self._process = subprocess.Popen(  # noqa: S603 - fixed words; the capture is its input
            [shutil.which(PROGRAM) or PROGRAM, *_COMMAND, "--temp-dir", self._folder.name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=self._folder.name,
            # Its own settings, plugins and lists of names stay out of it.
            env={"PATH": os.defpath, "LC_ALL": "C", "HOME": self._folder.name,
                 "WIRESHARK_CONFIG_DIR": self._folder.name},
        )  # fmt: skip
        if limit := getattr(resource, "prlimit", None):
            limit(self._process.pid, resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
        seconds = MAX_SECONDS + 2 * self._path.stat().st_size / 2**20
        self._timer = threading.Timer(seconds, self._process.kill)
        self._feeder = threading.Thread(target=self._feed, daemon=True)
        self._timer.start()
        self._feeder.start()
        self._found = self._exports()
        self._advance()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        self._process.kill()
        self._feeder.join()
        if self._process.stdout:
            self._process.stdout.close()
        self._process.wait()
        self._folder.cleanup()

    def of(self, number: int) -> Iterator[bytes]:
        """What the packet of a number carried; to be asked in their order."""
        while self._next and self._next.number <= number:
            if self._next.number == number:
                self.opened += 1
                yield self._next.data
            self._advance()

    def _advance(self) -> None:
        self._next = next(self._found, None)

    def _exports(self) -> Iterator[Opened]:
        try:
            for packet in read_pcapng(cast("BinaryIO", self._process.stdout)):
                self._left -= len(packet.data)
                if self._left < 0:
                    self.lost = True
                    return
                if packet.link == _EXPORTED and (found := _opened(packet.data)):
                    yield found
        except NotReadable:
            self.lost = True
            return
        self.lost = self.lost or self._process.wait() != 0

    def _feed(self) -> None:
        pipe = cast("BinaryIO", self._process.stdin)
        with suppress(OSError):
            pipe.write(_beginning(self._keys))
            with suppress(NotReadable):  # whoever reads the file itself says so
                for packet in packets_in(self._path):
                    with suppress(Unscanned):
                        if segment_of(packet.link, packet.data).tcp:
                            data = network_of(packet.link, packet.data)
                            pipe.write(_packet(data, packet.lost))
        with suppress(OSError):
            pipe.close()


def is_there() -> bool:
    """Whether this machine has tshark."""
    return shutil.which(PROGRAM) is not None


def _opened(data: bytes) -> Opened | None:
    """What an exported packet holds: tags, each with its length, and then the bytes."""
    at, number = 0, 0
    while len(data) >= at + 4:
        tag, size = struct.unpack_from(">HH", data, at)
        at += 4
        if not tag:
            return Opened(number, data[at:]) if number else None
        if tag == _NUMBER and size == 4:
            number = int.from_bytes(data[at : at + 4])
        at += size
    return None


def _beginning(keys: bytes) -> bytes:
    """A section, an interface whose packets begin with IP, and the keys."""
    section = struct.pack("<IHHq", 0x1A2B3C4D, 1, 0, -1)
    interface = struct.pack("<HHI", 101, 0, 0)
    secrets = struct.pack("<II", 0x544C534B, len(keys)) + keys
    return _block(0x0A0D0D0A, section) + _block(1, interface) + _block(10, secrets)


def _packet(data: bytes, lost: int) -> bytes:
    return _block(6, struct.pack("<IIIII", 0, 0, 0, len(data), len(data) + lost) + data)


def _block(kind: int, body: bytes) -> bytes:
    body += bytes(-len(body) % 4)
    size = struct.pack("<I", len(body) + 12)
    return struct.pack("<I", kind) + size + body + size
