"""Puts the two sides of an exchange away; live secrets are replaced first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from auditor.capture.content import Content
from auditor.capture.frames import part
from auditor.evidence.edge import Edge
from auditor.evidence.exchange import Blob, Planted, Received, Sent, Side
from auditor.evidence.jsonl import encode
from auditor.evidence.persona import persona_of


@dataclass(frozen=True, slots=True)
class Half:
    """One side as it was heard or imported, with its secrets still in it."""

    headers: Sequence[tuple[str, str]]
    content: Content
    media_type: str = ""
    times: tuple[float, ...] = ()
    sizes: tuple[int, ...] = ()
    """Bytes of each chunk, as it passed."""
    messages: Sequence[tuple[bytes, bool]] = ()
    """Of a WebSocket: content, and whether it is text."""
    messages_cut: bool = False


class Keeper(Protocol):
    """Whatever keeps bodies: the evidence, or memory."""

    def keep(self, body: bytes) -> Blob:
        """Put a body away; what names it."""


class Bodies(Protocol):
    """Whatever gives kept bodies back, such as an audit folder."""

    def body(self, blob: Blob | None) -> bytes | None:
        """What a blob holds."""


@dataclass(frozen=True, slots=True)
class Safe:
    """The same as it is written: its secrets are replaced."""

    head: bytes
    body: bytes
    joined: bytes
    media_type: str
    encoding: str
    times: tuple[float, ...]
    sizes: tuple[int, ...]
    truncated: str


def safe_sent(edge: Edge, url: str, half: Half) -> Safe:
    """A request without its secrets."""
    head = {"url": edge.url(url), "headers": edge.headers(half.headers, "sent")}
    return _safe(edge, head, half, "sent")


def safe_received(edge: Edge, half: Half) -> Safe:
    """A response without its secrets."""
    return _safe(edge, {"headers": edge.headers(half.headers, "received")}, half, "received")


def put_sent(writer: Keeper, method: str, safe: Safe) -> Sent:
    """Write the request's blobs; what names them."""
    return Sent(
        method=method,
        head=writer.keep(safe.head),
        body=writer.keep(safe.body) if safe.body else None,
        media_type=safe.media_type,
        encoding=safe.encoding,
        times=safe.times,
        sizes=safe.sizes,
        joined=writer.keep(safe.joined) if safe.joined else None,
        truncated=safe.truncated,
    )


def put_received(writer: Keeper, status: int, safe: Safe) -> Received:
    """Write the response's blobs; what names them."""
    return Received(
        status=status,
        head=writer.keep(safe.head),
        body=writer.keep(safe.body) if safe.body else None,
        media_type=safe.media_type,
        encoding=safe.encoding,
        times=safe.times,
        sizes=safe.sizes,
        joined=writer.keep(safe.joined) if safe.joined else None,
        truncated=safe.truncated,
    )


def planted_values(kept: Bodies, planted: Iterable[Planted]) -> frozenset[str]:
    """Made-up values: no secrets, even where one is called a token."""
    bodies = (kept.body(Blob(persona, 0)) for persona in {each.persona for each in planted})
    people = [persona_of(body) for body in bodies if body]
    return frozenset(value for each in people for some in each.values.values() for value in some)


def _safe(edge: Edge, head: object, half: Half, side: Side) -> Safe:
    body = half.content.body
    parts = [
        part(edge.body(content, "application/json", side), is_text=is_text)
        for content, is_text in half.messages
    ]
    return Safe(
        head=encode(head),
        body=edge.body(body, half.media_type, side) if body else b"",
        joined=encode(parts) if parts else b"",
        media_type=half.media_type,
        encoding=half.content.encoding,
        times=half.times,
        sizes=half.sizes,
        truncated=half.content.truncated or ("message-cap" if half.messages_cut else ""),
    )
