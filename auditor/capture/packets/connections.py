"""Follows the TCP connections of a capture; as many as memory may hold at once."""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from ipaddress import ip_address

from auditor.capture.importing.entry import Entry
from auditor.capture.packets.assembling import Assembling, Piece
from auditor.capture.packets.layers import Segment
from auditor.capture.packets.line import Line
from auditor.capture.packets.names import Names
from auditor.capture.packets.room import Room
from auditor.capture.packets.spoken import Spoken
from auditor.evidence.exchange import Failure

MAX_OPEN = 1024
"""Connections at once; with more, the one that was silent for longest is written as it is."""
WAITING = 32 * 2**20
"""Bytes of all connections that wait for what is missing before them."""
LINGERING = 64
"""Ended connections that may still get packets that were late, or were sent again."""
FIN, SYN, RST, ACK = 1, 2, 4, 16

type Key = tuple[tuple[bytes, int], tuple[bytes, int]]


@dataclass(slots=True)
class Connection:
    """One connection; the first of its two ends in the key is the client."""

    key: Key
    spoken: Spoken
    begun: bool
    """Whether the capture holds its beginning."""
    sides: dict[bool, Assembling]
    last: float = 0.0
    accepted: bool = False
    refused: bool = False
    ended: set[bool] = field(default_factory=set)
    """Sides that said their last."""
    over: bool = False


class Connections:
    """What is open, and what was closed just now."""

    def __init__(
        self,
        write: Callable[[Callable[[], Entry]], None],
        names: Names,
        room: Room,
        sealed: str,
    ) -> None:
        self._write = write
        self._names = names
        self._room = room
        self._waiting = Room(WAITING)
        self._sealed = sealed
        self._open: OrderedDict[Key, Connection] = OrderedDict()
        self._ending: OrderedDict[Key, None] = OrderedDict()
        self._closed: OrderedDict[Key, None] = OrderedDict()
        self._current: tuple[Connection, bool] | None = None
        self.without_data = 0
        """Packets without data, of connections of which the capture holds no more."""
        self.late = 0
        """Packets with data, of connections that had ended long before."""

    def take(self, segment: Segment, at: float, app: str) -> None:
        """One segment; ``settle`` must follow."""
        found = self._of(segment, at, app)
        if found is None:
            return
        connection, mine = found
        self._current = found
        connection.last = at
        flags, sequence = segment.flags, segment.sequence
        side = connection.sides[mine]
        if flags & SYN:
            side.begin(sequence)
            sequence += 1
            connection.accepted = connection.accepted or not mine
        for piece in side.take(sequence, segment.data, segment.lost):
            _say(connection, piece, at, mine=mine)
        if flags & RST:
            connection.refused = not mine and not connection.accepted
            connection.over = True
        elif flags & FIN:
            connection.ended.add(mine)
            connection.over = len(connection.ended) == 2

    def decrypted(self, data: bytes, at: float) -> None:
        """What the packet that was just taken said under the protection of TLS."""
        if self._current:
            connection, mine = self._current
            connection.spoken.decrypted(data, at, mine=mine)

    def settle(self) -> None:
        """Nothing more is to be said of the packet that was just taken."""
        if self._current and self._current[0].over:
            self._ending[self._current[0].key] = None
        self._current = None
        while len(self._ending) > LINGERING:
            self._finish(self._open[next(iter(self._ending))])
        while len(self._open) > MAX_OPEN:
            self._finish(next(iter(self._open.values())))

    def finish(self) -> Iterator[None]:
        """The capture is over: finish one connection at a time."""
        while self._open:
            self._finish(next(iter(self._open.values())))
            yield

    def _of(self, segment: Segment, at: float, app: str) -> tuple[Connection, bool] | None:
        """The connection that a segment belongs to, and whether the client sent it."""
        straight, back = (segment.source, segment.target), (segment.target, segment.source)
        begins = segment.flags & (SYN | ACK) == SYN
        known = straight if straight in self._open else back if back in self._open else None
        if known and begins and self._again(known, segment, mine=known == straight):
            known = None
        if known:
            self._open.move_to_end(known)
            return self._open[known], known == straight
        late = straight in self._closed or back in self._closed
        if not begins and (late or not (segment.data or segment.lost or segment.flags & SYN)):
            self.late += late and bool(segment.data)
            self.without_data += not late
            return None
        key = straight if begins or (not segment.flags & SYN and _asks(segment)) else back
        self._open[key] = self._made(key, segment, at, app)
        return self._open[key], key == straight

    def _again(self, key: Key, segment: Segment, *, mine: bool) -> bool:
        """Whether both ends' ports are used for another connection now; the old one is finished."""
        if not self._open[key].sides[mine].began_elsewhere(segment.sequence):
            return False
        self._finish(self._open[key])
        return True

    def _made(self, key: Key, segment: Segment, at: float, app: str) -> Connection:
        address = str(ip_address(key[1][0]))
        line = Line(
            address=address,
            port=key[1][1],
            app=app,
            write=self._write,
            room=self._room,
            named=lambda: self._names.of(address),
            sealed=self._sealed,
        )
        self._closed.pop(key, None)
        sides = {mine: Assembling(self._waiting) for mine in (True, False)}
        return Connection(key, Spoken(line, at), bool(segment.flags & SYN), sides)

    def _finish(self, connection: Connection) -> None:
        del self._open[connection.key]
        self._ending.pop(connection.key, None)
        self._closed[connection.key] = None
        if len(self._closed) > MAX_OPEN:
            self._closed.popitem(last=False)
        for mine, side in connection.sides.items():
            for piece in side.rest():
                _say(connection, piece, connection.last, mine=mine)
        spoken = connection.spoken
        if spoken.said:
            spoken.end(connection.last)
        elif connection.refused:
            spoken.silent("error", Failure("unreachable", "the server refused the connection"))
        elif not connection.accepted and connection.begun:
            spoken.silent("error", Failure("unreachable", "the server did not answer"))
        else:
            spoken.silent("opaque", Failure("dropped", "closed before anything was sent"))


def _say(connection: Connection, piece: Piece, at: float, *, mine: bool) -> None:
    if piece.missing:
        connection.spoken.miss(piece.missing, mine=mine)
    if piece.data:
        connection.spoken.take(piece.data, at, mine=mine)


def _asks(segment: Segment) -> bool:
    """Whether a segment from the middle of a connection looks like a client's."""
    if segment.data.startswith((b"HTTP/1.", b"SSH-")):
        return False
    if segment.data[:1] == b"\x16" and len(segment.data) > 5:
        return segment.data[5] == 1
    return segment.source[1] >= segment.target[1]
