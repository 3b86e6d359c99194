"""Writes what was heard into the evidence; live secrets are replaced before anything is kept."""

import secrets
from collections.abc import Callable

from auditor.capture.around import Socket
from auditor.capture.flows import address, address_of, printable, received_half, sent_half, tls
from auditor.capture.glance import glimpsed, values_of
from auditor.capture.heard import Hearing, Unread
from auditor.capture.keeping import (
    Half,
    planted_values,
    put_received,
    put_sent,
    safe_received,
    safe_sent,
)
from auditor.capture.naming import ascii_host, moment
from auditor.evidence.custody import now
from auditor.evidence.edge import Edge
from auditor.evidence.exchange import Connection, Exchange, Failure, Planted, Received, Sent
from auditor.evidence.writer import Writer


class Scribe:
    """Writes the exchanges of one session, one at a time."""

    def __init__(
        self,
        writer: Writer,
        *,
        app: str,
        phase: Callable[[float], str],
        planted: tuple[Planted, ...],
        notice: Callable[[Exchange, tuple[str, ...]], None] = lambda *_: None,
        wrong: Callable[[str], str] = lambda _: "",
    ) -> None:
        """``phase`` tells the phase at a time; ``notice`` is told of each exchange and the kinds of
        planted values glimpsed in it; ``wrong`` says what was wrong with the certificate shown to a
        client, by its id.
        """
        self._wrong = wrong
        self._writer = writer
        self._notice = notice
        self._app = app
        self._phase = phase
        self._planted = planted
        self._values = planted_values(writer, planted)
        self._glimpsed = values_of(writer, planted)
        self.session = f"s-{secrets.token_hex(4)}"
        self.count = 0

    def write(self, heard: Hearing) -> None:
        """Write one request with what came back."""
        flow, edge = heard.flow, Edge(self._writer.salt, planted=self._values)
        url, half = address_of(flow, heard.destination), sent_half(heard)
        sent = self._sent(heard, edge, url, half)
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
                wrong_certificate=self._wrong(flow.client_conn.id),
            ),
            failure=heard.failure,
            sent=sent,
            received=received,
            edge=edge,
            planted=glimpsed(self._glimpsed, url, half),
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
                wrong_certificate=self._wrong(unread.client.id),
            ),
            failure=unread.failure,
        )

    def write_around(self, socket: Socket) -> None:
        """Write that a client went around the proxy."""
        told = "went around the proxy: a connection of its own was seen, and nothing of its content"
        self._append(
            started=socket.seen,
            connection=Connection(
                socket.scheme, socket.address, socket.port, "opaque", address=socket.address
            ),
            failure=Failure("around", told),
        )

    def _append(
        self,
        *,
        started: float,
        connection: Connection,
        failure: Failure | None,
        sent: Sent | None = None,
        received: Received | None = None,
        edge: Edge | None = None,
        planted: tuple[str, ...] = (),
    ) -> None:
        self.count += 1
        exchange = Exchange(
            id=f"{self.session}-{self.count:06}",
            plane="capture",
            subject=self._app,
            session=self.session,
            started=moment(started),
            ended=now(),
            connection=connection,
            phase=self._phase(started),
            planted=self._planted,
            sent=sent,
            received=received,
            error=failure,
            placeholders=tuple(edge.placeholders) if edge else (),
        )
        self._writer.append(exchange)
        self._notice(exchange, planted)

    def _sent(self, heard: Hearing, edge: Edge, url: str, half: Half) -> Sent:
        safe = safe_sent(edge, url, half)
        return put_sent(self._writer, printable(heard.flow.request.data.method), safe)

    def _received(self, heard: Hearing, edge: Edge) -> Received | None:
        if heard.flow.response is None:
            return None
        status = heard.flow.response.status_code
        return put_received(self._writer, status, safe_received(edge, received_half(heard)))
