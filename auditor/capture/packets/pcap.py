"""Reads packets from pcap files: both byte orders, micro- and nanoseconds."""

import struct
from collections.abc import Iterator
from typing import BinaryIO

from auditor.capture.importing.entry import NotReadable
from auditor.capture.packets.packet import MAX_BYTES, Packet
from auditor.capture.packets.pcapdroid import trailer_of

_MAGIC = {
    b"\xd4\xc3\xb2\xa1": ("<", 1e-6),
    b"\xa1\xb2\xc3\xd4": (">", 1e-6),
    b"\x4d\x3c\xb2\xa1": ("<", 1e-9),
    b"\xa1\xb2\x3c\x4d": (">", 1e-9),
}
"""First bytes → byte order, and the fraction of a second that times count in."""
_ETHERNET = 1


def is_pcap(head: bytes) -> bool:
    """Whether a file begins as a pcap file does."""
    return head[:4] in _MAGIC


def read_pcap(file: BinaryIO) -> Iterator[Packet]:
    """The packets in order; NotReadable where the file is cut or makes no sense any more."""
    head = file.read(24)
    if len(head) < 24:
        raise NotReadable("it ends in the middle of its head")
    order, fraction = _MAGIC[head[:4]]
    # The upper half of the word says whether frames end with a checksum, and how long it is.
    link = struct.unpack(f"{order}I", head[20:])[0] & 0xFFFF
    record = struct.Struct(f"{order}IIII")
    while one := file.read(16):
        if len(one) < 16:
            raise NotReadable("it ends in the middle of a packet")
        seconds, parts, size, whole = record.unpack(one)
        if size > MAX_BYTES:
            raise NotReadable(f"a packet of {size:,} bytes, which no network carries")
        data = file.read(size)
        if len(data) < size:
            raise NotReadable("it ends in the middle of a packet")
        app = ""
        if link == _ETHERNET:
            data, app = trailer_of(data)
        yield Packet(seconds + parts * fraction, link, data, max(whole - size, 0), app)
