"""Joins the messages of a WebSocket; wsproto reads the frames."""

import zlib
from typing import cast

from wsproto.extensions import Extension, PerMessageDeflate
from wsproto.frame_protocol import Frame, FrameProtocol, Opcode, ParseFailed

from auditor.capture.frames import FRAMES_CAP, Frames
from auditor.capture.packets.line import Line
from auditor.capture.packets.pair import Pair
from auditor.capture.packets.room import Body, Lost

_STEP = 4096
"""Bytes read at once: they may unpack to a thousand times as many."""


class WebSocket:
    """A Talk: what follows a request that was answered with 101."""

    def __init__(self, pair: Pair, line: Line) -> None:
        self._pair = pair
        self._line = line
        told = pair.received.header("sec-websocket-extensions") if pair.received else ""
        self._sides = {
            mine: _Side(told, pair.started, pair.sent.body, mine=mine) for mine in (True, False)
        }

    def take(self, data: bytes, at: float, *, mine: bool) -> None:
        """The next bytes of a side."""
        self._pair.ended = at
        for start in range(0, len(data), _STEP):
            self._sides[mine].take(data[start : start + _STEP], at)

    def miss(self, size: int, *, mine: bool) -> None:  # noqa: ARG002 - as every Talk has it
        """Nothing after it can be read."""
        self._sides[mine].frames.cut = self._sides[mine].done = True

    def end(self, at: float) -> None:
        """Write the request with all messages."""
        pair = self._pair
        pair.answered = True
        for side in self._sides.values():
            side.end(at)
        pair.sent.frames = self._sides[True].frames
        if pair.received:
            pair.received.frames = self._sides[False].frames
        pair.write(self._line)


class _Side:
    """What one side says."""

    def __init__(self, extensions: str, started: float, room: Body, *, mine: bool) -> None:
        self._room = room
        # Who reads the client's frames is the server.
        self._frames = FrameProtocol(client=not mine, extensions=_agreed(extensions))
        self._message = bytearray()
        self._is_text = True
        self.frames = Frames(started)
        self.done = False

    def take(self, data: bytes, at: float) -> None:
        if self.done:
            return
        self._frames.receive_bytes(data)
        try:
            for frame in self._frames.received_frames():
                if frame.opcode in (Opcode.TEXT, Opcode.BINARY):
                    self._take(frame, at)
                elif frame.opcode is Opcode.CLOSE:
                    self.done = True
                    return
        except (Lost, ParseFailed, zlib.error, UnicodeDecodeError, ValueError, LookupError):
            self.frames.cut = self.done = True

    def end(self, at: float) -> None:
        """What has come of a message that goes on is a message, and not whole."""
        if self._message:
            self.frames.cut = True
            self.frames.take(bytes(self._message), is_text=self._is_text, at=at)

    def _take(self, frame: Frame, at: float) -> None:
        content = frame.payload
        self._room.charge(len(content))
        self._message += content.encode() if isinstance(content, str) else cast("bytes", content)
        self._is_text = frame.opcode is Opcode.TEXT
        if len(self._message) > FRAMES_CAP:
            self.frames.cut = self.done = True
            self._message.clear()
        elif frame.message_finished:
            self.frames.take(bytes(self._message), is_text=self._is_text, at=at)
            self._message.clear()


def _agreed(extensions: str) -> list[Extension]:
    """How messages are packed, as the server's header says."""
    packed = PerMessageDeflate()
    if "permessage-deflate" in extensions:
        try:
            packed.finalize(extensions)
        except (ValueError, LookupError):
            return []  # packed messages then break the rules, and are told as cut
    return [packed]
