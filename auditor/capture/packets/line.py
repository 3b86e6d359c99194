"""Where a conversation goes, and who is told of what was read of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from auditor.capture.importing.entry import Entry
from auditor.capture.packets.handshake import Handshake
from auditor.capture.packets.room import Room
from auditor.evidence.exchange import Certificate, Connection, Tls, Visibility


@dataclass(slots=True)
class Line:
    """One conversation; what lies within TLS, or within a tunnel, is a line of its own."""

    address: str | None
    port: int
    app: str
    write: Callable[[Callable[[], Entry]], None]
    """Told how to make an entry; bodies are unpacked then, one entry at a time."""
    room: Room
    named: Callable[[], str]
    """The one name that the capture gives the address, or nothing."""
    sealed: str
    """Why TLS stays closed, in a sentence's second half."""
    host: str = ""
    """As the client named it in a handshake, or asked a proxy for it."""
    secure: bool = False
    tls: Tls | None = None
    ja4: str = ""
    encrypted_name: bool = False
    certificate: Certificate | None = None

    def learn(self, heard: Handshake) -> None:
        """What a handshake said."""
        if heard.offered:
            self.host = heard.offered.host or self.host
            self.ja4 = heard.offered.ja4
            self.encrypted_name = heard.offered.encrypted_name
        self.tls = heard.agreed.tls if heard.agreed else self.tls
        self.certificate = heard.certificate or self.certificate

    def within(self) -> "Line":
        """The same line, under the protection of TLS."""
        return replace(self, secure=True)

    def tunnel(self, host: str, port: int) -> "Line":
        """What goes on through a proxy to another host."""
        return replace(self, address=None, host=host, port=port, named=lambda: "")

    def at(self) -> str:
        """The best name for the other end."""
        return self.host or self.named() or self.address or "unknown"

    def connection(self, scheme: str, host: str, visibility: Visibility) -> Connection:
        """As the evidence names it."""
        return Connection(
            scheme=scheme,
            host=host or self.at(),
            port=self.port,
            visibility=visibility,
            address=self.address,
            server_tls=self.tls,
            ja4=self.ja4,
            encrypted_name=self.encrypted_name,
            certificate=self.certificate,
        )


class Talk(Protocol):
    """What is spoken on a line; times are seconds since 1970, ``mine`` is the client's side."""

    def take(self, data: bytes, at: float, *, mine: bool) -> None:
        """The next bytes of a side."""

    def miss(self, size: int, *, mine: bool) -> None:
        """Bytes of a side that are not in the capture."""

    def end(self, at: float) -> None:
        """Nothing follows: write what is left."""
