"""Writes what was heard into the evidence; live secrets are replaced before anything is kept."""

import secrets

from mitmproxy.connection import Connection as Peer
from mitmproxy.http import Headers, HTTPFlow, Message

from auditor.capture.chunks import BODY_CAP, Chunks
from auditor.capture.content import Content, plain
from auditor.capture.frames import Frames
from auditor.capture.heard import Destination, Hearing, Unread
from auditor.capture.keeping import Half, keep_received, keep_sent, planted_values
from auditor.capture.naming import ascii_host, moment
from auditor.evidence.custody import now
from auditor.evidence.edge import Edge
from auditor.evidence.exchange import (
    Connection,
    Exchange,
    Planted,
    Received,
    Sent,
    Tls,
)
from auditor.evidence.writer import Writer


class Scribe:
    """Writes the exchanges of one session, one at a time."""

    def __init__(
        self, writer: Writer, *, app: str, phase: str, planted: tuple[Planted, ...]
    ) -> None:
        self._writer = writer
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
            heard=heard,
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
            heard=unread,
        )

    def _append(
        self,
        *,
        started: float,
        connection: Connection,
        heard: Hearing | Unread,
        sent: Sent | None = None,
        received: Received | None = None,
        edge: Edge | None = None,
    ) -> None:
        self.count += 1
        self._writer.append(
            Exchange(
                id=f"{self.session}-{self.count:06}",
                plane="capture",
                subject=self._app,
                session=self.session,
                started=moment(started),
                ended=now(),
                connection=connection,
                phase=self._phase,
                planted=self._planted,
                sent=sent,
                received=received,
                error=heard.failure,
                placeholders=tuple(edge.placeholders) if edge else (),
            )
        )

    def _sent(self, heard: Hearing, edge: Edge) -> Sent:
        request = heard.flow.request
        url = address_of(heard.flow, heard.destination)
        return keep_sent(self._writer, edge, printable(request.data.method), url, sent_half(heard))

    def _received(self, heard: Hearing, edge: Edge) -> Received | None:
        if heard.flow.response is None:
            return None
        status = heard.flow.response.status_code
        return keep_received(self._writer, edge, status, received_half(heard))


def sent_half(heard: Hearing) -> Half:
    """The request, its content encoding undone."""
    return _half(heard.flow.request, heard.sent, heard.sent_frames, whole=heard.sent_whole)


def received_half(heard: Hearing) -> Half:
    """The same of the response, which must be there."""
    response = heard.flow.response
    assert response is not None  # noqa: S101 - for the types; both callers looked
    return _half(response, heard.received, heard.received_frames, whole=heard.received_whole)


def _half(message: Message, chunks: Chunks, frames: Frames, *, whole: bool) -> Half:
    raw = message.data.content if message.data.content is not None else chunks.body
    return Half(
        headers=pairs(message.headers),
        content=_content(raw, message.headers, chunks, whole=whole),
        media_type=media_type(message.headers),
        times=chunks.times or tuple(frames.times),
        messages=frames.messages,
        messages_cut=frames.cut,
    )


def _content(raw: bytes, headers: Headers, chunks: Chunks, *, whole: bool) -> Content:
    """The body without its encoding, and which bound or end cut it."""
    content = plain(raw[:BODY_CAP], headers.get("content-encoding", ""), BODY_CAP)
    if content.truncated:
        return content
    cut = "body-cap" if chunks.cut or len(raw) > BODY_CAP else "" if whole else "aborted"
    return Content(content.body, content.encoding, cut)


def address_of(flow: HTTPFlow, destination: Destination) -> str:
    """The address that the client asked for."""
    host = ascii_host(destination.host)
    host = f"[{host}]" if ":" in host else host
    usual = {"http": 80, "https": 443}.get(flow.request.scheme)
    port = "" if destination.port == usual else f":{destination.port}"
    return f"{flow.request.scheme or 'http'}://{host}{port}{printable(flow.request.data.path)}"


def pairs(headers: Headers) -> list[tuple[str, str]]:
    """The headers in their order, as text."""
    return [(printable(name), printable(value)) for name, value in headers.fields]


def media_type(headers: Headers) -> str:
    """The content type without its parameters, in lower case."""
    value: str = headers.get("content-type", "")
    return value.partition(";")[0].strip().lower()[:200]


def printable(raw: bytes) -> str:
    """Bytes of a header as text that JSON can hold."""
    return raw.decode("utf-8", "backslashreplace")


def address(server: Peer | None) -> str | None:
    """The address that the proxy was connected to."""
    return server.peername[0] if server and server.peername else None


def tls(peer: Peer | None) -> Tls | None:
    """One side of a connection as it was negotiated."""
    if peer is None or not peer.tls_version:
        return None
    alpn = peer.alpn.decode("ascii", "replace") if peer.alpn else ""
    return Tls(peer.tls_version, peer.cipher or "", alpn)
