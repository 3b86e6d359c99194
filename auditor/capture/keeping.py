"""Puts the two sides of an exchange away; live secrets are replaced first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from auditor.capture.content import Content
from auditor.capture.frames import part
from auditor.evidence.edge import Edge
from auditor.evidence.exchange import Blob, Planted, Received, Sent, Side
from auditor.evidence.folder import Folder
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


def keep_sent(writer: Keeper, edge: Edge, method: str, url: str, half: Half) -> Sent:
    """Write the request's blobs; what names them."""
    head = {"url": edge.url(url), "headers": edge.headers(half.headers, "sent")}
    return Sent(
        method=method,
        head=writer.keep(encode(head)),
        body=_body(writer, edge, half, "sent"),
        media_type=half.media_type,
        encoding=half.content.encoding,
        times=half.times,
        sizes=half.sizes,
        joined=_joined(writer, edge, half, "sent"),
        truncated=_truncated(half),
    )


def keep_received(writer: Keeper, edge: Edge, status: int, half: Half) -> Received:
    """Write the response's blobs; what names them."""
    head = {"headers": edge.headers(half.headers, "received")}
    return Received(
        status=status,
        head=writer.keep(encode(head)),
        body=_body(writer, edge, half, "received"),
        media_type=half.media_type,
        encoding=half.content.encoding,
        times=half.times,
        sizes=half.sizes,
        joined=_joined(writer, edge, half, "received"),
        truncated=_truncated(half),
    )


def planted_values(folder: Folder, planted: Iterable[Planted]) -> frozenset[str]:
    """Made-up values: no secrets, even where one is called a token."""
    bodies = (folder.body(Blob(persona, 0)) for persona in {each.persona for each in planted})
    people = [persona_of(body) for body in bodies if body]
    return frozenset(value for each in people for some in each.values.values() for value in some)


def _body(writer: Keeper, edge: Edge, half: Half, side: Side) -> Blob | None:
    if not half.content.body:
        return None
    return writer.keep(edge.body(half.content.body, half.media_type, side))


def _joined(writer: Keeper, edge: Edge, half: Half, side: Side) -> Blob | None:
    parts = [
        part(edge.body(content, "application/json", side), is_text=is_text)
        for content, is_text in half.messages
    ]
    return writer.keep(encode(parts)) if parts else None


def _truncated(half: Half) -> str:
    return half.content.truncated or ("message-cap" if half.messages_cut else "")
