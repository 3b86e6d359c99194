"""An HTTP server on loopback, with TLS or without, that ends whole with its context."""

import ssl
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SHUT_RDWR, socket
from threading import Thread
from typing import Any

IDLE_SECONDS = 30.0
POLL_SECONDS = 0.05


class Server(ThreadingHTTPServer):
    """Listens on a free port; each connection has a thread and a time limit."""

    daemon_threads = False
    block_on_close = True

    def __init__(
        self, answering: Callable[..., BaseHTTPRequestHandler], tls: ssl.SSLContext | None
    ) -> None:
        super().__init__(("127.0.0.1", 0), answering)
        self._tls = tls
        self._open: set[socket] = set()

    @contextmanager
    def serving(self) -> Iterator[tuple[str, int]]:
        """Serve while the context lasts; yields where."""
        thread = Thread(target=self.serve_forever, args=(POLL_SECONDS,))
        thread.start()
        try:
            yield "127.0.0.1", self.server_port
        finally:
            self.shutdown()
            thread.join()
            for each in self._open.copy():
                with suppress(OSError):
                    each.shutdown(SHUT_RDWR)
            self.server_close()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Hand a connection to a thread of its own."""
        request.settimeout(IDLE_SECONDS)
        self._open.add(request)
        super().process_request(request, client_address)

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Answer a connection, in its thread: a slow handshake holds up nobody else."""
        if self._tls is None:
            super().finish_request(request, client_address)
            return
        with self._tls.wrap_socket(request.dup(), server_side=True) as connection:
            super().finish_request(connection, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Close a connection."""
        self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Either end may go as it likes; everything else is our fault and is shown."""
        if not isinstance(sys.exception(), OSError | HTTPException):
            super().handle_error(request, client_address)
