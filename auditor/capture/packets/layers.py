"""Finds TCP and UDP in a packet: link types of cables, phones, Linux and loopback, and IP.

The headers are few and fixed, and a capture holds millions of them. The library that would read
them, dpkt, had its last release in 2022 and takes nearly three times as long.
"""

import struct
from dataclasses import dataclass

_IP, _IP6, _ARP, _VLAN = 0x0800, 0x86DD, 0x0806, (0x8100, 0x88A8, 0x9100)
_TAGS = 3
_LOOPBACK_6 = (10, 24, 28, 30)
"""The families of IPv6 in the systems that write them in front of packets."""
_TCP, _UDP = 6, 17
_OTHERS = {1: "ICMP", 2: "IGMP", 4: "IP within IP", 41: "IP within IP", 47: "GRE", 50: "IPsec",
           51: "IPsec", 58: "ICMP", 132: "SCTP"}  # fmt: skip
_EXTENSIONS = (0, 43, 60, 135, 139, 140)
_FRAGMENT = 44
_MOST_EXTENSIONS = 8


@dataclass(frozen=True, slots=True)
class Segment:
    """What one packet carries of a conversation."""

    tcp: bool
    source: tuple[bytes, int]
    """Address as 4 or 16 bytes, and port."""
    target: tuple[bytes, int]
    data: bytes
    lost: int = 0
    """Bytes of it that the capture left out, at the end."""
    sequence: int = 0
    flags: int = 0
    """Of TCP: FIN 1, SYN 2, RST 4, ACK 16."""


class Unscanned(Exception):
    """A packet that carries no TCP and no UDP, or only a part; the message says what it is."""

    def __init__(self, told: str, *, harmless: bool = False) -> None:
        super().__init__(told)
        self.harmless = harmless
        """Nothing of an app's: it keeps the network itself going."""


def segment_of(link: int, data: bytes) -> Segment:
    """The TCP or UDP in a packet; Unscanned for one that has none, or not all of it."""
    return _network(network_of(link, data))


def network_of(link: int, data: bytes) -> bytes:
    """The packet from its IP header on; Unscanned when it is no IP or its link type is unknown."""
    kind, start = _start(link, data)
    tags = 0
    while kind in _VLAN and tags < _TAGS:
        kind, start, tags = _word(data, start + 2), start + 4, tags + 1
    if kind == _ARP:
        raise Unscanned("ARP, which finds neighbours", harmless=True)
    if kind not in (_IP, _IP6):
        raise Unscanned("no IP", harmless=True)
    return data[start:]


def _start(link: int, data: bytes) -> tuple[int, int]:
    """What follows the link's header, by the numbers of Ethernet, and where."""
    match link:
        case 1:
            return _word(data, 12), 14
        case 113:
            return _word(data, 14), 16
        case 276:
            return _word(data, 0), 20
        case 101 | 12 | 14 | 228 | 229:
            return (_IP6 if data[:1] and data[0] >> 4 == 6 else _IP), 0
        case 0 | 108:
            family = data[:4]
            is_6 = any(number in (family[:1] + family[3:]) for number in _LOOPBACK_6)
            return (_IP6 if is_6 else _IP), 4
    raise Unscanned(f"of the link type {link}, which auditor does not know")


def _network(data: bytes) -> Segment:
    if len(data) < 20:
        raise Unscanned("cut within its headers")
    return _six(data) if data[0] >> 4 == 6 else _four(data)


def _four(data: bytes) -> Segment:
    start, whole, fragment = (data[0] & 15) * 4, _word(data, 2), _word(data, 6)
    if data[0] >> 4 != 4 or start < 20:
        raise Unscanned("no IP")
    if fragment & 0x3FFF:
        raise Unscanned("a fragment of IP")
    # Offloading to the network card leaves the length empty.
    whole = whole or len(data)
    return _transport(data[9], data[12:16], data[16:20], data[start:whole], whole - start)


def _six(data: bytes) -> Segment:
    if len(data) < 40:
        raise Unscanned("cut within its headers")
    kind, at, whole = data[6], 40, 40 + _word(data, 4)
    for _ in range(_MOST_EXTENSIONS):
        if kind == _FRAGMENT:
            if _word(data, at + 2) & 0xFFF9:
                raise Unscanned("a fragment of IP")
            kind, at = data[at], at + 8
        elif kind in _EXTENSIONS and len(data) > at + 1:
            kind, at = data[at], at + 8 + data[at + 1] * 8
        else:
            break
    if whole == 40:
        whole = len(data)
    return _transport(kind, data[8:24], data[24:40], data[at:whole], whole - at)


def _transport(kind: int, source: bytes, target: bytes, data: bytes, whole: int) -> Segment:
    """``whole`` is the length that the header states; the capture may hold less."""
    if kind not in (_TCP, _UDP):
        told = _OTHERS.get(kind, f"IP protocol {kind}")
        raise Unscanned(told, harmless=told in ("ICMP", "IGMP"))
    if len(data) < (20 if kind == _TCP else 8):
        raise Unscanned("cut within its headers")
    one, other = struct.unpack_from(">HH", data)
    lost = max(whole - len(data), 0)
    ends = (source, one), (target, other)
    if kind == _UDP:
        return Segment(False, *ends, data[8:], lost)
    sequence, _, offset, flags = struct.unpack_from(">IIBB", data, 4)
    start = (offset >> 4) * 4
    if start < 20 or start > len(data) + lost:
        raise Unscanned("no TCP")
    return Segment(True, *ends, data[start:], lost, sequence, flags)


def _word(data: bytes, at: int) -> int:
    if len(data) < at + 2:
        raise Unscanned("cut within its headers")
    return data[at] << 8 | data[at + 1]
