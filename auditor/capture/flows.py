"""What mitmproxy's flows and connections hold, as the evidence names it."""

from mitmproxy.connection import Connection as Peer
from mitmproxy.http import Headers, HTTPFlow, Message

from auditor.capture.chunks import BODY_CAP, Chunks
from auditor.capture.content import Content, plain
from auditor.capture.frames import Frames
from auditor.capture.heard import Destination, Hearing
from auditor.capture.keeping import Half
from auditor.capture.naming import ascii_host
from auditor.evidence.exchange import Tls


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
        sizes=chunks.sizes or tuple(len(content) for content, _ in frames.messages),
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
