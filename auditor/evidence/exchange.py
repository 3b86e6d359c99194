"""What was sent and what came back."""

from dataclasses import dataclass, field
from typing import Literal

type Plane = Literal["probe", "capture"]
type Arm = Literal["test", "control", "allowed", "baseline", "plant", "decoy"]
type Side = Literal["sent", "received", "connection"]
type Visibility = Literal["cleartext", "decrypted", "pinned", "opaque", "error"]


@dataclass(frozen=True, slots=True)
class Blob:
    """Bytes in the blob store, named by their salted commitment."""

    id: str
    size: int
    """Bytes before compression."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A made-up value that was put where this exchange could carry it."""

    kind: str
    persona: str
    """Blob that holds the persona, so that erasing it erases every planted value."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which trial of which probe this exchange is."""

    pack: str
    probe: str
    phrasing: str
    language: str
    arm: Arm
    trial: int
    nonce: str
    sampling: dict[str, float | int | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sent:
    """A request. Address and headers lie in ``head``, because they can hold personal data."""

    method: str
    head: Blob
    """JSON: url, headers as pairs; live secrets replaced."""
    body: Blob | None = None
    media_type: str = ""
    encoding: str = ""
    """Content encoding that was undone before storing."""
    times: tuple[float, ...] = ()
    """Seconds from ``started`` at which each chunk passed."""
    joined: Blob | None = None
    """JSON: parts with channel and text, joined from deltas or frames."""
    truncated: str = ""
    """The bound that cut the body; empty when it is whole."""
    sizes: tuple[int, ...] = ()
    """Bytes of each chunk of ``times`` as it passed, still encoded; none where it is not known."""


@dataclass(frozen=True, slots=True)
class Received:
    """A response; ``head`` is JSON with headers as pairs."""

    status: int
    head: Blob
    body: Blob | None = None
    media_type: str = ""
    encoding: str = ""
    times: tuple[float, ...] = ()
    joined: Blob | None = None
    truncated: str = ""
    sizes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Tls:
    """One side of a connection as it was negotiated."""

    version: str
    cipher: str = ""
    alpn: str = ""


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a server showed of itself, where that could be read."""

    subject: str
    issuer: str
    begins: str
    """UTC, RFC 3339."""
    ends: str


@dataclass(frozen=True, slots=True)
class Connection:
    """Where an exchange went, and how much of it could be seen."""

    scheme: str
    host: str
    port: int
    visibility: Visibility
    address: str | None = None
    client_tls: Tls | None = None
    server_tls: Tls | None = None
    wrong_certificate: str = ""
    """What was wrong with the one that the client was shown on purpose, such as expired."""
    ja4: str = ""
    """Fingerprint of the client's TLS, from a capture of packets."""
    encrypted_name: bool = False
    """Whether the client offered ECH: the host may then be an outer name."""
    certificate: Certificate | None = None
    """The server's, from a capture of packets."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an exchange has no usable answer."""

    kind: str
    """timeout, dropped, unreachable, tls, aborted, status, too-large, not-understood; of a
    connection also no-request (closed after the handshake), handshake-closed, encrypted-hello,
    refused (a certificate that was wrong on purpose) and around (past the proxy)."""
    message: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where an imported exchange was read."""

    file: str
    entry: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A live secret that was replaced before anything reached the disk."""

    kind: str
    side: Side
    place: str
    tag: str
    """The same value has the same tag within an audit."""
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One thing sent to one address and what came back, asked by us or overheard."""

    id: str
    plane: Plane
    subject: str
    """The target that was asked, or the app that was overheard."""
    session: str
    started: str
    """UTC, RFC 3339 with milliseconds."""
    ended: str
    connection: Connection
    account: str = ""
    """Whose key asked: ``a``, or ``second`` for another account of the same vendor."""
    phase: str = ""
    asked: Asked | None = None
    planted: tuple[Planted, ...] = ()
    sent: Sent | None = None
    received: Received | None = None
    error: Failure | None = None
    retried: tuple[str, ...] = ()
    """Reasons of the earlier tries, oldest first."""
    source: Source | None = None
    placeholders: tuple[Placeholder, ...] = ()
