"""Counts what went over UDP: questions for names, QUIC, and everything else."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import ip_address

from auditor.capture.importing.entry import Entry
from auditor.capture.packets.hello import offered
from auditor.capture.packets.layers import Segment
from auditor.capture.packets.names import Names
from auditor.evidence.exchange import Connection, Failure

MAX_FLOWS = 4096
"""Flows at once; with more, the one that was silent for longest is written as it is."""
MAX_HELLOS = 20_000
"""QUIC handshakes that are opened in one file: each costs a millisecond."""
_TRIES = 3
"""Datagrams of a client in which its ClientHello may stand."""
_LONGEST = 2048
"""Bytes kept of such a datagram: no path carries longer ones."""
_NAMES = 53
_HERE = (5353, 5355, 1900, 67, 68, 137, 138, 546, 547)
"""Ports of what finds names and devices on the same network."""

type Key = tuple[bytes, int, bytes, int, str]


@dataclass(slots=True)
class Flow:
    """What one client said to one server, and back."""

    started: float
    last: float
    sent: int = 0
    received: int = 0
    questions: int = 0
    quic: bool = False
    hellos: list[bytes] = field(default_factory=list)
    """The first datagrams, until the handshake was opened."""
    tries: int = 0
    host: str = ""
    ja4: str = ""
    encrypted_name: bool = False


class Datagrams:
    """The flows of a capture."""

    def __init__(self, write: Callable[[Callable[[], Entry]], None], names: Names) -> None:
        self._write = write
        self._names = names
        self._open: OrderedDict[Key, Flow] = OrderedDict()
        self._opened = 0
        self.here = 0
        """Datagrams to everybody on the same network."""

    def take(self, segment: Segment, at: float, app: str) -> None:
        """One datagram."""
        source, target = segment.source, segment.target
        if _to_everybody(target[0]) or {source[1], target[1]} & set(_HERE):
            self.here += 1
        elif _NAMES in (source[1], target[1]):
            asks = target[1] == _NAMES
            server = target if asks else source
            flow = self._flow((b"", 0, *server, app), at)
            flow.questions += asks and self._names.answered(segment.data)
            if not asks:
                self._names.answered(segment.data)
        else:
            self._other(segment, at, app)

    def finish(self) -> None:
        """The capture is over."""
        while self._open:
            self._end(*self._open.popitem(last=False))

    def _other(self, segment: Segment, at: float, app: str) -> None:
        back = (*segment.target, *segment.source, app)
        key: Key = (*segment.source, *segment.target, app)
        mine = back not in self._open
        if mine and key not in self._open and segment.source[1] < segment.target[1]:
            mine, key = False, back  # the capture begins with an answer
        flow = self._flow(key if mine else back, at)
        size = len(segment.data) + segment.lost
        flow.sent += size * mine
        flow.received += size * (not mine)
        if mine and not flow.ja4 and flow.tries < _TRIES and _is_initial(segment.data):
            flow.quic = True
            self._hello(flow, segment.data)

    def _hello(self, flow: Flow, data: bytes) -> None:
        flow.hellos.append(data[:_LONGEST])
        flow.tries += 1
        self._opened += 1
        if self._opened > MAX_HELLOS:
            return
        from mitmproxy.proxy.layers.quic import (  # noqa: PLC0415 - few captures hold QUIC
            quic_parse_client_hello_from_datagrams,
        )

        try:
            hello = quic_parse_client_hello_from_datagrams(flow.hellos)
            found = offered(hello, quic=True) if hello else None
        except (ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, TypeError,
                ValueError):  # fmt: skip
            # The parsers are others', and a stranger's bytes may break them anywhere.
            found = None
        if found or flow.tries == _TRIES:
            flow.hellos.clear()
        if found:
            flow.host, flow.ja4 = found.host, found.ja4
            flow.encrypted_name = found.encrypted_name

    def _flow(self, key: Key, at: float) -> Flow:
        flow = self._open.get(key)
        if flow is None:
            flow = self._open[key] = Flow(at, at)
            if len(self._open) > MAX_FLOWS:
                self._end(*self._open.popitem(last=False))
        self._open.move_to_end(key)
        flow.last = at
        return flow

    def _end(self, key: Key, flow: Flow) -> None:
        address, port, app = str(ip_address(key[2])), key[3], key[4]
        count = f"{flow.sent} bytes sent, {flow.received} received"
        if port == _NAMES:
            scheme, told = "dns", f"{flow.questions} questions for names"
        elif flow.quic:
            scheme, told = "quic", f"encrypted (QUIC): {count}"
        else:
            scheme, told = "udp", f"not HTTP: {count}"
        connection = Connection(
            scheme=scheme,
            host=flow.host or self._names.of(address) or address,
            port=port,
            visibility="cleartext" if scheme == "dns" else "opaque",
            address=address,
            ja4=flow.ja4,
            encrypted_name=flow.encrypted_name,
        )
        failure = Failure("not-understood", told)
        ended = max(flow.last, flow.started)
        entry = Entry(connection, flow.started, ended, failure=failure, app=app)
        self._write(lambda: entry)


def _to_everybody(address: bytes) -> bool:
    if len(address) == 4:
        return address[0] >= 224 or address[3] == 255
    return address[0] == 0xFF


def _is_initial(data: bytes) -> bool:
    """Whether it looks like the first datagram of a QUIC client: a long header of type Initial."""
    return len(data) >= 1200 and data[0] & 0xC0 == 0xC0 and data[1:5] != bytes(4)
