"""The made-up hosts that the sample client talks to: a vendor's and three others', on loopback.

The vendor's host passes chats on to the local model, chunk by chunk as they come.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection, HTTPException, HTTPResponse
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import urlsplit

from auditor.demo.certificates import Authority, server_context
from auditor.demo.server import Server

VENDOR = "api.example-vendor.test"
UPDATES = "updates.example-vendor.test"
ANALYTICS = "collect.example-analytics.test"
CRASHES = "crash.example-crashes.test"
ADS = "telemetry.example-ads.test"

MAX_BODY = 2**20
MAX_ANSWER = 8 * 2**20
MAX_KEPT = 1000
MODEL_SECONDS = 30.0

CHAT = ("POST", "/v1/chat/completions")

ANSWERS: Mapping[str, Mapping[tuple[str, str], bytes]] = {
    VENDOR: {},
    UPDATES: {("GET", "/latest"): b'{"version": "1.0.0"}'},
    ANALYTICS: {("POST", "/v1/track"): b"", ("GET", "/v1/pixel"): b""},
    CRASHES: {("POST", "/report"): b'{"stored": true}'},
    ADS: {("POST", "/beat"): b"", ("GET", "/beat"): b""},
}
"""What each host answers to which method and path: JSON, or nothing and 204."""

_UNENCRYPTED = {ADS}


@dataclass(frozen=True, slots=True)
class Request:
    """What a host was sent."""

    host: str
    method: str
    path: str
    """With the query."""
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Hosts:
    """The hosts while they serve."""

    addresses: Mapping[str, tuple[str, int]]
    """Name → where it listens; nothing else resolves the names."""
    received: deque[Request]
    """The latest requests of all hosts, oldest first."""


@contextmanager
def serve(authority: Authority, model_url: str) -> Iterator[Hosts]:
    """Serve all hosts while the context lasts; ``model_url`` is the model's address up to /v1."""
    received: deque[Request] = deque(maxlen=MAX_KEPT)
    addresses: dict[str, tuple[str, int]] = {}
    with ExitStack() as servers:
        for name in ANSWERS:
            tls = None if name in _UNENCRYPTED else server_context(authority, name)
            answering = partial(_Answering, name, model_url, received.append)
            addresses[name] = servers.enter_context(Server(answering, tls).serving())
        yield Hosts(addresses, received)


class _Answering(BaseHTTPRequestHandler):
    """Answers the requests of one connection to one host."""

    protocol_version = "HTTP/1.1"
    server_version = "demo"
    sys_version = ""
    disable_nagle_algorithm = True

    def __init__(
        self, name: str, model_url: str, keep: Callable[[Request], None], *connection: Any
    ) -> None:
        self._name = name
        self._model = urlsplit(model_url)
        self._keep = keep
        super().__init__(*connection)

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit()):
            self._refuse(411, "the length is missing")
        elif int(length) > MAX_BODY:
            self._refuse(413, f"more than {MAX_BODY} bytes")
        else:
            self._answer(self.rfile.read(int(length)))

    def log_message(self, *args: object) -> None:
        """Say nothing: the terminal is the demo's."""

    def _answer(self, body: bytes) -> None:
        self._keep(Request(self._name, self.command, self.path, dict(self.headers), body))
        asked = (self.command, urlsplit(self.path).path)
        if self._name == VENDOR and asked == CHAT:
            self._ask_model(body)
        elif (answer := ANSWERS[self._name].get(asked)) is None:
            self._send(404, b'{"error": "not found"}')
        else:
            self._send(200 if answer else 204, answer)

    def _ask_model(self, body: bytes) -> None:
        connection = HTTPConnection(self._model.netloc, timeout=MODEL_SECONDS)
        path = f"{self._model.path}/chat/completions"
        with closing(connection):
            try:
                connection.request("POST", path, body, {"Content-Type": "application/json"})
                answer = connection.getresponse()
            except (OSError, HTTPException):
                self._refuse(502, "the model does not answer")
            else:
                self._pass_on(answer)

    def _pass_on(self, answer: HTTPResponse) -> None:
        """Send an answer on in the chunks in which it comes."""
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.headers.get("Content-Type", ""))
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        passed = 0
        # The last chunk is the empty one. An answer that is cut gets none, and the client sees it.
        while passed < MAX_ANSWER:
            part = answer.read1(65536)
            self.wfile.write(b"%x\r\n%b\r\n" % (len(part), part))
            passed += len(part)
            if not part:
                return
        self.close_connection = True

    def _refuse(self, status: int, why: str) -> None:
        self.close_connection = True
        self._send(status, b'{"error": "%b"}' % why.encode())

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        if body:
            self.send_header("Content-Type", "application/json")
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)
