"""Notes the connections that ended without a request that could be read."""

import re
from collections.abc import Awaitable, Callable
from ipaddress import ip_address

from mitmproxy.connection import Client, Server
from mitmproxy.dns import DNSFlow
from mitmproxy.flow import Flow
from mitmproxy.http import HTTPFlow
from mitmproxy.proxy.context import Context
from mitmproxy.proxy.server_hooks import ServerConnectionHookData
from mitmproxy.tcp import TCPFlow
from mitmproxy.tls import ClientHelloData, TlsData
from mitmproxy.udp import UDPFlow

from auditor.capture.ends import REFUSALS, brief, hidden, not_http, refused, scheme, verdict
from auditor.capture.heard import Destination, Line, Unread
from auditor.evidence.exchange import Failure, Visibility

_ECH = 0xFE0D
"""The extension of a hello whose real one is encrypted; browsers also send it to no purpose, and
only with another host's name outside it means something."""


class Ledger:
    """A mitmproxy addon. ``ending`` is set when auditor itself ends the client."""

    def __init__(
        self,
        write: Callable[[Unread], Awaitable[None]],
        wrong: Callable[[str], str] = lambda _: "",
    ) -> None:
        """``wrong`` is what was wrong with the certificate shown to a client, by its id."""
        self._write = write
        self._wrong = wrong
        self._lines: dict[str, Line] = {}
        self.ending = False

    def destination(self, flow: HTTPFlow) -> Destination:
        """Where a request wanted to go: as CONNECT named it, else as its address does."""
        line = self._lines.get(flow.client_conn.id)
        target = line.target if line else None
        if target is None:
            target = Destination(flow.request.host, flow.request.port)
        return _named(target, flow.client_conn.sni or _asked_host(flow))

    def client_connected(self, client: Client) -> None:
        """A new connection."""
        self._lines[client.id] = Line(client)

    def http_connect(self, flow: HTTPFlow) -> None:
        """The client says where the connection is to go."""
        self._line(flow.client_conn).target = Destination(flow.request.host, flow.request.port)

    def server_connect(self, data: ServerConnectionHookData) -> None:
        """Where a client that uses no CONNECT wants to go; a plain proxy is told with each request."""
        line, address = self._line(data.client), data.server.address
        if line.target is None and address and not _asks_a_proxy(data.client):
            line.target = Destination(*address[:2])

    def requestheaders(self, flow: HTTPFlow) -> None:
        """A request could be read: the recorder writes it."""
        self._line(flow.client_conn).carried = True

    def tls_clienthello(self, data: ClientHelloData) -> None:
        """The client names a host, in a mode without CONNECT for the first time."""
        line = self._at(data.context)
        named = data.client_hello.sni or ""
        if line.target and named and not _is_address(line.target.host):
            line.hidden = named if named.lower() != line.target.host.lower() else ""
            line.encrypted = bool(line.hidden) and _ECH in dict(data.client_hello.extensions)

    async def http_connect_error(self, flow: HTTPFlow) -> None:
        """The proxy could not connect, and said so to the client."""
        line = self._line(flow.client_conn)
        failure = line.upstream or Failure("unreachable", "the server could not be reached")
        await self._note(line, "error", failure)

    def tls_failed_server(self, data: TlsData) -> None:
        """The server's certificate did not verify, or it speaks no TLS."""
        line = self._at(data.context)
        line.upstream = Failure("tls", f"TLS with the server failed: {brief(data.conn.error)}")

    def server_connect_error(self, data: ServerConnectionHookData) -> None:
        """No connection to the server."""
        reason = f"the server could not be reached: {brief(data.server.error)}"
        self._line(data.client).upstream = Failure("unreachable", reason)

    def tls_established_client(self, data: TlsData) -> None:
        """The client accepted the proxy's certificate, or acts so."""
        self._at(data.context)

    async def tls_failed_client(self, data: TlsData) -> None:
        """The client did not accept the proxy's certificate."""
        line = self._at(data.context)
        if self.ending:
            await self._note(line, "opaque", Failure("aborted", "ended during the TLS handshake"))
        else:
            await self._note(line, *refused(data.conn.error, hidden(line)))

    def tcp_message(self, flow: TCPFlow | UDPFlow) -> None:
        """Bytes of a protocol other than HTTP: counted, not kept."""
        line = self._at(flow)
        for message in flow.messages:
            if message.from_client:
                line.bytes_sent += len(message.content)
            else:
                line.bytes_received += len(message.content)
        flow.messages.clear()

    async def tcp_end(self, flow: TCPFlow | UDPFlow) -> None:
        """A connection with a protocol other than HTTP ended."""
        if flow.client_conn.id in self._lines:  # else it was noted when its client went away
            line = self._at(flow)
            await self._note(line, "opaque", not_http(line))

    udp_message = tcp_message
    tcp_error = udp_end = udp_error = tcp_end

    def dns_request(self, flow: DNSFlow) -> None:
        """A question for a name: counted."""
        self._at(flow).questions += 1

    async def client_disconnected(self, client: Client) -> None:
        """The connection is over: was anything to be read on it?"""
        line = self._lines.pop(client.id, None)
        if line and not line.carried:
            await self._note(line, *verdict(line, ending=self.ending))

    async def finish(self) -> None:
        """Note the connections that are still open."""
        self.ending = True
        for line in list(self._lines.values()):
            await self.client_disconnected(line.client)

    async def _note(self, line: Line, visibility: Visibility, failure: Failure) -> None:
        if line.written or line.target is None:
            return
        line.written = True
        if line.encrypted and failure.kind in REFUSALS:
            visibility, failure = "opaque", Failure("encrypted-hello", failure.message)
        wrong = self._wrong(line.client.id)
        if wrong and failure.kind in REFUSALS:
            told = f"it refused a certificate that was {wrong} on purpose: {failure.message}"
            visibility, failure = "opaque", Failure("refused", told)
        await self._write(
            Unread(
                client=line.client,
                server=line.server,
                destination=_named(line.target, line.client.sni),
                scheme=scheme(line),
                visibility=visibility,
                failure=failure,
            )
        )

    def _line(self, client: Client) -> Line:
        return self._lines.setdefault(client.id, Line(client))

    def _at(self, flow: HTTPFlow | TCPFlow | UDPFlow | DNSFlow | Context) -> Line:
        """The connection, and where it goes as far as that is known by now."""
        if isinstance(flow, Flow):
            client, server = flow.client_conn, flow.server_conn
        else:
            client, server = flow.client, flow.server
        line = self._line(client)
        line.server = server
        if line.target is None and server.address:
            line.target = Destination(*server.address[:2])
        return line


def reached(server: Server) -> bool:
    """Whether a connection to the server stood, with TLS where it was wanted."""
    if server.timestamp_tcp_setup is None:
        return False
    return server.tls_established or not server.tls


def _named(target: Destination, name: str | None) -> Destination:
    """The destination by the name that the client used further in, where it is a bare address."""
    if not name or not _is_address(target.host):
        return target
    return Destination(name, target.port)


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _asked_host(flow: HTTPFlow) -> str | None:
    """The host in a request's header, where the client was not asked for the host before."""
    if _asks_a_proxy(flow.client_conn):
        return None
    return re.sub(r":\d+$", "", flow.request.host_header or "")


def _asks_a_proxy(client: Client) -> bool:
    return client.proxy_mode.type_name in ("regular", "upstream")
