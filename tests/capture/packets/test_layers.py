import struct

import pytest

from auditor.capture.packets.layers import Segment, Unscanned, network_of, segment_of
from tests.capture.packets.making import (
    CLIENT,
    ETHERNET,
    LOOP,
    NULL,
    RAW,
    SERVER,
    SLL,
    SLL2,
    ip,
    linked,
    tcp,
    udp,
)

FOUR = ((CLIENT, 40000), (SERVER, 80))
SIX = (("2001:db8::5", 40000), ("2001:db8::7", 80))


@pytest.mark.parametrize("link", [ETHERNET, RAW, SLL, SLL2, NULL, LOOP, 12, 228])
@pytest.mark.parametrize("ends", [FOUR, SIX])
def test_a_segment_is_found_behind_every_link(link, ends):
    packet = tcp(*ends, data=b"hello", sequence=7, flags=24)
    found = segment_of(link, linked(link if link not in (12, 228) else RAW, packet))
    assert (found.tcp, found.data, found.sequence, found.flags) == (True, b"hello", 7, 24)
    assert (found.source[1], found.target[1]) == (40000, 80)
    assert len(found.source[0]) == (4 if ends is FOUR else 16)


@pytest.mark.parametrize("tags", [(1,), (1, 2), (1, 2, 3)])
def test_tags_of_vlans_are_passed(tags):
    frame = linked(ETHERNET, udp(*FOUR, b"hi"), tags=tags)
    assert segment_of(ETHERNET, frame) == Segment(
        False, (b"\n\0\0\5", 40000), (b"\xc0\0\2\7", 80), b"hi"
    )


def test_padding_behind_the_packet_is_no_part_of_it():
    assert segment_of(ETHERNET, linked(ETHERNET, tcp(*FOUR)) + bytes(6)).data == b""


def test_what_the_capture_left_out_is_counted():
    packet = tcp(*FOUR, data=b"x" * 100)
    assert segment_of(RAW, packet[:-30]).lost == 30
    assert segment_of(RAW, udp(*SIX, b"x" * 100)[:-30]).lost == 30


def test_a_length_that_the_card_was_to_fill_in_is_that_of_the_packet():
    packet = tcp(*FOUR, data=b"hello")
    assert segment_of(RAW, packet[:2] + bytes(2) + packet[4:]).data == b"hello"
    packet = tcp(*SIX, data=b"hello")
    assert segment_of(RAW, packet[:4] + bytes(2) + packet[6:]).data == b"hello"


def test_extension_headers_are_passed():
    inner = tcp(*SIX, data=b"hello")[40:]
    hops = b"\x00" + b"\x3c\x00" + bytes(6) + b"\x06\x00" + bytes(6)
    assert segment_of(RAW, ip(SIX[0][0], SIX[1][0], 6, inner, before=hops)).data == b"hello"
    whole = b"\x2c" + b"\x06\x00\x00\x00" + bytes(4)
    assert segment_of(RAW, ip(SIX[0][0], SIX[1][0], 6, inner, before=whole)).data == b"hello"


ARP = bytes(12) + b"\x08\x06" + bytes(28)


@pytest.mark.parametrize(
    ("link", "data", "told", "harmless"),
    [
        (ETHERNET, ARP, "ARP, which finds neighbours", True),
        (ETHERNET, bytes(12) + b"\x88\xcc" + bytes(40), "no IP", True),
        (ETHERNET, bytes(10), "cut within its headers", False),
        (RAW, b"", "cut within its headers", False),
        (RAW, b"\x45" + bytes(10), "cut within its headers", False),
        (RAW, b"\x60" + bytes(30), "cut within its headers", False),
        (RAW, b"\x35" + bytes(30), "no IP", False),
        (RAW, tcp(*FOUR)[:30], "cut within its headers", False),
        (RAW, ip(*("10.0.0.1", "10.0.0.2"), 1, bytes(8)), "ICMP", True),
        (RAW, ip(*("10.0.0.1", "10.0.0.2"), 47, bytes(8)), "GRE", False),
        (RAW, ip(*("10.0.0.1", "10.0.0.2"), 200, bytes(8)), "IP protocol 200", False),
        (RAW, ip(*("10.0.0.1", "10.0.0.2"), 6, bytes(20)), "no TCP", False),
        (RAW, ip(*("10.0.0.1", "10.0.0.2"), 6, bytes(20), fragment=0x2000), "a fragment of IP",
         False),
        (RAW, ip(*("10.0.0.1", "10.0.0.2"), 6, bytes(20), fragment=185), "a fragment of IP", False),
        (RAW, ip("::1", "::2", 6, bytes(20), before=b"\x2c\x06\x00\x00\x01" + bytes(4)),
         "a fragment of IP", False),
        (147, bytes(40), "of the link type 147, which auditor does not know", False),
    ],
)  # fmt: skip
def test_what_is_not_scanned_is_named(link, data, told, harmless):
    with pytest.raises(Unscanned) as err:
        segment_of(link, data)
    assert (str(err.value), err.value.harmless) == (told, harmless)


def test_the_packet_can_be_had_from_its_ip_header_on():
    packet = tcp(*FOUR)
    assert network_of(SLL, linked(SLL, packet)) == packet


def test_headers_that_never_end_are_given_up():
    chain = b"".join(struct.pack(">BB6x", 0, 0) for _ in range(50))
    with pytest.raises(Unscanned):
        segment_of(RAW, ip("::1", "::2", 0, b"", before=b"\x00" + chain))
