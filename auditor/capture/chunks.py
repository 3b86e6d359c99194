"""Keeps what passes by, up to a bound, and lets it pass at once."""

import time

BODY_CAP = 16 * 2**20
"""Bytes kept of one body. More still reaches the client; the exchange says it was cut."""
TIMES_CAP = 20_000
"""Chunks of one body whose times and sizes are kept."""


class Chunks:
    """One body as it passes; ``started`` is the exchange's start in seconds since 1970."""

    def __init__(self, started: float) -> None:
        self._started = started
        self._kept = bytearray()
        self._times: list[float] = []
        self._sizes: list[int] = []
        self.cut = False

    def take(self, data: bytes) -> bytes:
        """Keep a copy and give the data back unchanged."""
        if data:
            room = BODY_CAP - len(self._kept)
            self._kept += data[:room]
            self.cut = self.cut or len(data) > room
            if len(self._times) < TIMES_CAP:
                self._times.append(round(time.time() - self._started, 6))
                self._sizes.append(len(data))
        return data

    @property
    def body(self) -> bytes:
        """What was kept."""
        return bytes(self._kept)

    @property
    def times(self) -> tuple[float, ...]:
        """Seconds from the start at which each chunk passed."""
        return tuple(self._times)

    @property
    def sizes(self) -> tuple[int, ...]:
        """Bytes of each, as it passed."""
        return tuple(self._sizes)
