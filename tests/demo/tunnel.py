"""A proxy that only passes bytes on, to hosts that it knows by name."""

import re
import select
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from socket import create_connection, socket
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Thread

CONNECT = re.compile(rb"CONNECT ([a-z0-9.-]+):443 HTTP/1.1\r\n")
PLAIN = re.compile(rb"[A-Z]+ http://([a-z0-9.-]+)[:/]")


class Tunnel(ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, addresses: Mapping[str, tuple[str, int]]) -> None:
        super().__init__(("127.0.0.1", 0), _Passing)
        self.addresses = addresses
        self.asked_for: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


@contextmanager
def tunnel(addresses: Mapping[str, tuple[str, int]]) -> Iterator[Tunnel]:
    with Tunnel(addresses) as proxy:
        thread = Thread(target=proxy.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield proxy
        finally:
            proxy.shutdown()
            thread.join()


class _Passing(BaseRequestHandler):
    server: Tunnel

    def handle(self) -> None:
        self.request.settimeout(30)
        head = self.request.recv(65536)
        asked = CONNECT.match(head) or PLAIN.match(head)
        name = asked[1].decode() if asked else ""
        self.server.asked_for.append(name)
        if name not in self.server.addresses:
            self.request.sendall(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")
            return
        with create_connection(self.server.addresses[name], timeout=30) as host:
            if CONNECT.match(head):
                self.request.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            else:
                host.sendall(head)
            _pass_on(self.request, host)


def _pass_on(one: socket, other: socket) -> None:
    to = {one: other, other: one}
    while ready := select.select([one, other], [], [], 30)[0]:
        for side in ready:
            try:
                data = side.recv(65536)
            except ConnectionError:
                return
            if not data:
                return
            to[side].sendall(data)
