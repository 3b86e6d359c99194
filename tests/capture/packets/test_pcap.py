import io

import pytest

from auditor.capture.importing.entry import NotReadable
from auditor.capture.packets.packet import MAX_BYTES
from auditor.capture.packets.pcap import is_pcap, read_pcap
from tests.capture.packets.making import AT, ETHERNET, RAW, pcap


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("nano", [False, True])
def test_packets_are_read_in_both_orders_and_fractions(order, nano):
    content = pcap(b"E" * 40, (b"E" * 41, 7), link=RAW, order=order, nano=nano)
    assert is_pcap(content)
    one, other = read_pcap(io.BytesIO(content))
    assert (one.link, one.data, one.lost, one.at) == (RAW, b"E" * 40, 0, AT)
    assert (other.lost, round(other.at - AT, 6)) == (7, 0.001)


GOOD = pcap(b"E" * 40, link=RAW)


@pytest.mark.parametrize(
    ("content", "count", "why"),
    [
        (GOOD[:10], 0, "it ends in the middle of its head"),
        (GOOD[:30], 0, "it ends in the middle of a packet"),
        (GOOD[:-1], 0, "it ends in the middle of a packet"),
        (GOOD + b"\0\0\0", 1, "it ends in the middle of a packet"),
        (GOOD + b"\xff" * 16, 1, "a packet of 4,294,967,295 bytes, which no network carries"),
    ],
)
def test_where_it_is_cut_it_says_so(content, count, why):
    found = []
    with pytest.raises(NotReadable, match=f"^{why}$"):
        found.extend(read_pcap(io.BytesIO(content)))
    assert len(found) == count


def test_the_largest_packet_is_read():
    (found,) = read_pcap(io.BytesIO(pcap(bytes(MAX_BYTES), link=RAW)))
    assert len(found.data) == MAX_BYTES


def test_a_trailer_names_the_app_and_is_no_part_of_the_packet():
    frame = bytes(14) + b"E" * 40 + b"\x01\x07\x20\x21\0\0\x27\x74Chat" + bytes(16) + b"sum!"
    content = pcap(frame, frame[:54], link=ETHERNET, link_them=False)
    named, plain = read_pcap(io.BytesIO(content))
    assert (named.app, named.data) == ("Chat", frame[:54])
    assert (plain.app, plain.data) == ("", frame[:54])


@pytest.mark.parametrize("head", [b"", b"\xd4\xc3", b"\x0a\x0d\x0d\x0a", b"\xa1\xb2\xcd\x34"])
def test_other_beginnings_are_none(head):
    assert not is_pcap(head)
