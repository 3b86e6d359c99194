"""Reads captures of packets: conversations that can be followed, and counts of all others."""

from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from auditor.capture.importing.entry import Found, Noted, NotReadable, Passed, Rejected
from auditor.capture.packets import opening
from auditor.capture.packets.connections import Connections
from auditor.capture.packets.datagrams import Datagrams
from auditor.capture.packets.files import keys_in, packets_in
from auditor.capture.packets.layers import Unscanned, segment_of
from auditor.capture.packets.names import Names
from auditor.capture.packets.opening import Opening
from auditor.capture.packets.packet import Packet
from auditor.capture.packets.room import Room

NO_KEYS = "and the capture holds no keys"
NO_TSHARK = "and its keys were not used, because tshark is not installed"
NOT_OPENED = "and the keys at hand open nothing in it"
MISSING = "TLS stayed closed: tshark, which opens it with the keys, is not installed"


def read_packets(path: Path, keys: bytes = b"") -> Iterator[Found]:
    """What was spoken, as each conversation ends; NotReadable where the rest is lost.

    ``keys`` are lines of a key log, beside those that the file itself carries.
    """
    keys += keys_in(path)
    sealed = NO_KEYS if not keys else NOT_OPENED if opening.is_there() else NO_TSHARK
    with ExitStack() as stack:
        opened = stack.enter_context(Opening(path, keys)) if sealed == NOT_OPENED else None
        reading = _Reading(sealed, opened)
        lost: NotReadable | None = None
        try:
            for packet in packets_in(path, reading.names.learn):
                reading.take(packet)
                yield from reading.found()
        except NotReadable as err:
            lost = err
        yield from reading.rest()
    if sealed == NO_TSHARK:
        yield Noted(MISSING)
    if lost:
        raise lost


class _Reading:
    """What is open of one file."""

    def __init__(self, sealed: str, opened: Opening | None) -> None:
        self._found: deque[Callable[[], Found]] = deque()
        self._opened = opened
        self.names = Names()
        self._connections = Connections(self._found.append, self.names, Room(), sealed)
        self._datagrams = Datagrams(self._found.append, self.names)
        self._number = 0
        self._harmless: Counter[str] = Counter()
        self._unscanned: Counter[str] = Counter()

    def take(self, packet: Packet) -> None:
        """One packet."""
        try:
            segment = segment_of(packet.link, packet.data)
        except Unscanned as err:
            (self._harmless if err.harmless else self._unscanned)[str(err)] += 1
            return
        if not segment.tcp:
            self._datagrams.take(segment, packet.at, packet.app)
            return
        self._number += 1
        self._connections.take(segment, packet.at, packet.app)
        if self._opened:
            for data in self._opened.of(self._number):
                self._connections.decrypted(data, packet.at)
        self._connections.settle()

    def found(self) -> Iterator[Found]:
        """What can be told by now."""
        while self._found:
            yield self._found.popleft()()

    def rest(self) -> Iterator[Found]:
        """What is left at the end."""
        for _ in self._connections.finish():
            yield from self.found()
        self._datagrams.finish()
        yield from self.found()
        if here := self._datagrams.here:
            self._harmless["UDP to everybody on the same network"] += here
        if stray := self._connections.without_data:
            self._harmless["TCP without data, of connections begun before"] += stray
        if late := self._connections.late:
            self._unscanned["TCP of a connection that had ended before"] += late
        for told, count in sorted(self._harmless.items()):
            yield Passed(f"a packet: {told}", count)
        for told, count in sorted(self._unscanned.items()):
            yield Rejected(f"a packet: {told}", count)
        if self._opened and self._opened.lost:
            yield Rejected("what tshark would have opened: it ended too early")
