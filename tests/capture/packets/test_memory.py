"""Memory stays flat however long a capture is."""

import multiprocessing
import resource
from pathlib import Path

from auditor.capture.packets.reading import read_packets
from tests.capture.packets.making import CLIENT, RAW, REQUEST, Talk, pcap

HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"
MEMORY = 150 * 2**20
"""Of the address space, over what is mapped before; the file has 200 MB."""


def written(path):
    """A file of 200 exchanges of a megabyte each; in every second one, nobody says goodbye."""
    with path.open("wb") as file:
        file.write(pcap(link=RAW))
        for port in range(200):
            talk = Talk(client=(CLIENT, 10_000 + port), size=60_000)
            talk.client(REQUEST).server(HEAD + bytes(1_000_000))
            packets = (talk.close() if port % 2 else talk).packets
            file.write(pcap(*packets, link=RAW)[24:])


def counted(path, told):
    """In a process of its own, that may not grow."""
    mapped = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (mapped + MEMORY, mapped + MEMORY))
    whole = 0
    cut = 0
    for each in read_packets(path):
        whole += len(each.received.content.body) == 1_000_000
        cut += each.received.content.truncated == "body-cap"
    told.put((whole, cut))


def test_a_long_capture_fits_into_bounded_memory(tmp_path):
    path = tmp_path / "long.pcap"
    written(path)
    assert path.stat().st_size > 200_000_000
    context = multiprocessing.get_context("fork")
    told = context.Queue()
    child = context.Process(target=counted, args=(path, told), daemon=True)
    child.start()
    whole, cut = told.get(timeout=120)
    child.join(timeout=30)
    assert child.exitcode == 0
    assert (whole, cut) == (200, 0)
