"""Addresses, headers and connections as the evidence writes them."""

from collections.abc import Iterable
from datetime import UTC, datetime

from mitmproxy.connection import Connection as Peer
from mitmproxy.http import Headers, HTTPFlow

from auditor.capture.heard import Destination
from auditor.evidence.custody import stamp
from auditor.evidence.exchange import Tls


def address_of(flow: HTTPFlow, destination: Destination) -> str:
    """The address that the client asked for."""
    host = ascii_host(destination.host)
    host = f"[{host}]" if ":" in host else host
    usual = {"http": 80, "https": 443}.get(flow.request.scheme)
    port = "" if destination.port == usual else f":{destination.port}"
    return f"{flow.request.scheme or 'http'}://{host}{port}{printable(flow.request.data.path)}"


def pairs(headers: Headers) -> Iterable[tuple[str, str]]:
    """The headers in their order, as text."""
    return [(printable(name), printable(value)) for name, value in headers.fields]


def media_type(headers: Headers) -> str:
    """The content type without its parameters, in lower case."""
    value: str = headers.get("content-type", "")
    return value.partition(";")[0].strip().lower()[:200]


def printable(raw: bytes) -> str:
    """Bytes of a header as text that JSON can hold."""
    return raw.decode("utf-8", "backslashreplace")


def ascii_host(host: str) -> str:
    """A host name as it stands in certificates and lists."""
    try:
        return host.encode("idna").decode().lower()
    except UnicodeError:
        return host.encode("ascii", "backslashreplace").decode().lower()


def moment(seconds: float) -> str:
    """A time stamp of the proxy in the form of the evidence."""
    return stamp(datetime.fromtimestamp(seconds, UTC))


def address(server: Peer | None) -> str | None:
    """The address that the proxy was connected to."""
    return server.peername[0] if server and server.peername else None


def tls(peer: Peer | None) -> Tls | None:
    """One side of a connection as it was negotiated."""
    if peer is None or not peer.tls_version:
        return None
    alpn = peer.alpn.decode("ascii", "replace") if peer.alpn else ""
    return Tls(peer.tls_version, peer.cipher or "", alpn)
