"""Writes captures of packets, and the packets in them; the other way round from the reader."""

import ssl
import struct
from ipaddress import ip_address
from pathlib import Path

AT = 1793527200.0
"""2026-11-01T10:00:00Z"""
CLIENT, SERVER = "10.0.0.5", "192.0.2.7"
FIN, SYN, RST, PSH, ACK = 1, 2, 4, 8, 16
ETHERNET, RAW, SLL, SLL2, NULL, LOOP = 1, 101, 113, 276, 0, 108


def ip(source, target, kind, body, *, fragment=0, before=b""):
    """An IPv4 or IPv6 packet; ``before`` are extension headers of IPv6."""
    one, other = ip_address(source).packed, ip_address(target).packed
    if len(one) == 16:
        first = before[:1] and struct.unpack("B", before[:1])[0]
        kind, body = (first, before[1:] + body) if before else (kind, body)
        return struct.pack(">IHBB", 6 << 28, len(body), kind, 64) + one + other + body
    size = 20 + len(body)
    return struct.pack(">BBHHHBBH", 0x45, 0, size, 1, fragment, 64, kind, 0) + one + other + body


def tcp(source, target, flags=PSH | ACK, data=b"", *, sequence=0, acknowledged=0):
    """A segment; both ends are (address, port)."""
    head = struct.pack(
        ">HHIIBBHHH", source[1], target[1], sequence % 2**32, acknowledged % 2**32, 5 << 4, flags,
        65535, 0, 0,
    )  # fmt: skip
    return ip(source[0], target[0], 6, head + data)


def udp(source, target, data):
    """A datagram."""
    head = struct.pack(">HHHH", source[1], target[1], 8 + len(data), 0)
    return ip(source[0], target[0], 17, head + data)


def linked(link, packet, *, tags=()):
    """A packet behind the header of its link; ``tags`` are those of VLANs."""
    kind = 0x86DD if packet[0] >> 4 == 6 else 0x0800
    vlan = b"".join(struct.pack(">HH", 0x8100, tag) for tag in tags)
    family = 30 if kind == 0x86DD else 2
    heads = {
        ETHERNET: bytes(12) + vlan + struct.pack(">H", kind),
        SLL: bytes(14) + struct.pack(">H", kind),
        SLL2: struct.pack(">H", kind) + bytes(18),
        NULL: struct.pack("<I", family),
        LOOP: struct.pack(">I", family),
        RAW: b"",
    }
    return heads[link] + packet


def pcap(*packets, link=ETHERNET, order="<", nano=False, link_them=True):
    """A pcap file; each packet is bytes, or bytes and the length that it had."""
    magic = 0xA1B23C4D if nano else 0xA1B2C3D4
    out = [struct.pack(f"{order}IHHiIII", magic, 2, 4, 0, 0, 262144, link)]
    for number, each in enumerate(packets):
        packet, lost = each if isinstance(each, tuple) else (each, 0)
        data = linked(link, packet) if link_them else packet
        parts = (number * 1000) * (1000 if nano else 1)
        out.append(struct.pack(f"{order}IIII", int(AT), parts, len(data), len(data) + lost) + data)
    return b"".join(out)


def block(kind, body, order="<"):
    """A block of pcapng."""
    body += bytes(-len(body) % 4)
    size = struct.pack(f"{order}I", len(body) + 12)
    return struct.pack(f"{order}I", kind) + size + body + size


def option(code, value, order="<"):
    return struct.pack(f"{order}HH", code, len(value)) + value + bytes(-len(value) % 4)


def section(order="<"):
    return block(0x0A0D0D0A, struct.pack(f"{order}IHHq", 0x1A2B3C4D, 1, 0, -1), order)


def interface(link=RAW, order="<", options=b""):
    return block(1, struct.pack(f"{order}HHI", link, 0, 0) + options, order)


def enhanced(packet, at=AT, number=0, order="<", options=b"", ticks=1_000_000):
    high, low = divmod(round(at * ticks), 2**32)
    head = struct.pack(f"{order}IIIII", number, high, low, len(packet), len(packet))
    return block(6, head + packet + bytes(-len(packet) % 4) + options, order)


def secrets(keys, order="<"):
    return block(10, struct.pack(f"{order}II", 0x544C534B, len(keys)) + keys, order)


def pcapng(*packets, order="<"):
    """A file with one section and one interface of raw IP."""
    each = (enhanced(packet, AT + at / 1000, order=order) for at, packet in enumerate(packets))
    return section(order) + interface(order=order) + b"".join(each)


class Talk:
    """A TCP connection as its packets; ``client`` and ``server`` say something."""

    def __init__(self, port=80, *, client=(CLIENT, 40000), server=SERVER, size=1400):
        self._ends = {True: client, False: (server, port)}
        self._next = {True: 1000, False: 2**32 - 500}
        self._size = size
        self.packets = []
        self._one(SYN, mine=True)
        self._one(SYN | ACK, mine=False)
        self._one(ACK, mine=True)

    def client(self, data):
        return self._say(data, mine=True)

    def server(self, data):
        return self._say(data, mine=False)

    def close(self):
        for mine in (True, False):
            self._one(FIN | ACK, mine=mine)
        self._one(ACK, mine=True)
        return self

    def reset(self, *, mine):
        self._one(RST, mine=mine)
        return self

    def _say(self, data, *, mine):
        for at in range(0, len(data), self._size):
            self._one(PSH | ACK, data[at : at + self._size], mine=mine)
        return self

    def _one(self, flags, data=b"", *, mine):
        self.packets.append(
            tcp(self._ends[mine], self._ends[not mine], flags, data,
                sequence=self._next[mine], acknowledged=self._next[not mine])
        )  # fmt: skip
        self._next[mine] += len(data) + bool(flags & (SYN | FIN))


def a_talk(request, response, port=80, **more):
    """The packets of one exchange."""
    return Talk(port, **more).client(request).server(response).close().packets


REQUEST = (
    b"POST /chat HTTP/1.1\r\nHost: api.vendor.test\r\nContent-Type: application/json\r\n"
    b'Content-Length: 18\r\n\r\n{"prompt":"hello"}'
)
RESPONSE = (
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 15\r\n\r\n"
    b'{"answer":"hi"}'
)


def tls_talk(folder: Path, root: Path, server_context, *says, port=443, version=None, alpn=()):
    """A real TLS session as packets; ``says`` are (mine, bytes) in turn. Keys: folder/keys."""
    context = ssl.create_default_context(cafile=str(root))
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT
    context.keylog_filename = str(folder / "keys")
    if version:
        context.maximum_version = version
    if alpn:
        context.set_alpn_protocols(list(alpn))
        server_context.set_alpn_protocols(list(alpn))
    wire = {True: (ssl.MemoryBIO(), ssl.MemoryBIO()), False: (ssl.MemoryBIO(), ssl.MemoryBIO())}
    ends = {
        True: context.wrap_bio(*wire[True], server_hostname="api.vendor.test"),
        False: server_context.wrap_bio(*wire[False], server_side=True),
    }
    talk = Talk(port)

    def carry():
        for mine in (True, False):
            if said := wire[mine][1].read():
                talk._say(said, mine=mine)
                wire[not mine][0].write(said)

    done = set()
    for _ in range(8):
        for mine in (True, False):
            try:
                ends[mine].do_handshake()
                done.add(mine)
            except ssl.SSLWantReadError:
                pass
            carry()
    assert len(done) == 2
    for mine, data in says:
        ends[mine].write(data)
        carry()
        while True:
            try:
                ends[not mine].read(2**16)
            except ssl.SSLWantReadError:
                break
        carry()
    return talk.close().packets
