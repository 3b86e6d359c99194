"""Whatever bytes a capture of packets holds, it is read in part or refused in a line."""

import warnings

from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.capture.importing.bringing import Bringing, bring
from auditor.errors import AuditorError
from tests.capture.packets.broken import GOOD_PCAP, GOOD_PCAPNG
from tests.capture.packets.making import RAW, a_talk, pcap
from tests.making import a_writer

CHANGES = st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=4)), max_size=12)


def imported(tmp_path_factory, content):
    folder = tmp_path_factory.mktemp("fuzz")
    path = folder / "some"
    path.write_bytes(content)
    with warnings.catch_warnings(), a_writer(folder) as writer:
        warnings.simplefilter("error")
        try:
            return bring(Bringing(path, "web", "p"), writer, (), lambda _: None)
        except AuditorError as err:
            lines = str(err).splitlines()
    assert len(lines) == 1
    return None


@settings(max_examples=30)
@given(content=st.sampled_from([GOOD_PCAP, GOOD_PCAPNG]), changes=CHANGES)
def test_a_file_with_any_bytes_changed(tmp_path_factory, content, changes):
    some = bytearray(content)
    for share, put in changes:
        at = 24 + int(share * (len(some) - 24))
        some[at : at + len(put)] = put
    imported(tmp_path_factory, bytes(some))


@settings(max_examples=30)
@given(
    packets=st.lists(st.binary(max_size=80), max_size=6),
    link=st.sampled_from([0, 1, 101, 108, 113, 228, 276, 999]),
)
def test_any_packets_on_any_link(tmp_path_factory, packets, link):
    imported(tmp_path_factory, pcap(*packets, link=link, link_them=False))


STARTS = (b"", b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", b"HTTP/1.1 200 OK\r\n", b"\x16\x03\x01\0\x40\1\0",
          b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")  # fmt: skip
SAID = st.tuples(st.sampled_from(STARTS), st.binary(max_size=60)).map(b"".join)


@settings(max_examples=40)
@given(request=SAID, response=SAID, left_out=st.sets(st.integers(0, 9)))
def test_any_conversation_with_any_packets_missing(tmp_path_factory, request, response, left_out):
    packets = a_talk(request, response, size=13)
    kept = [each for at, each in enumerate(packets) if at not in left_out]
    made = imported(tmp_path_factory, pcap(*kept, link=RAW))
    assert made is None if not kept else made.read + made.passed > 0
