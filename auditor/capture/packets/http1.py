"""Follows HTTP/1 from both sides; h11 reads each message."""

from collections import deque
from collections.abc import Callable
from typing import Any

import h11

from auditor.capture.flows import printable
from auditor.capture.packets.line import Line, Talk
from auditor.capture.packets.messages import (
    TO_ITS_END,
    fresh,
    length,
    listening,
    next_of,
    pairs,
    switches,
    waits,
)
from auditor.capture.packets.pair import GAP, Message, Pair
from auditor.capture.packets.room import Body, Lost
from auditor.capture.packets.websocket import WebSocket

MAX_HELD = 2**15
"""Bytes of one side that wait for the other."""
MAX_OPEN = 1000
"""Requests without an answer on one connection."""
_STEP = 4096
"""Bytes given to h11 at once: it copies what follows a message."""


class Http1:
    """A Talk; Lost when it is no HTTP any more."""

    def __init__(self, line: Line, tunnel: Callable[[Line], Talk]) -> None:
        self._line = line
        self._tunnel = tunnel
        self._pairs: deque[Pair] = deque()
        self._asking = fresh(h11.SERVER)
        self._answering: h11.Connection | None = None
        self._held = {True: bytearray(), False: bytearray()}
        self._left = {True: 0, False: 0}
        """Bytes due of a body whose length is known."""
        self._inner: Talk | None = None

    def take(self, data: bytes, at: float, *, mine: bool) -> None:
        """The next bytes of a side."""
        for start in range(0, len(data), _STEP):
            step = data[start : start + _STEP]
            if self._inner:
                self._inner.take(step, at, mine=mine)
            elif mine:
                self._ask(step, at)
            else:
                self._answer(step, at)

    def miss(self, size: int, *, mine: bool) -> None:
        """A body of known length can do without; nothing else can."""
        if self._inner:
            self._inner.miss(size, mine=mine)
            return
        current = (self._pairs[-1] if mine else self._unanswered()) if self._pairs else None
        message = current and (current.sent if mine else current.received)
        left = self._left[mine]
        if not message or message.whole or self._held[mine] or (left < size and left >= 0):
            if message and not message.whole:
                message.body.cut = message.body.cut or GAP
            raise Lost("packets are missing in the capture")
        message.body.cut = message.body.cut or GAP
        if left != TO_ITS_END:
            for start in range(0, size, 2**16):
                self._skip(bytes(min(2**16, size - start)), mine=mine)

    def end(self, at: float) -> None:
        """Write what is left."""
        if self._inner:
            self._inner.end(at)
            return
        pair = self._unanswered()
        if pair and pair.received and self._answering and self._left[False] == TO_ITS_END:
            pair.received.whole = pair.answered = True
        self.give_up()

    def unread(self) -> str:
        """What is left at the end that nobody read; empty for nothing."""
        if self._inner:
            return ""
        if self._held[False]:
            return "an answer without its request"
        return "a request that is not whole" if self._asking.trailing_data[0] else ""

    def give_up(self) -> None:
        """Write what there is of every request."""
        while self._pairs:
            self._pairs.popleft().write(self._line)

    def _skip(self, nothing: bytes, *, mine: bool) -> None:
        """Bytes that stand for missing ones; the body keeps none of them."""
        at = self._pairs[0].ended
        if mine:
            self._ask(nothing, at)
        else:
            self._answer(nothing, at)

    def _ask(self, data: bytes, at: float) -> None:
        if self._pairs and self._pairs[-1].sent.whole and switches(self._pairs[-1]):
            self._hold(data, mine=True)
            return
        while data:
            self._asking.receive_data(data)
            data = b""
            while not waits(event := next_of(self._asking)):
                if isinstance(event, h11.Request):
                    self._begin(event, at)
                elif isinstance(event, h11.Data):
                    self._body(self._pairs[-1].sent, event, at, mine=True)
                elif isinstance(event, h11.EndOfMessage):
                    data = self._asked(at)
                    break
        if self._held[False] and self._unanswered():
            held = bytes(self._held[False])
            self._held[False].clear()
            self._answer(held, at)

    def _begin(self, event: h11.Request, at: float) -> None:
        if len(self._pairs) >= MAX_OPEN:
            raise Lost(f"more than {MAX_OPEN} requests without an answer")
        sent = Message(pairs(event.headers), Body(self._line.room, at))
        self._left[True] = length(sent, 0)
        method, target = event.method.decode(), printable(bytes(event.target))
        self._pairs.append(Pair(at, method, target, sent, ended=at))

    def _asked(self, at: float) -> bytes:
        """A request is whole: what follows it, unless that may be another protocol."""
        pair = self._pairs[-1]
        pair.sent.whole, pair.ended = True, max(at, pair.ended)
        rest = bytes(self._asking.trailing_data[0])
        self._asking = fresh(h11.SERVER)
        self._written()
        if switches(pair) and not pair.answered:
            self._hold(rest, mine=True)
            return b""
        return rest

    def _answer(self, data: bytes, at: float) -> None:
        while data:
            pair = self._unanswered()
            if pair is None:
                self._hold(data, mine=False)
                return
            if self._answering is None:
                self._answering = listening(pair)
            self._answering.receive_data(data)
            data = b""
            while not waits(event := next_of(self._answering)):
                if isinstance(event, h11.InformationalResponse | h11.Response):
                    if self._headed(pair, event, at):
                        return
                elif isinstance(event, h11.Data) and pair.received:
                    pair.ended = at
                    self._body(pair.received, event, at, mine=False)
                elif isinstance(event, h11.EndOfMessage):
                    data = self._answered(pair, at)
                    break

    def _headed(self, pair: Pair, event: Any, at: float) -> bool:
        """The head of an answer; whether another protocol follows it."""
        changed = event.status_code == 101 or (
            pair.method == "CONNECT" and 200 <= event.status_code < 300
        )
        if event.status_code < 200 and not changed:
            return False
        pair.status, pair.ended = event.status_code, at
        pair.received = Message(pairs(event.headers), Body(self._line.room, pair.started))
        self._left[False] = length(pair.received, TO_ITS_END)
        if changed and self._answering:
            self._switch(pair, bytes(self._answering.trailing_data[0]), at)
        return changed

    def _answered(self, pair: Pair, at: float) -> bytes:
        """An answer is whole: what follows it."""
        rest = bytes(self._answering.trailing_data[0]) if self._answering else b""
        self._answering = None
        if pair.received:
            pair.received.whole = True
        pair.answered, pair.ended = True, at
        self._written()
        if held := bytes(self._held[True]):
            self._held[True].clear()
            self._ask(held, at)
        return rest

    def _switch(self, pair: Pair, rest: bytes, at: float) -> None:
        """What both sides say from here on is another protocol."""
        held = bytes(self._held[True])
        self._held[True].clear()
        self._pairs.remove(pair)
        self.give_up()
        if pair.method == "CONNECT":
            pair.drop()
            host, _, port = pair.target.rpartition(":")
            number = int(port) if port.isascii() and port.isdigit() and len(port) < 6 else 443
            self._inner = self._tunnel(self._line.tunnel(host.strip("[]").lower(), number))
        elif pair.sent.header("upgrade").strip().lower() == "websocket":
            self._inner = WebSocket(pair, self._line)
        else:
            pair.answered = True
            pair.write(self._line)
            self._inner = self._tunnel(self._line)
        for data, mine in ((held, True), (rest, False)):
            if data:
                self._inner.take(data, at, mine=mine)

    def _body(self, message: Message, event: h11.Data, at: float, *, mine: bool) -> None:
        data = bytes(event.data)
        if self._left[mine] > 0:
            self._left[mine] -= len(data)
        message.body.take(data, at)

    def _written(self) -> None:
        while self._pairs and self._pairs[0].over:
            self._pairs.popleft().write(self._line)

    def _unanswered(self) -> Pair | None:
        return next((pair for pair in self._pairs if not pair.answered), None)

    def _hold(self, data: bytes, *, mine: bool) -> None:
        self._held[mine] += data
        if len(self._held[mine]) > MAX_HELD:
            raise Lost("an answer without its request" if not mine else "no answer to an upgrade")
