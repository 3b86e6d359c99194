"""The memory that what is open of one file may take, all together."""

from auditor.capture.chunks import BODY_CAP, TIMES_CAP

ALTOGETHER = 96 * 2**20
"""Bytes of all heads, bodies and messages that are not written yet."""


class Lost(Exception):
    """What is spoken cannot be followed any more; the message says why."""


class Room:
    """What is left of it."""

    def __init__(self, left: int = ALTOGETHER) -> None:
        self.left = left


class Body:
    """One body while it passes; ``started`` is the exchange's start in seconds since 1970."""

    def __init__(self, room: Room, started: float) -> None:
        self._room = room
        self._started = started
        self._kept = bytearray()
        self._times: list[float] = []
        self._beside = 0
        self.cut = ""
        """The bound or the loss that ended it; what follows is not kept."""

    def take(self, data: bytes, at: float) -> None:
        """Keep a copy, as long as there is room."""
        if self.cut or not data:
            return
        fits = min(BODY_CAP - len(self._kept), self._room.left)
        self.cut = "body-cap" if len(data) > fits else ""
        self._kept += data[:fits]
        self._room.left -= min(len(data), fits)
        if len(self._times) < TIMES_CAP:
            self._times.append(round(max(at - self._started, 0), 6))

    def charge(self, size: int) -> None:
        """Take room for what stands beside the body until that is released; Lost without any."""
        if size > self._room.left:
            raise Lost("more at once than memory should hold")
        self._room.left -= size
        self._beside += size

    def release(self) -> bytes:
        """What was kept; the room that it took is free again."""
        kept = bytes(self._kept)
        self._room.left += len(kept) + self._beside
        self._beside = 0
        self._kept.clear()
        return kept

    @property
    def times(self) -> tuple[float, ...]:
        """Seconds from the start at which each part passed."""
        return tuple(self._times)
