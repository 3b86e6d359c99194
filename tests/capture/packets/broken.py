"""Captures of packets that no program should have written, each with a name."""

import gzip
import random
import struct
from collections.abc import Iterator

from tests.capture.packets.making import (
    CLIENT,
    RAW,
    REQUEST,
    RESPONSE,
    SERVER,
    SYN,
    Talk,
    a_talk,
    block,
    enhanced,
    interface,
    option,
    pcap,
    pcapng,
    section,
    tcp,
    udp,
)
from tests.capture.packets.test_handshake import AGREED, HELLO, record
from tests.capture.packets.test_http2 import PREFACE, Speaker
from tests.capture.packets.test_names import a, dns

GOOD = (
    *a_talk(REQUEST, RESPONSE),
    *a_talk(record(22, HELLO), record(22, AGREED), port=443, client=(CLIENT, 40001)),
    udp(("10.0.0.1", 53), (CLIENT, 999), dns("a.test", a("a.test", SERVER))),
)
GOOD_PCAP = pcap(*GOOD)
GOOD_PCAPNG = pcapng(*GOOD)
BOMB = gzip.compress(bytes(64 * 2**20))
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
ENDS = ((CLIENT, 40000), (SERVER, 80))


def _containers() -> Iterator[tuple[str, bytes]]:
    yield "pcap of nothing", pcap()
    yield "pcap of empty packets", pcap(*[b""] * 1000, link_them=False)
    yield "pcap of zeros", pcap(*[bytes(60)] * 1000, link_them=False)
    yield "pcap of an unknown link", pcap(*GOOD, link=147, link_them=False)
    yield "pcap with a packet of 4 GB", GOOD_PCAP + b"\xff" * 16
    yield "pcapng of nothing", section()
    yield "pcapng of sections", section() * 20_000
    yield "pcapng of interfaces", section() + interface() * 20_000
    yield "pcapng with a block of 4 GB", GOOD_PCAPNG + struct.pack("<II", 6, 0xFFFFFFFC)
    yield "pcapng with a block of nothing", GOOD_PCAPNG + struct.pack("<II", 6, 0)
    yield "pcapng with no interface", section() + enhanced(b"")
    options = option(1, b"u-1") * 20_000
    yield (
        "pcapng of options",
        section() + interface(options=options) + enhanced(b"", options=options),
    )
    names = option(1, b"\1\2\3\4" + b"a\0" * 30_000) * 20
    yield "pcapng of names", section() + block(4, names)
    yield "pcapng of times", section() + interface(options=option(9, b"\xff")) + enhanced(GOOD[0])
    late = interface(options=option(14, b"\xff" * 7 + b"\x7f"))
    yield "pcapng of the end of time", section() + late + enhanced(GOOD[0])


def _streams() -> bytes:
    """400 requests with 3,000 bytes of headers each, packed into a few."""
    client = Speaker()
    return PREFACE + b"".join(
        client.headers(stream, [(":method", "GET"), ("x", "a" * 3000)])
        for stream in range(1, 801, 2)
    )


def _said(request: bytes, response: bytes = b"") -> bytes:
    return pcap(*a_talk(request, response, size=60_000))


def _conversations() -> Iterator[tuple[str, bytes]]:
    packed = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%b"
    yield "a bomb in packets", _said(REQUEST, packed % (len(BOMB), BOMB))
    yield "large headers on many streams", _said(_streams())
    yield "endless chunks in packets", _said(REQUEST, CHUNKED + b"1\r\na\r\n" * 50_000)
    yield "a head without an end in packets", _said(b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 100_000)
    long = b"HTTP/1.1 200 OK\r\nContent-Length: 2147483648\r\n\r\n"
    yield "a length of 2 GB in packets", _said(REQUEST, long)
    yield "many requests in packets", _said(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n" * 20_000)
    both = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n" * 900, b"HTTP/1.1 204 No\r\n\r\n" * 900
    yield "many answers in packets", _said(*both)
    gap = Talk(size=60_000).client(REQUEST).server(long)
    gap._next[False] += 2**30
    yield "a gap of a gigabyte", pcap(*gap.server(b"x" * 100).close().packets)
    yield (
        "many small pieces",
        pcap(*(tcp(*ENDS, data=b"x", sequence=1000 + at * 2) for at in range(5000))),
    )
    yield "every piece out of order", pcap(*a_talk(b"x" * 40_000, b"", size=10)[3:][::-1])
    yield (
        "many connections",
        pcap(*(tcp((CLIENT, at % 65_536), SERVER_AT, SYN, sequence=at) for at in range(6000))),
    )
    frames = PREFACE + Speaker().headers(1, [("x", "a" * 3000)] * 100) * 50
    yield "headers that unpack to much", _said(frames)
    yield "a ClientHello without an end", _said(record(22, b"\1\xff\xff\xff" + bytes(9000)) * 100)
    yield "tunnels in tunnels", _said(CONNECT * 5000, b"HTTP/1.1 200 OK\r\n\r\n" * 5000)
    upgrade = b"HTTP/1.1 101 S\r\nUpgrade: a\r\nConnection: Upgrade\r\n\r\n"
    yield "frames without an end", _said(UPGRADE, upgrade + b"\x01\x7d" + b"x" * 300_000)
    quic = b"\xc3\0\0\0\1\x08" + bytes(1300)
    yield "QUIC that is none", pcap(*(udp((CLIENT, at), (SERVER, 443), quic) for at in range(500)))
    loop = b"\0\1\x81\x80\0\1\0\1\0\0\0\0" + b"\xc0\x0c" * 200
    yield "names that lead to themselves", pcap(udp(("10.0.0.1", 53), (CLIENT, 9), loop))


SERVER_AT = (SERVER, 80)
CONNECT = b"CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n"
UPGRADE = b"GET / HTTP/1.1\r\nHost: a\r\nUpgrade: a\r\nConnection: Upgrade\r\n\r\n"


def _cut(name: str, content: bytes, seed: int) -> Iterator[tuple[str, bytes]]:
    chance = random.Random(seed)
    for share in (0.02, 0.4, 0.99):
        yield f"{name} cut at {share}", content[: int(len(content) * share)]
    for number in range(6):
        broken = bytearray(content)
        for _ in range(20):
            broken[chance.randrange(20, len(broken))] = chance.randrange(256)
        yield f"{name} broken {number}", bytes(broken)


def broken() -> dict[str, bytes]:
    """Content by name."""
    made = {"pcap of IPv6 that never ends": pcap(b"\x60" + bytes(6) + b"\0" * 33, link=RAW)}
    for some in (_containers(), _conversations(), _cut("pcap", GOOD_PCAP, 3),
                 _cut("pcapng", GOOD_PCAPNG, 4)):  # fmt: skip
        made.update(some)
    return made
