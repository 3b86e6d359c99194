"""Reads along while two sides agree on TLS, until they go on under its protection."""

from auditor.capture.packets.hello import (
    Agreed,
    Offered,
    agreed_in,
    certificate_in,
    offered_in,
)
from auditor.evidence.exchange import Certificate

MAX_MESSAGE = 2**15
"""Bytes of one message of a handshake."""
_MAX_RECORD = 2**14 + 2048
_CHANGE, _ALERT, _HANDSHAKE, _DATA = 20, 21, 22, 23
_CLIENT_HELLO, _SERVER_HELLO, _CERTIFICATE = 1, 2, 11
_FATAL = 2


class Handshake:
    """What both sides say in the clear."""

    def __init__(self) -> None:
        self.offered: Offered | None = None
        self.agreed: Agreed | None = None
        self.certificate: Certificate | None = None
        self.alert: tuple[bool, int] | None = None
        """Whether the client sent the one that ended it, and what it says."""
        self._sides = {True: _Side(), False: _Side()}

    def take(self, data: bytes, *, mine: bool) -> None:
        """The next bytes of the client (``mine``) or the server."""
        side = self._sides[mine]
        if side.done:
            return
        side.bytes += data
        while not side.done and len(side.bytes) >= 5:
            kind, size = side.bytes[0], int.from_bytes(side.bytes[3:5])
            if kind not in (_CHANGE, _ALERT, _HANDSHAKE, _DATA) or size > _MAX_RECORD:
                side.finish()
            elif len(side.bytes) < 5 + size:
                return
            else:
                record = bytes(side.bytes[5 : 5 + size])
                del side.bytes[: 5 + size]
                self._record(side, kind, record, mine=mine)

    def miss(self, *, mine: bool) -> None:
        """Bytes of a side are not in the capture: what follows is not read."""
        self._sides[mine].finish()

    def _record(self, side: "_Side", kind: int, record: bytes, *, mine: bool) -> None:
        if kind == _DATA:
            side.finish()
        elif kind == _CHANGE:
            # A server that asks for another ClientHello in TLS 1.3 sends this between its answers.
            if not (self.agreed and self.agreed.retry):
                side.finish()
        elif kind == _ALERT:
            if len(record) == 2 and record[0] == _FATAL:
                self.alert = self.alert or (mine, record[1])
        else:
            side.message += record
            self._messages(side, mine=mine)

    def _messages(self, side: "_Side", *, mine: bool) -> None:
        while len(side.message) >= 4:
            kind, size = side.message[0], int.from_bytes(side.message[1:4])
            if size > MAX_MESSAGE:
                side.finish()
                return
            if len(side.message) < 4 + size:
                return
            content = bytes(side.message[4 : 4 + size])
            del side.message[: 4 + size]
            try:
                self._message(kind, content, mine=mine)
            except ValueError:
                side.finish()

    def _message(self, kind: int, content: bytes, *, mine: bool) -> None:
        if mine and kind == _CLIENT_HELLO and self.offered is None:
            self.offered = offered_in(content)
        elif not mine and kind == _SERVER_HELLO:
            self.agreed = agreed_in(content)
        elif not mine and kind == _CERTIFICATE and self.certificate is None:
            self.certificate = certificate_in(content)


class _Side:
    """What one side said and was not read yet."""

    def __init__(self) -> None:
        self.bytes = bytearray()
        self.message = bytearray()
        self.done = False

    def finish(self) -> None:
        """Read no more of it."""
        self.done = True
        self.bytes.clear()
        self.message.clear()
