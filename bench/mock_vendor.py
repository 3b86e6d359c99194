"""A mock vendor for the benches: answers Chat Completions after a fixed time, on loopback.

A process of its own (raw asyncio, connections kept alive), so that it takes no time from who asks.
It prints its port and stops by itself when whoever started it goes away.
"""

import asyncio
import json
import sys
import time
from dataclasses import dataclass

DELAY = 0.05
LET_IN = 8
"""At once, while a storm lasts."""
TEXT = "The desk cannot say where a guest lives, but it can pass on a note to the room. " * 3
ANSWER = (
    b'{"id":"chatcmpl-%d","object":"chat.completion","created":1,"model":"small-1","choices":[{"index":'
    b'0,"message":{"role":"assistant","content":"%d: %b"},"finish_reason":"stop"}],"usage":'
    b'{"prompt_tokens":90,"completion_tokens":60,"total_tokens":150}}'
)
BUSY = b'{"error":{"message":"slow down","type":"rate_limit_error"}}'


@dataclass(slots=True)
class Weather:
    """What kind of day the vendor has."""

    drop_every: int = 0
    storm: tuple[float, float] = (0.0, 0.0)
    begun: float = 0.0
    asked: int = 0
    in_flight: int = 0
    first: float = 0.0
    last: float = 0.0
    """Moments of the first and last question since the counts were read."""

    def stormy(self) -> bool:
        """Whether one more request is too many now."""
        self.begun = self.begun or time.monotonic()
        since = time.monotonic() - self.begun
        return self.storm[0] <= since < self.storm[1] and self.in_flight >= LET_IN

    def count(self) -> None:
        """One more question."""
        self.asked += 1
        self.last = time.monotonic()
        self.first = self.first or self.last

    def counts(self) -> bytes:
        """What was counted; the moments begin anew."""
        told = {"asked": self.asked, "first": self.first, "last": self.last}
        self.first = self.last = 0.0
        return json.dumps(told).encode()


class Vendor(asyncio.Protocol):
    """One connection, kept alive, one request after the other."""

    def __init__(self, weather: Weather) -> None:
        self._weather = weather
        self._read = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember where to answer."""
        assert isinstance(transport, asyncio.Transport)
        self._to = transport

    def data_received(self, data: bytes) -> None:
        """Answer each whole request."""
        self._read += data
        head, end, body = self._read.partition(b"\r\n\r\n")
        if not end:
            return
        length = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
        if len(body) >= int(length or 0):
            self._read = b""
            self._answer(head)

    def _answer(self, head: bytes) -> None:
        if not head.startswith(b"POST"):
            self._to.write(_response(b"200 OK", self._weather.counts()))
            return
        weather = self._weather
        weather.count()
        if weather.stormy():
            self._to.write(_response(b"429 Too Many Requests", BUSY))
            return
        weather.in_flight += 1
        drop = weather.drop_every and weather.asked % weather.drop_every == weather.drop_every // 2
        asyncio.get_running_loop().call_later(DELAY, self._end, bool(drop))

    def _end(self, drop: bool) -> None:
        self._weather.in_flight -= 1
        if drop:
            self._to.abort()
        else:
            number = self._weather.asked
            self._to.write(_response(b"200 OK", ANSWER % (number, number, TEXT.encode()), number))


def _response(status: bytes, body: bytes, number: int = 0) -> bytes:
    return (
        b"HTTP/1.1 %b\r\nDate: Mon, 23 Nov 2026 18:00:00 GMT\r\nServer: mock\r\n"
        b"Content-Type: application/json\r\nContent-Length: %d\r\nX-Request-Id: req-%d\r\n"
        b"Openai-Processing-Ms: 50\r\nConnection: keep-alive\r\n\r\n%b"
        % (status, len(body), number, body)
    )


async def _serve(weather: Weather) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Vendor(weather), "127.0.0.1", 0, backlog=512)
    print(server.sockets[0].getsockname()[1], flush=True)
    # Whoever started this holds the other end of stdin; when it goes, so does the mock.
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


if __name__ == "__main__":
    asyncio.run(_serve(Weather(**json.loads(sys.argv[1]))))
