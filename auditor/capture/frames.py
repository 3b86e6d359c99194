"""Keeps the messages of a WebSocket, up to a bound."""

import base64
import time
from dataclasses import dataclass

FRAMES_CAP = 8 * 2**20
"""Bytes kept of one side's messages."""
COUNT_CAP = 50_000
"""Messages kept of one side."""


@dataclass(frozen=True, slots=True)
class Part:
    """One message, as ``joined`` lists it."""

    channel: str
    text: str


class Frames:
    """One side's messages; ``started`` is the exchange's start in seconds since 1970."""

    def __init__(self, started: float) -> None:
        self._started = started
        self._size = 0
        self.messages: list[tuple[bytes, bool]] = []
        """Content, and whether it is text."""
        self.times: list[float] = []
        self.cut = False

    def take(self, content: bytes, *, is_text: bool, at: float | None = None) -> None:
        """Keep one message, if there is room; ``at`` in seconds since 1970, by default now."""
        if self._size + len(content) > FRAMES_CAP or len(self.messages) >= COUNT_CAP:
            self.cut = True
            return
        self._size += len(content)
        self.messages.append((content, is_text))
        self.times.append(round((time.time() if at is None else at) - self._started, 6))


def part(content: bytes, *, is_text: bool) -> Part:
    """A message as text: UTF-8, or base64 for a binary one."""
    if is_text:
        return Part("websocket", content.decode("utf-8", "replace"))
    return Part("websocket-binary", base64.b64encode(content).decode())
