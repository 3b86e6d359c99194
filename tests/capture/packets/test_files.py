import pytest

from auditor.capture.packets.files import keys_in, packets_in
from tests.capture.packets.making import RAW, block, option, pcap, pcapng, secrets

PACKET = b"E" * 40


@pytest.mark.parametrize(
    "content", [pcap(PACKET, link=RAW), pcapng(PACKET), pcapng(PACKET, order=">")]
)
def test_packets_are_read_from_either_format(tmp_path, content):
    path = tmp_path / "some"
    path.write_bytes(content)
    assert [each.data for each in packets_in(path)] == [PACKET]
    assert keys_in(path) == b""


def test_keys_and_names_come_from_pcapng(tmp_path):
    path = tmp_path / "some"
    path.write_bytes(pcapng() + secrets(b"KEYS") + block(4, option(1, b"\1\2\3\4a.test")))
    told = []
    assert list(packets_in(path, lambda *each: told.append(each))) == []
    assert told == [("1.2.3.4", "a.test")]
    assert keys_in(path) == b"KEYS\n"
