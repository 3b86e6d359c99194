"""Follows each request through the proxy; every chunk reaches the client at once."""

from collections.abc import Awaitable, Callable

from mitmproxy.connection import Client
from mitmproxy.http import HTTPFlow

from auditor.capture.chunks import Chunks
from auditor.capture.ends import REASON
from auditor.capture.frames import Frames
from auditor.capture.heard import Destination, Hearing
from auditor.capture.ledger import reached
from auditor.evidence.exchange import Failure

BUFFERED = 2**20
"""Request bodies up to this size are read before the server is asked, and so are known even
if it cannot be reached. Larger ones, and ones of unknown size, pass at once."""


class Recorder:
    """A mitmproxy addon."""

    def __init__(
        self,
        write: Callable[[Hearing], Awaitable[None]],
        destination: Callable[[HTTPFlow], Destination],
        own: str = "",
    ) -> None:
        """``own`` is a host that the proxy itself answers for; nothing of it is written."""
        self._write = write
        self._own = own
        self._destination = destination
        self._open: dict[str, Hearing] = {}

    def requestheaders(self, flow: HTTPFlow) -> None:
        """A request begins."""
        if self._own and flow.request.pretty_host == self._own:
            return
        started = flow.request.timestamp_start
        heard = Hearing(
            flow=flow,
            destination=self._destination(flow),
            sent=Chunks(started),
            received=Chunks(started),
            sent_frames=Frames(started),
            received_frames=Frames(started),
        )
        self._open[flow.id] = heard
        if flow.error is None and not _buffered(flow):
            flow.request.stream = heard.sent.take

    async def request(self, flow: HTTPFlow) -> None:
        """The request is whole; with a stream the response may be, too."""
        if heard := self._open.get(flow.id):
            heard.sent_whole = True
            if heard.received_whole:
                await self._finish(heard)

    def responseheaders(self, flow: HTTPFlow) -> None:
        """A response begins."""
        heard = self._open.get(flow.id)
        if heard and flow.response and flow.response.status_code != 101:
            flow.response.stream = heard.received.take

    async def response(self, flow: HTTPFlow) -> None:
        """The response is whole. A WebSocket only begins here."""
        if heard := self._open.get(flow.id):
            heard.received_whole = True
            if heard.sent_whole and flow.websocket is None:
                await self._finish(heard)

    def websocket_message(self, flow: HTTPFlow) -> None:
        """Messages are kept here and nowhere else."""
        if flow.websocket is None or (heard := self._open.get(flow.id)) is None:
            return
        for message in flow.websocket.messages:
            side = heard.sent_frames if message.from_client else heard.received_frames
            side.take(message.content, is_text=message.is_text)
        flow.websocket.messages.clear()

    async def websocket_end(self, flow: HTTPFlow) -> None:
        """A WebSocket ended."""
        if heard := self._open.get(flow.id):
            await self._finish(heard)

    async def error(self, flow: HTTPFlow) -> None:
        """No, or no whole, response."""
        if heard := self._open.get(flow.id):
            await self._finish(heard, failure(flow))

    async def client_disconnected(self, client: Client) -> None:
        """What the client left half-done is over."""
        for heard in list(self._open.values()):
            if heard.flow.client_conn.id == client.id:
                await self._finish(heard, Failure("aborted", "the client closed the connection"))

    async def finish(self) -> None:
        """Write what still goes on as far as it came."""
        for heard in list(self._open.values()):
            await self._finish(heard, Failure("aborted", "the overhearing ended first"))

    async def _finish(self, heard: Hearing, why: Failure | None = None) -> None:
        if self._open.pop(heard.flow.id, None):
            heard.failure = why
            await self._write(heard)


def failure(flow: HTTPFlow) -> Failure:
    """Why a flow has no, or no whole, response; never with bytes from either side."""
    told = flow.error.msg if flow.error else ""
    if told.startswith(("Received ", "Invalid request")):
        return Failure("not-understood", "refused as malformed HTTP")
    if not flow.client_conn.connected or "by client" in told:
        return Failure("aborted", "the client closed the connection")
    if flow.response is None and not reached(flow.server_conn):
        kind = "tls" if flow.server_conn.timestamp_tcp_setup else "unreachable"
        return Failure(kind, " ".join(told.split())[:REASON])
    return Failure("dropped", "the server closed the connection")


def _buffered(flow: HTTPFlow) -> bool:
    size = flow.request.headers.get("content-length", "")
    if size.isascii() and size.isdigit():
        return int(size[:12]) <= BUFFERED
    # A request without either header has no body, unless HTTP/2 sends one without saying so.
    return not flow.request.is_http2 and "transfer-encoding" not in flow.request.headers
