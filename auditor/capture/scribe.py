"""Writes what was heard into the evidence; live secrets are replaced before anything is kept."""

import secrets
from collections.abc import Callable, Iterable

from mitmproxy.http import Headers

from auditor.capture.around import Socket
from auditor.capture.chunks import BODY_CAP, Chunks
from auditor.capture.content import Content, plain
from auditor.capture.frames import Frames, part
from auditor.capture.heard import Hearing, Unread
from auditor.capture.naming import (
    address,
    address_of,
    ascii_host,
    media_type,
    moment,
    pairs,
    printable,
    tls,
)
from auditor.evidence.custody import now
from auditor.evidence.edge import Edge
from auditor.evidence.exchange import (
    Blob,
    Connection,
    Exchange,
    Failure,
    Planted,
    Received,
    Sent,
    Side,
)
from auditor.evidence.folder import Folder
from auditor.evidence.jsonl import encode
from auditor.evidence.persona import persona_of
from auditor.evidence.writer import Writer


class Scribe:
    """Writes the exchanges of one session, one at a time."""

    def __init__(
        self,
        writer: Writer,
        *,
        app: str,
        phase: Callable[[float], str],
        planted: tuple[Planted, ...],
        notice: Callable[[Exchange], None] = lambda _: None,
    ) -> None:
        """``phase`` tells the phase at a time; ``notice`` is told of each exchange."""
        self._writer = writer
        self._notice = notice
        self._app = app
        self._phase = phase
        self._planted = planted
        self._values = planted_values(writer, planted)
        self.session = f"s-{secrets.token_hex(4)}"
        self.count = 0

    def write(self, heard: Hearing) -> None:
        """Write one request with what came back."""
        flow, edge = heard.flow, Edge(self._writer.salt, planted=self._values)
        sent = self._sent(heard, edge)
        received = self._received(heard, edge)
        self._append(
            started=flow.request.timestamp_start,
            connection=Connection(
                scheme=flow.request.scheme or "http",
                host=ascii_host(heard.destination.host),
                port=heard.destination.port,
                visibility="cleartext" if flow.request.scheme == "http" else "decrypted",
                address=address(flow.server_conn),
                client_tls=tls(flow.client_conn),
                server_tls=tls(flow.server_conn),
            ),
            failure=heard.failure,
            sent=sent,
            received=received,
            edge=edge,
        )

    def write_unread(self, unread: Unread) -> None:
        """Write that a connection was made whose content nobody could read."""
        self._append(
            started=unread.client.timestamp_start,
            connection=Connection(
                scheme=unread.scheme,
                host=ascii_host(unread.destination.host),
                port=unread.destination.port,
                visibility=unread.visibility,
                address=address(unread.server),
                client_tls=tls(unread.client),
                server_tls=tls(unread.server),
            ),
            failure=unread.failure,
        )

    def write_around(self, socket: Socket) -> None:
        """Write that a client went around the proxy."""
        told = "went around the proxy: a connection of its own was seen, and nothing of its content"
        self._append(
            started=socket.seen,
            connection=Connection(
                socket.scheme, socket.address, socket.port, "opaque", address=socket.address
            ),
            failure=Failure("around", told),
        )

    def _append(
        self,
        *,
        started: float,
        connection: Connection,
        failure: Failure | None,
        sent: Sent | None = None,
        received: Received | None = None,
        edge: Edge | None = None,
    ) -> None:
        self.count += 1
        exchange = Exchange(
            id=f"{self.session}-{self.count:06}",
            plane="capture",
            subject=self._app,
            session=self.session,
            started=moment(started),
            ended=now(),
            connection=connection,
            phase=self._phase(started),
            planted=self._planted,
            sent=sent,
            received=received,
            error=failure,
            placeholders=tuple(edge.placeholders) if edge else (),
        )
        self._writer.append(exchange)
        self._notice(exchange)

    def _sent(self, heard: Hearing, edge: Edge) -> Sent:
        request = heard.flow.request
        headers = pairs(request.headers)
        head = {
            "url": edge.url(address_of(heard.flow, heard.destination)),
            "headers": edge.headers(headers, "sent"),
        }
        raw = request.data.content if request.data.content is not None else heard.sent.body
        content = self._content(raw, request.headers, heard.sent, whole=heard.sent_whole)
        return Sent(
            method=printable(request.data.method),
            head=self._writer.keep(encode(head)),
            body=self._body(content, request.headers, edge, "sent"),
            media_type=media_type(request.headers),
            encoding=content.encoding,
            times=heard.sent.times or tuple(heard.sent_frames.times),
            joined=self._joined(heard.sent_frames, edge, "sent"),
            truncated=content.truncated or ("message-cap" if heard.sent_frames.cut else ""),
        )

    def _received(self, heard: Hearing, edge: Edge) -> Received | None:
        response = heard.flow.response
        if response is None:
            return None
        head = {"headers": edge.headers(pairs(response.headers), "received")}
        raw = response.data.content if response.data.content is not None else heard.received.body
        content = self._content(raw, response.headers, heard.received, whole=heard.received_whole)
        return Received(
            status=response.status_code,
            head=self._writer.keep(encode(head)),
            body=self._body(content, response.headers, edge, "received"),
            media_type=media_type(response.headers),
            encoding=content.encoding,
            times=heard.received.times or tuple(heard.received_frames.times),
            joined=self._joined(heard.received_frames, edge, "received"),
            truncated=content.truncated or ("message-cap" if heard.received_frames.cut else ""),
        )

    def _content(self, raw: bytes, headers: Headers, chunks: Chunks, *, whole: bool) -> Content:
        """The body without its encoding, and which bound or end cut it."""
        content = plain(raw[:BODY_CAP], headers.get("content-encoding", ""), BODY_CAP)
        if content.truncated:
            return content
        cut = "body-cap" if chunks.cut or len(raw) > BODY_CAP else "" if whole else "aborted"
        return Content(content.body, content.encoding, cut)

    def _body(self, content: Content, headers: Headers, edge: Edge, side: Side) -> Blob | None:
        if not content.body:
            return None
        return self._writer.keep(edge.body(content.body, media_type(headers), side))

    def _joined(self, frames: Frames, edge: Edge, side: Side) -> Blob | None:
        parts = [
            part(edge.body(content, "application/json", side), is_text=is_text)
            for content, is_text in frames.messages
        ]
        return self._writer.keep(encode(parts)) if parts else None


def planted_values(folder: Folder, planted: Iterable[Planted]) -> frozenset[str]:
    """Made-up values: no secrets, even where one is called a token."""
    bodies = (folder.body(Blob(persona, 0)) for persona in {each.persona for each in planted})
    people = [persona_of(body) for body in bodies if body]
    return frozenset(value for each in people for some in each.values.values() for value in some)
