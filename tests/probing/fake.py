"""A vendor on loopback that speaks Chat Completions, and has bad days when told."""

import gzip
import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MODEL = "small-1"


@dataclass(frozen=True)
class Seen:
    """One request as it arrived."""

    method: str
    path: str
    headers: dict[str, str]
    raw: bytes
    at: float

    @property
    def body(self) -> dict[str, Any]:
        return json.loads(self.raw)

    @property
    def texts(self) -> list[str]:
        return [message["content"] for message in self.body["messages"]]


type Act = Callable[["Handler", Seen], None]


class FakeVendor(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.seen: list[Seen] = []
        self.script: list[Act] = []
        """What the next questions meet, in turn; then ``always``."""
        self.always: Act = answer("Good day.")
        self.models: Act = send({"object": "list", "data": [{"id": MODEL}]})
        self.most_in_flight = 0
        self._in_flight = 0
        self._lock = threading.Lock()
        self.scheme = "http"

    @property
    def port(self) -> int:
        return self.server_address[1]

    @property
    def url(self) -> str:
        return f"{self.root}/v1"

    @property
    def root(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}"

    @property
    def asked(self) -> list[Seen]:
        return [seen for seen in self.seen if seen.method == "POST"]

    def take(self, seen: Seen) -> Act:
        with self._lock:
            self.seen.append(seen)
            self._in_flight += 1
            self.most_in_flight = max(self.most_in_flight, self._in_flight)
            if seen.method == "GET":
                return self.models
            return self.script.pop(0) if self.script else self.always

    def done(self) -> None:
        with self._lock:
            self._in_flight -= 1

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that was killed is no news."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    server: FakeVendor

    def do_GET(self) -> None:
        self._act()

    def do_POST(self) -> None:
        self._act()

    def _act(self) -> None:
        length = int(self.headers.get("content-length", 0))
        raw = self.rfile.read(length)
        if len(raw) < length:  # the client was killed before it had asked
            self.close_connection = True
            return
        headers = {name.lower(): value for name, value in self.headers.items()}
        seen = Seen(self.command, self.path, headers, raw, time.monotonic())
        act = self.server.take(seen)
        try:
            act(self, seen)
            self.wfile.flush()
        except OSError:
            self.close_connection = True
        finally:
            self.server.done()

    def whole(self, status: int, content: bytes, kind: str, headers: dict[str, str]) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def begin_stream(
        self,
        kind: str = "text/event-stream; charset=utf-8",
        headers: Mapping[str, str] = {},
    ) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Transfer-Encoding", "chunked")
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.flush()

    def chunk(self, content: bytes) -> None:
        self.wfile.write(b"%x\r\n%b\r\n" % (len(content), content))
        self.wfile.flush()

    def break_off(self) -> None:
        self.wfile.flush()
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving(context: ssl.SSLContext | None = None) -> Iterator[FakeVendor]:
    with FakeVendor() as vendor:
        if context:
            vendor.socket = context.wrap_socket(vendor.socket, server_side=True)
            vendor.scheme = "https"
        thread = threading.Thread(target=vendor.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield vendor
        finally:
            vendor.shutdown()
            thread.join()


def completion(text: str | None, **message: object) -> dict[str, Any]:
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": MODEL,
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": text, **message},
                "finish_reason": "stop",
            }
        ],
        "usage": {"prompt_tokens": 40, "completion_tokens": 10, "total_tokens": 50},
    }


def chunks_of(pieces: list[str], channel: str = "content") -> list[dict[str, Any]]:
    """The events of a streamed answer, usage last."""
    deltas: list[dict[str, Any]] = [{"role": "assistant"}, *({channel: piece} for piece in pieces)]
    events = [_event([{"index": 0, "delta": delta, "finish_reason": None}]) for delta in deltas]
    events.append(_event([{"index": 0, "delta": {}, "finish_reason": "stop"}]))
    used = {"prompt_tokens": 40, "completion_tokens": 10, "total_tokens": 50}
    return [*events, {**_event([]), "usage": used}]


def _event(choices: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "model": MODEL,
        "choices": choices,
    }


def sse(event: object) -> bytes:
    return b"data: " + json.dumps(event).encode() + b"\n\n"


DONE = b"data: [DONE]\n\n"


def send(value: object, status: int = 200, **headers: str) -> Act:
    named = {name.replace("_", "-"): text for name, text in headers.items()}

    def act(to: Handler, _: Seen) -> None:
        to.whole(status, json.dumps(value).encode(), "application/json", named)

    return act


def answer(text: str | None, **message: object) -> Act:
    return send(completion(text, **message))


def slowly(seconds: float, then: Act) -> Act:
    def act(to: Handler, seen: Seen) -> None:
        time.sleep(seconds)
        then(to, seen)

    return act


def refuse(status: int, message: str = "no", **headers: str) -> Act:
    return send({"error": {"message": message, "type": "some_error"}}, status, **headers)


def raw(content: bytes, kind: str = "application/json", status: int = 200, **headers: str) -> Act:
    named = {name.replace("_", "-"): text for name, text in headers.items()}

    def act(to: Handler, _: Seen) -> None:
        to.whole(status, content, kind, named)

    return act


def page(status: int = 200) -> Act:
    return raw(b"<!doctype html><title>Under repair</title>", "text/html; charset=utf-8", status)


def zipped(text: str) -> Act:
    content = gzip.compress(json.dumps(completion(text)).encode())
    return raw(content, Content_Encoding="gzip")


def huge(megabytes: int) -> Act:
    return answer("a" * (megabytes * 2**20))


def streamed(
    pieces: list[str],
    *,
    channel: str = "content",
    done: bool = True,
    pause: float = 0.0,
    drop_after: int | None = None,
) -> Act:
    """A streamed answer; without its end, slow, or cut after some events, when told."""

    def act(to: Handler, _: Seen) -> None:
        to.begin_stream()
        for number, event in enumerate(chunks_of(pieces, channel)):
            if number == drop_after:
                to.break_off()
                return
            to.chunk(sse(event))
            time.sleep(pause)
        if done:
            to.chunk(DONE)
        to.chunk(b"")

    return act


def endless(pause: float) -> Act:
    """A body that drips for ever."""

    def act(to: Handler, _: Seen) -> None:
        to.begin_stream("application/json")
        while True:
            to.chunk(b" ")
            time.sleep(pause)

    return act


def hang_up(to: Handler, _: Seen) -> None:
    """Ends the connection without a word."""
    to.break_off()


def half(to: Handler, _: Seen) -> None:
    """Promises more bytes than it sends."""
    to.send_response(200)
    to.send_header("Content-Type", "application/json")
    to.send_header("Content-Length", "100000")
    to.end_headers()
    to.wfile.write(json.dumps(completion("half a")).encode())
    to.break_off()


def redirect(to_url: str, status: int = 307) -> Act:
    return send({}, status, Location=to_url)


def echo_key(status: int, text: str = "Incorrect API key provided: {}.") -> Act:
    """Says the key back, in a body and in a header."""

    def act(to: Handler, seen: Seen) -> None:
        key = seen.headers["authorization"].removeprefix("Bearer ")
        value = (
            completion(text.format(key))
            if status == 200
            else {"error": {"message": text.format(key), "type": "auth"}}
        )
        to.whole(status, json.dumps(value).encode(), "application/json", {"X-Told": key})

    return act


def echo_key_in_pieces(to: Handler, seen: Seen) -> None:
    """Streams the key back in deltas of five letters."""
    key = seen.headers["authorization"].removeprefix("Bearer ")
    streamed([key[i : i + 5] for i in range(0, len(key), 5)])(to, seen)
