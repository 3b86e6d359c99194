"""A vendor on loopback with an authority of its own: HTTPS, plain HTTP, and raw TCP."""

import base64
import gzip
import hashlib
import json
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import brotli
import zstandard
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

EVENTS = 6
PAUSE = 0.15
WORDS = "The heron stood very still at the edge of a wide and silent pond before dawn".split() * 3
ANSWER = {"answer": "Forty-two", "session_token": "srv-5e55-10n-70ken"}
PAGE = b"""<!doctype html><title>chat</title><link rel="icon" href="data:,">
<script>
const said = new Promise((done) => {
  const socket = new WebSocket("wss://api.vendor.test/socket");
  socket.onopen = () => socket.send(JSON.stringify({ say: "hello from the page" }));
  socket.onclose = done;
});
async function streamed() {
  const answer = await fetch("https://api.vendor.test/sse");
  const reader = answer.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read());
}
async function counted() {
  const event = JSON.stringify({ event: "page", title: "chat" });
  await fetch("https://telemetry.third.test/collect", { method: "POST", body: event });
}
Promise.all([said, streamed(), counted()]).then(() => fetch("/done"));
</script>"""
PACKED = {
    "gzip": gzip.compress,
    "br": brotli.compress,
    "zstd": zstandard.ZstdCompressor().compress,
}


class Vendor(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 10

    def log_message(self, *args):
        """Tests print nothing."""

    def do_POST(self):
        self.rfile.read(int(self.headers.get("content-length", 0)))
        while self.headers.get("transfer-encoding") and (size := int(self.rfile.readline(), 16)):
            self.rfile.read(size + 2)
        self.answer({"set-cookie": "sid=vendor-cookie-value; Secure; HttpOnly"})

    def do_GET(self):
        if self.path.startswith("/sse"):
            self.stream()
        elif self.path.startswith("/words/"):
            self.speak(int(self.path.rpartition("/")[2]))
        elif self.path.startswith("/packed/"):
            name = self.path.rpartition("/")[2]
            self.answer({"content-encoding": name}, PACKED[name](json.dumps(ANSWER).encode()))
        elif self.path == "/socket":
            self.talk()
        elif self.path == "/chat":
            self.answer({"content-type": "text/html"}, PAGE)
        elif self.path == "/broken-gzip":
            self.answer({"content-encoding": "gzip"}, b"\x1f\x8b this is no gzip")
        elif self.path == "/dropped":
            self.send_response(200)
            self.send_header("content-length", "1000")
            self.end_headers()
            self.wfile.write(b"only this")
            self.close_connection = True
        else:
            self.answer({})

    def answer(self, headers, body=None):
        body = json.dumps(ANSWER).encode() if body is None else body
        self.send_response(200)
        told = {
            "content-type": "application/json; charset=utf-8",
            "access-control-allow-origin": "*",
        }
        self.send_header("content-length", str(len(body)))
        for name, value in {**told, **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def talk(self):
        """A WebSocket: hears one frame, says it back as text and as bytes, and closes."""
        key = self.headers["sec-websocket-key"].encode() + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
        self.send_response(101)
        self.send_header("upgrade", "websocket")
        self.send_header("connection", "upgrade")
        accept = base64.b64encode(hashlib.sha1(key).digest()).decode()
        self.send_header("sec-websocket-accept", accept)
        self.end_headers()
        size = self.rfile.read(2)[1] & 127
        mask, masked = self.rfile.read(4), self.rfile.read(size)
        heard = bytes(byte ^ mask[i % 4] for i, byte in enumerate(masked))
        for kind in (0x81, 0x82):
            self.wfile.write(bytes([kind, len(heard)]) + heard)
        self.wfile.write(b"\x88\x02\x03\xe8")
        self.rfile.read(8)
        self.close_connection = True

    def speak(self, every):
        """An answer of a model, so many words in each chunk."""
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()
        told = [json.dumps({"delta": f" {word}"}).encode() for word in WORDS]
        for at in range(0, len(told), every):
            chunk = b"".join(b"data: %b\n\n" % each for each in told[at : at + every])
            self.wfile.write(b"%x\r\n%b\r\n" % (len(chunk), chunk))
            self.wfile.flush()
            time.sleep(0.002)
        self.wfile.write(b"0\r\n\r\n")

    def stream(self):
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()
        for number in range(EVENTS):
            event = b'data: {"n": %d, "at": %.6f}\n\n' % (number, time.time())
            self.wfile.write(b"%x\r\n%b\r\n" % (len(event), event))
            self.wfile.flush()
            time.sleep(PAUSE)
        self.wfile.write(b"0\r\n\r\n")


class Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """Clients that go away are what is tested."""


@contextmanager
def serving(context: ssl.SSLContext | None = None) -> Iterator[int]:
    """The port of a running vendor."""
    server = Quiet(("127.0.0.1", 0), Vendor)
    if context:
        server.socket = context.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def authority(folder: Path, *names: str) -> tuple[Path, ssl.SSLContext]:
    """A root's certificate, and a server's context under it for the names."""
    root_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root = _unsigned("test root", "test root", root_key)
    root = root.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    root = root.add_extension(
        x509.SubjectKeyIdentifier.from_public_key(root_key.public_key()), critical=False
    )
    leaf = _unsigned(names[0], "test root", key).add_extension(
        x509.SubjectAlternativeName([x509.DNSName(name) for name in names]), critical=False
    )
    pem = serialization.Encoding.PEM
    (folder / "root.pem").write_bytes(root.sign(root_key, hashes.SHA256()).public_bytes(pem))
    (folder / "leaf.pem").write_bytes(
        leaf.sign(root_key, hashes.SHA256()).public_bytes(pem)
        + key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "leaf.pem")
    return folder / "root.pem", context


def _unsigned(name, issuer, key):
    def named(text):
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])

    return (
        x509.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(named(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - timedelta(hours=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
    )
