"""What the proxy heard, before it is written down."""

from dataclasses import dataclass

from mitmproxy.connection import Client, Server
from mitmproxy.http import HTTPFlow

from auditor.capture.chunks import Chunks
from auditor.capture.frames import Frames
from auditor.evidence.exchange import Failure, Visibility


@dataclass(frozen=True, slots=True)
class Destination:
    """Where the client wanted to go, whatever address the proxy connected to."""

    host: str
    port: int


@dataclass(slots=True)
class Hearing:
    """One HTTP request while it goes on, and what came back so far."""

    flow: HTTPFlow
    destination: Destination
    sent: Chunks
    received: Chunks
    sent_frames: Frames
    received_frames: Frames
    sent_whole: bool = False
    received_whole: bool = False
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """A connection that ended without a request that could be read."""

    client: Client
    server: Server | None
    destination: Destination
    scheme: str
    visibility: Visibility
    failure: Failure


@dataclass(slots=True)
class Line:
    """What is known of one connection of the client to the proxy."""

    client: Client
    target: Destination | None = None
    """As the client asked with CONNECT, or where its packets were going."""
    server: Server | None = None
    carried: bool = False
    """Whether a request was read on it."""
    written: bool = False
    hidden: str = ""
    """The name in the handshake, where the client had asked for another one."""
    encrypted: bool = False
    """Whether the real name stands in an encrypted part of the handshake."""
    questions: int = 0
    """To a name server."""
    upstream: Failure | None = None
    """Why the server could not be reached."""
    bytes_sent: int = 0
    bytes_received: int = 0
