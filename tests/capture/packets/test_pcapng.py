import io
import struct

import pytest

from auditor.capture.importing.entry import NotReadable
from auditor.capture.packets import pcapng as reader
from auditor.capture.packets.pcapng import is_pcapng, keys_of, read_pcapng
from tests.capture.packets.making import (
    AT,
    ETHERNET,
    RAW,
    block,
    enhanced,
    interface,
    option,
    pcapng,
    secrets,
    section,
)
from tests.capture.packets.test_pcapdroid import mapped

PACKET = b"E" * 41


def read(content, named=lambda _address, _name: None):
    found = []
    try:
        found.extend(read_pcapng(io.BytesIO(content), named))
    except NotReadable as err:
        return found, str(err)
    return found, ""


@pytest.mark.parametrize("order", ["<", ">"])
def test_packets_are_read_in_both_orders(order):
    content = pcapng(PACKET, PACKET, order=order)
    assert is_pcapng(content)
    (one, other), lost = read(content)
    assert (one.link, one.data, one.at, lost) == (RAW, PACKET, AT, "")
    assert round(other.at - AT, 6) == 0.001


def test_every_section_has_its_own_order_and_interfaces():
    content = pcapng(PACKET) + pcapng(PACKET, order=">")
    found, lost = read(content + section() + enhanced(PACKET))
    assert (len(found), lost) == (2, "a packet of an interface that was never described")


def test_a_packet_belongs_to_its_interface_with_its_clock():
    nano = option(9, b"\x09") + option(0, b"")
    binary = option(9, b"\x94") + option(14, struct.pack("<q", 100))
    content = section() + interface(ETHERNET, options=nano) + interface(RAW, options=binary)
    content += enhanced(PACKET, ticks=10**9) + enhanced(PACKET, number=1, ticks=2**20)
    (one, other), _ = read(content)
    assert (one.link, round(one.at - AT, 6)) == (ETHERNET, 0)
    assert (other.link, round(other.at - AT, 5)) == (RAW, 100)


def test_simple_and_old_packets_are_read():
    simple = block(3, struct.pack("<I", 41) + PACKET)
    cut = block(3, struct.pack("<I", 1000) + PACKET[:40])
    old = block(2, struct.pack("<HHIIII", 0, 0, 0, 5_000_000, 41, 50) + PACKET)
    found, lost = read(section() + interface() + simple + cut + old)
    assert [(each.data, each.lost, each.at) for each in found] == [
        (PACKET, 0, 0.0), (PACKET[:40], 960, 0.0), (PACKET, 9, 5.0),
    ]  # fmt: skip
    assert lost == ""


def test_a_comment_and_a_block_of_pcapdroid_name_the_app():
    pen = struct.pack("<I", 62652)
    names = block(0xBAD, pen + mapped()) + block(0xBAD, struct.pack("<I", 1) + mapped(7))
    content = section() + interface() + names
    for comment in (b"u-10100", b"u-7", b"hello"):
        content += enhanced(PACKET, options=option(1, comment) + option(0, b""))
    found, _ = read(content)
    assert [each.app for each in found] == ["com.vendor.chat", "", ""]


def test_names_of_addresses_are_told():
    four = option(1, b"\xc0\0\2\7api.vendor.test\0other.test\0")
    six = option(2, bytes(15) + b"\1six.test\0")
    told = []
    read(section() + block(4, four + six + option(0, b"")), lambda *each: told.append(each))
    assert told == [
        ("192.0.2.7", "api.vendor.test"), ("192.0.2.7", "other.test"), ("::1", "six.test"),
    ]  # fmt: skip


def test_keys_are_found_wherever_they_stand():
    content = pcapng(PACKET) + secrets(b"CLIENT_RANDOM a b\n") + enhanced(PACKET)
    content += block(10, struct.pack("<II", 0x57474B4C, 4) + b"wire") + secrets(
        b"CLIENT_RANDOM c d"
    )
    assert keys_of(io.BytesIO(content)) == b"CLIENT_RANDOM a b\nCLIENT_RANDOM c d\n"
    assert keys_of(io.BytesIO(content[:-3])) == b"CLIENT_RANDOM a b\n"


GOOD = pcapng(PACKET)


@pytest.mark.parametrize(
    ("content", "count", "why"),
    [
        (GOOD + b"\6\0", 1, "it ends in the middle of a block"),
        (GOOD[:-5], 0, "it ends in the middle of a block"),
        (GOOD + struct.pack("<II", 6, 4), 1, "a block of no possible size"),
        (GOOD + struct.pack("<II", 6, 33), 1, "a block of no possible size"),
        (GOOD + b"\x0a\x0d\x0d\x0a" + bytes(8), 1, "a section without a byte order"),
        (GOOD + block(6, bytes(8)), 1, "a block that is too short for what it should hold"),
        (GOOD + block(3, b""), 1, "a block that is too short for what it should hold"),
        (GOOD + enhanced(PACKET, number=9), 1, "a packet of an interface that was never described"),
        (GOOD + block(6, struct.pack("<IIIII", 0, 0, 0, 99, 99) + PACKET), 1,
         "a packet that is longer than the block it stands in"),
        (section() + interface() * 1001, 0, "more than 1000 interfaces"),
        (GOOD + block(99, b"what") + enhanced(PACKET), 2, ""),
    ],
)  # fmt: skip
def test_what_makes_no_sense_ends_it(content, count, why):
    found, lost = read(content)
    assert (len(found), lost) == (count, why)


def test_a_block_that_is_too_large_is_passed_by(monkeypatch):
    monkeypatch.setattr(reader, "MAX_BLOCK", 200)
    found, lost = read(GOOD + block(6, bytes(1000)) + enhanced(PACKET))
    assert (len(found), lost) == (2, "")


class Pipe(io.BytesIO):
    def seekable(self):
        return False

    def seek(self, *_):
        raise OSError


def test_a_pipe_is_read_as_well(monkeypatch):
    monkeypatch.setattr(reader, "MAX_BLOCK", 200)
    content = GOOD + block(6, bytes(1000)) + enhanced(PACKET)
    assert len(list(read_pcapng(Pipe(content)))) == 2
