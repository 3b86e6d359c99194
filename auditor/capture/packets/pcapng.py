"""Reads packets from pcapng files: sections, interfaces, every kind of packet block, and secrets."""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from ipaddress import ip_address
from typing import BinaryIO

from auditor.capture.importing.entry import NotReadable
from auditor.capture.packets.packet import MAX_BYTES, Packet
from auditor.capture.packets.pcapdroid import MAKER, names_in, uid_in

MAX_BLOCK = 16 * 2**20
"""Bytes of a block that is read; a longer one is passed by."""
MAX_NAMES = 10_000
MAX_INTERFACES = 1000
MAX_OPTIONS = 1000

_SECTION, _INTERFACE, _OLD, _SIMPLE, _NAMES, _ENHANCED, _SECRETS = 0x0A0D0D0A, 1, 2, 3, 4, 6, 10
_CUSTOM = (0x00000BAD, 0x40000BAD)
_TLS_KEYS = 0x544C534B
_RESOLUTION, _OFFSET, _COMMENT = 9, 14, 1


@dataclass(frozen=True, slots=True)
class _Interface:
    link: int
    snap: int
    fraction: float
    """Of a second: what its times count in."""
    offset: int


def is_pcapng(head: bytes) -> bool:
    """Whether a file begins as a pcapng file does."""
    return head[:4] == b"\x0a\x0d\x0d\x0a" and head[8:12] in _ORDERS


_ORDERS = {b"\x4d\x3c\x2b\x1a": "<", b"\x1a\x2b\x3c\x4d": ">"}


def read_pcapng(
    file: BinaryIO, named: Callable[[str, str], None] = lambda _address, _name: None
) -> Iterator[Packet]:
    """The packets in order; ``named`` is told of addresses and their names.

    NotReadable where the file is cut or makes no sense any more.
    """
    section = _Section(named)
    for kind, body in _blocks(file, section):
        if kind in (_ENHANCED, _OLD, _SIMPLE):
            yield section.packet(kind, body)
        else:
            section.take(kind, body)


def keys_of(file: BinaryIO) -> bytes:
    """The TLS keys that a file carries along, as lines of a key log; at most MAX_BLOCK bytes."""
    found = bytearray()
    section = _Section(lambda _address, _name: None)
    try:
        for _, body in _blocks(file, section, only=_SECRETS):
            kind, size = struct.unpack_from(f"{section.order}II", body.ljust(8, b"\0"))
            if kind == _TLS_KEYS and len(found) + size < MAX_BLOCK:
                found += body[8 : 8 + size].rstrip(b"\0\n") + b"\n"
    except NotReadable:
        pass  # whoever reads the packets says so
    return bytes(found)


class _Section:
    """What holds until the next section begins."""

    def __init__(self, named: Callable[[str, str], None]) -> None:
        self.order = "<"
        self._named = named
        self._interfaces: list[_Interface] = []
        self._apps: dict[int, str] = {}

    def begin(self, order: str) -> None:
        """A section of a byte order; interfaces are its own."""
        self.order = order
        self._interfaces.clear()

    def take(self, kind: int, body: bytes) -> None:
        """A block that is no packet."""
        if kind == _INTERFACE:
            self._interface(body)
        elif kind == _NAMES:
            self._addresses(body)
        elif kind in _CUSTOM and body[:4] == struct.pack(f"{self.order}I", MAKER):
            found = names_in(body[4:], self.order)
            if found and len(self._apps) < MAX_NAMES:
                self._apps[found[0]] = found[1]

    def packet(self, kind: int, body: bytes) -> Packet:
        """A block of one of the three kinds that hold a packet."""
        if kind == _SIMPLE:
            (whole,) = self._unpack("I", body)
            interface = self._at(0)
            size = min(whole, len(body) - 4, interface.snap or whole)
            return self._packet(interface, 0, body, 4, (size, whole))
        if kind == _ENHANCED:
            number, high, low, size, whole = self._unpack("IIIII", body)
        else:
            number, high, low, size, whole = self._unpack("HxxIIII", body)
        return self._packet(self._at(number), (high << 32) + low, body, 20, (size, whole))

    def _packet(
        self, interface: _Interface, ticks: int, body: bytes, start: int, sizes: tuple[int, int]
    ) -> Packet:
        size, whole = sizes
        if size > min(MAX_BYTES, len(body) - start):
            raise NotReadable("a packet that is longer than the block it stands in")
        app = ""
        for code, value in self._options(body[start + size + (-size % 4) :]):
            if code == _COMMENT and (uid := uid_in(value.decode("utf-8", "replace"))) is not None:
                app = self._apps.get(uid, "")
        at = ticks * interface.fraction + interface.offset
        return Packet(at, interface.link, body[start : start + size], max(whole - size, 0), app)

    def _interface(self, body: bytes) -> None:
        link, snap = self._unpack("HxxI", body)
        fraction, offset = 1e-6, 0
        for code, value in self._options(body[8:]):
            if code == _RESOLUTION and value:
                power = value[0] & 0x7F
                fraction = 2.0**-power if value[0] & 0x80 else 10.0**-power
            elif code == _OFFSET and len(value) == 8:
                (offset,) = struct.unpack(f"{self.order}q", value)
        if len(self._interfaces) >= MAX_INTERFACES:
            raise NotReadable(f"more than {MAX_INTERFACES} interfaces")
        self._interfaces.append(_Interface(link, snap, fraction, offset))

    def _addresses(self, body: bytes) -> None:
        for code, value in self._options(body):
            size = {1: 4, 2: 16}.get(code, 0)
            names = value[size:].split(b"\0")[:10] if size and len(value) > size else []
            for name in filter(None, names):
                self._named(str(ip_address(value[:size])), name.decode("ascii", "replace"))

    def _at(self, number: int) -> _Interface:
        if number >= len(self._interfaces):
            raise NotReadable("a packet of an interface that was never described")
        return self._interfaces[number]

    def _options(self, rest: bytes) -> Iterator[tuple[int, bytes]]:
        at = 0
        for _ in range(MAX_OPTIONS):
            if len(rest) < at + 4:
                return
            code, size = struct.unpack_from(f"{self.order}HH", rest, at)
            if not code:
                return
            yield code, rest[at + 4 : at + 4 + size]
            at += 4 + size + (-size % 4)

    def _unpack(self, form: str, body: bytes) -> tuple[int, ...]:
        try:
            return struct.unpack_from(self.order + form, body)
        except struct.error as err:
            raise NotReadable("a block that is too short for what it should hold") from err


def _blocks(file: BinaryIO, section: _Section, only: int = 0) -> Iterator[tuple[int, bytes]]:
    """Kind and content of each block; with ``only`` the others are passed by unread."""
    while head := file.read(8):
        if len(head) < 8:
            raise NotReadable("it ends in the middle of a block")
        read = 8
        if head[:4] == b"\x0a\x0d\x0d\x0a":
            mark, read = file.read(4), 12
            if mark not in _ORDERS:
                raise NotReadable("a section without a byte order")
            section.begin(_ORDERS[mark])
        kind, size = struct.unpack(f"{section.order}II", head)
        if size < 12 or size % 4:
            raise NotReadable("a block of no possible size")
        if size > MAX_BLOCK or kind == _SECTION or (only and kind != only):
            _pass(file, size - read)
            continue
        body = file.read(size - 8)
        if len(body) < size - 8:
            raise NotReadable("it ends in the middle of a block")
        yield kind, body[:-4]


def _pass(file: BinaryIO, size: int) -> None:
    if file.seekable():
        file.seek(size, 1)
        return
    while size > 0 and (some := file.read(min(size, 2**16))):
        size -= len(some)
