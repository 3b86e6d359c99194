"""How connections ended without a request that could be read, in the words of the evidence."""

import time

from auditor.capture.heard import Line
from auditor.evidence.exchange import Failure, Visibility

REFUSALS = ("tls", "handshake-closed", "no-request")
"""Of a certificate, with an alert or without a word."""
REASON = 200
"""Characters shown of a reason that comes from outside."""


def verdict(line: Line, *, ending: bool) -> tuple[Visibility, Failure]:
    """Of a connection that is over; ``ending`` when auditor ended the client."""
    if line.questions:
        return "cleartext", Failure("not-understood", f"{line.questions} questions for names")
    if line.bytes_sent or line.bytes_received:
        return "opaque", not_http(line)
    if line.upstream:
        return "error", line.upstream
    if ending:
        return "opaque", Failure("aborted", "no request until the overhearing ended")
    if line.client.timestamp_tls_setup is None:
        return "opaque", Failure("dropped", "closed before anything was sent")
    return "opaque", _said_nothing(line, line.client.timestamp_tls_setup)


def _said_nothing(line: Line, since: float) -> Failure:
    alpn = (line.client.alpn or b"none").decode("ascii", "replace")
    if scheme(line) == "quic" and not alpn.startswith("h3"):
        told = f"QUIC with another protocol than HTTP/3: {brief(alpn)}"
        return Failure("not-understood", told)
    told = "the client closed the connection after the handshake without a request"
    return Failure("no-request", f"{told}, after {time.time() - since:.1f} s{hidden(line)}")


def scheme(line: Line) -> str:
    """What it spoke, as far as that is known."""
    if line.questions:
        return "dns"
    if line.client.transport_protocol == "udp":
        return "quic" if line.client.tls else "udp"
    return "tls" if line.client.tls else "tcp"


def hidden(line: Line) -> str:
    """The outer name of an encrypted one, or a host behind which another one is asked for."""
    return f"; its handshake named {brief(line.hidden)}" if line.hidden else ""


def not_http(line: Line) -> Failure:
    """Counted, not kept."""
    told = f"not HTTP: {line.bytes_sent} bytes sent, {line.bytes_received} received"
    return Failure("not-understood", told)


def refused(reason: str | None, hidden: str) -> tuple[Visibility, Failure]:
    """An alert is a refusal; a client that just closes may as well have given up the connection."""
    if not reason or "disconnected" in reason or "closed" in reason:
        told = f"the client closed the connection during the TLS handshake{hidden}"
        return "opaque", Failure("handshake-closed", told)
    # mitmproxy says it in a sentence of its own; new in it is the client's TLS alert.
    alert = reason.rpartition("(")[2].rpartition(")")[0] or reason
    told = f"the client did not trust the proxy's certificate ({brief(alert)}){hidden}"
    return "pinned", Failure("tls", told)


def brief(reason: str | None) -> str:
    """What a stranger gave as a reason, in one short line."""
    return " ".join((reason or "no reason given").split())[:REASON]
