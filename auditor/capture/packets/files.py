"""The packets of a file, whichever of the formats it has."""

from collections.abc import Callable, Iterator
from pathlib import Path

from auditor.capture.packets.packet import Packet
from auditor.capture.packets.pcap import is_pcap, read_pcap
from auditor.capture.packets.pcapng import is_pcapng, keys_of, read_pcapng


def packets_in(
    path: Path, named: Callable[[str, str], None] = lambda _address, _name: None
) -> Iterator[Packet]:
    """Each packet in order, while ``named`` is told of addresses and names; NotReadable."""
    with path.open("rb") as file:
        head = file.read(12)
        file.seek(0)
        yield from read_pcap(file) if is_pcap(head) else read_pcapng(file, named)


def keys_in(path: Path) -> bytes:
    """The TLS keys that a file carries along, as lines of a key log; mostly none."""
    with path.open("rb") as file:
        head = file.read(12)
        file.seek(0)
        return keys_of(file) if is_pcapng(head) else b""
