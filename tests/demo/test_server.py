import http.client
import socket
import ssl
import time
from http.server import BaseHTTPRequestHandler

import pytest

from auditor.demo.certificates import server_context
from auditor.demo.server import Server


class Answering(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        if self.path == "/bug":
            raise ValueError("ours")
        if self.path == "/gone":
            raise BrokenPipeError
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *args):
        pass


def got(address: tuple[str, int], path: str = "/") -> bytes:
    connection = http.client.HTTPConnection(*address, timeout=10)
    try:
        connection.request("GET", path)
        return connection.getresponse().read()
    finally:
        connection.close()


def test_it_ends_at_once_although_clients_keep_connections_open():
    with Server(Answering, None).serving() as address:
        idle = http.client.HTTPConnection(*address, timeout=10)
        idle.request("GET", "/")
        assert idle.getresponse().read() == b"ok"
        ending = time.monotonic()
    assert time.monotonic() - ending < 5
    idle.close()
    with pytest.raises(ConnectionRefusedError):
        got(address)


def test_a_handshake_that_never_comes_holds_up_nobody(authority):
    tls = server_context(authority, "vendor.test")
    with Server(Answering, tls).serving() as address, socket.create_connection(address):
        context = ssl.create_default_context(cafile=authority.file)
        with (
            socket.create_connection(address, timeout=10) as plain,
            context.wrap_socket(plain, server_hostname="vendor.test") as connection,
        ):
            connection.sendall(b"GET / HTTP/1.1\r\nHost: vendor.test\r\n\r\n")
            assert connection.recv(100).startswith(b"HTTP/1.1 200 OK\r\n")


def test_a_client_that_goes_is_no_news_and_a_bug_is(capsys):
    with Server(Answering, None).serving() as address:
        for path in ("/gone", "/bug"):
            with pytest.raises(http.client.RemoteDisconnected):
                got(address, path)
    said = capsys.readouterr().err
    assert "ValueError: ours" in said
    assert "BrokenPipeError" not in said
