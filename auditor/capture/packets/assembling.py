"""Puts one direction of a TCP connection in order, within bounds, and says what is missing."""

from bisect import insort
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.capture.packets.room import Room

MAX_WAITING = 2**20
"""Bytes that wait for what is missing before them; with more, it is given up."""
MAX_PIECES = 1000
_WRAP = 2**32
_HALF = 2**31


@dataclass(frozen=True, slots=True)
class Piece:
    """The next bytes; ``missing`` ones are not in the capture and stood before them."""

    data: bytes
    missing: int = 0


class Assembling:
    """One direction; what was taken first wins where segments overlap."""

    def __init__(self, room: Room) -> None:
        self._room = room
        """For what waits, shared with all other connections."""
        self._next: int | None = None
        """The sequence number that is due, counted on beyond 32 bits."""
        self._waiting: list[tuple[int, bytes, int]] = []
        """Place, content, and bytes that the capture left out behind it."""
        self._size = 0
        self._began: int | None = None

    def begin(self, sequence: int) -> None:
        """The first byte follows this number, as SYN says."""
        self._began = sequence
        if self._next is None:
            self._next = sequence + 1

    def began_elsewhere(self, sequence: int) -> bool:
        """Whether another SYN than this one began it: the ports are used again."""
        return self._began != sequence

    def take(self, sequence: int, data: bytes, lost: int = 0) -> Iterator[Piece]:
        """What can be put in order now."""
        if not data and not lost:
            return
        if self._next is None:  # the capture began in the middle
            self._next = sequence
        place = self._next + (sequence - self._next + _HALF) % _WRAP - _HALF
        if place + len(data) + lost <= self._next:
            return
        insort(self._waiting, (place, data, lost))
        self._grow(len(data))
        yield from self._due()
        while self._waiting and (
            self._size > MAX_WAITING or len(self._waiting) > MAX_PIECES or self._room.left < 0
        ):
            yield from self._skip()

    def rest(self) -> Iterator[Piece]:
        """What still waits, once nothing follows."""
        while self._waiting:
            yield from self._skip()

    def _grow(self, size: int) -> None:
        self._size += size
        self._room.left -= size

    def _skip(self) -> Iterator[Piece]:
        """Give up what is missing before the first that waits."""
        assert self._next is not None  # noqa: S101 - for the types; something waits
        missing = self._waiting[0][0] - self._next
        if missing > 0:
            self._next += missing
            yield Piece(b"", missing)
        yield from self._due()

    def _due(self) -> Iterator[Piece]:
        while self._waiting and self._next is not None and self._waiting[0][0] <= self._next:
            place, data, lost = self._waiting.pop(0)
            self._grow(-len(data))
            fresh = data[self._next - place :]
            after = max(place + len(data) + lost - self._next - len(fresh), 0)
            self._next += len(fresh) + after
            if fresh:
                yield Piece(fresh)
            if after:
                yield Piece(b"", after)
