"""A phone in user space: speaks WireGuard over loopback and, inside it, enough TCP for one request.

After the protocol as its authors describe it: https://www.wireguard.com/protocol/
"""

import base64
import hmac
import os
import socket
import ssl
import struct
import time
from hashlib import blake2s

from aioquic.h3.connection import H3Connection
from aioquic.h3.events import DataReceived
from aioquic.quic.configuration import QuicConfiguration
from aioquic.quic.connection import QuicConnection
from aioquic.quic.events import ConnectionTerminated
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

MINE = "10.0.0.1"
SEGMENT = 500
SYN, ACK, PUSH, FIN = 2, 16, 8, 1


class Tunnel:
    """One session with the proxy; ``conf`` is what a WireGuard app imports."""

    def __init__(self, conf: str, at: tuple[str, int]) -> None:
        said = dict(line.split(" = ", 1) for line in conf.splitlines() if " = " in line)
        self._mine = X25519PrivateKey.from_private_bytes(base64.b64decode(said["PrivateKey"]))
        self._theirs = base64.b64decode(said["PublicKey"])
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.settimeout(10)
        self._socket.connect(at)
        self._count = 0
        self._shake()

    def close(self) -> None:
        self._socket.close()

    def send(self, packet: bytes) -> None:
        """One IP packet."""
        padded = packet + bytes(-len(packet) % 16)
        sealed = ChaCha20Poly1305(self._out).encrypt(_nonce(self._count), padded, b"")
        self._socket.send(struct.pack("<IIQ", 4, self._peer, self._count) + sealed)
        self._count += 1

    def receive(self) -> bytes:
        """The next IP packet; an empty one keeps the tunnel alive and is none."""
        while True:
            raw = self._socket.recv(65536)
            if raw[0] == 4:
                count = int.from_bytes(raw[8:16], "little")
                if opened := ChaCha20Poly1305(self._in).decrypt(_nonce(count), raw[16:], b""):
                    return opened[: int.from_bytes(opened[2:4])]

    def _shake(self) -> None:
        once, own = X25519PrivateKey.generate(), self._mine.public_key().public_bytes_raw()
        chain = _hash(b"Noise_IKpsk2_25519_ChaChaPoly_BLAKE2s")
        seen = _hash(_hash(chain + b"WireGuard v1 zx2c4 Jason@zx2c4.com") + self._theirs)
        mine = once.public_key().public_bytes_raw()
        (chain,), seen = _derive(chain, mine, 1), _hash(seen + mine)
        chain, key = _derive(chain, _shared(once, self._theirs), 2)
        who = _seal(key, own, seen)
        seen = _hash(seen + who)
        chain, key = _derive(chain, _shared(self._mine, self._theirs), 2)
        now = time.time_ns()
        moment = struct.pack(">QI", 0x400000000000000A + now // 10**9, now % 10**9)
        when = _seal(key, moment, seen)
        seen = _hash(seen + when)
        hello = struct.pack("<II", 1, 7) + mine + who + when
        label = _hash(b"mac1----" + self._theirs)
        self._socket.send(hello + blake2s(hello, digest_size=16, key=label).digest() + bytes(16))
        answer = self._socket.recv(200)
        assert answer[0] == 2, answer[:4]
        self._peer, theirs = int.from_bytes(answer[4:8], "little"), answer[12:44]
        (chain,), seen = _derive(chain, theirs, 1), _hash(seen + theirs)
        (chain,) = _derive(chain, _shared(once, theirs), 1)
        (chain,) = _derive(chain, _shared(self._mine, theirs), 1)
        chain, extra, key = _derive(chain, bytes(32), 3)
        ChaCha20Poly1305(key).decrypt(bytes(12), answer[44:60], _hash(seen + extra))
        self._out, self._in = _derive(chain, b"", 2)


class Stream:
    """TCP in the tunnel, over a line that loses nothing."""

    def __init__(self, tunnel: Tunnel, host: str, port: int) -> None:
        self._tunnel, self._to = tunnel, (host, port)
        self._sent, self._seen = int.from_bytes(os.urandom(3)), 0
        self._packet(SYN)
        flags, _ = self._next()
        assert flags == SYN | ACK
        self._packet(ACK)

    def send(self, data: bytes) -> None:
        for at in range(0, len(data), SEGMENT):
            self._packet(PUSH | ACK, data[at : at + SEGMENT])

    def receive(self) -> bytes:
        """What came next; nothing at its end."""
        while True:
            flags, data = self._next()
            if data or flags & FIN:
                self._packet(ACK)
                return data

    def close(self) -> None:
        self._packet(FIN | ACK)

    def _next(self) -> tuple[int, bytes]:
        while True:
            packet = self._tunnel.receive()
            if packet[9] != 6:
                continue
            head, at = packet[20:], (packet[32] >> 4) * 4
            seq, flags, data = int.from_bytes(head[4:8]), head[13], head[at:]
            if flags & SYN or seq == self._seen:
                self._seen = (seq + len(data) + bool(flags & (SYN | FIN))) % 2**32
                return flags, data

    def _packet(self, flags: int, data: bytes = b"") -> None:
        ports = (40000, self._to[1])
        head = struct.pack(">HHIIBBHHH", *ports, self._sent, self._seen, 80, flags, 65535, 0, 0)
        self._tunnel.send(_ip(6, self._to[0], head + data, 16))
        self._sent = (self._sent + len(data) + bool(flags & (SYN | FIN))) % 2**32


def request(tunnel: Tunnel, host: str, name: str, context: ssl.SSLContext, path: str) -> bytes:
    """What a host answers to GET over TLS; port 443."""
    stream, into, out = Stream(tunnel, host, 443), ssl.MemoryBIO(), ssl.MemoryBIO()
    secure = context.wrap_bio(into, out, server_hostname=name)
    asked = f"GET {path} HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\n\r\n".encode()

    def go(step):
        while True:
            try:
                return step()
            except ssl.SSLWantReadError:
                stream.send(out.read())
                into.write(stream.receive())
            finally:
                stream.send(out.read())

    go(secure.do_handshake)
    go(lambda: secure.write(asked))
    answer = b""
    while not answer.endswith(b"}"):
        answer += go(lambda: secure.read(65536))
    stream.close()
    return answer


def datagram(tunnel: Tunnel, host: str, port: int, data: bytes) -> None:
    """UDP in the tunnel."""
    tunnel.send(_ip(17, host, struct.pack(">HHHH", 40001, port, 8 + len(data), 0) + data, 6))


def request_h3(tunnel: Tunnel, host: str, name: str, authority: bytes, path: str) -> bytes:
    """What a host answers to GET over HTTP/3; port 443."""
    about = QuicConfiguration(alpn_protocols=["h3"], server_name=name, cadata=authority)
    quic, told = QuicConnection(configuration=about), b""
    http = H3Connection(quic)
    head = [(b":method", b"GET"), (b":scheme", b"https"), (b":path", path.encode()),
            (b":authority", name.encode())]  # fmt: skip
    quic.connect((host, 443), now=time.time())
    http.send_headers(quic.get_next_available_stream_id(), head, end_stream=True)
    while True:
        for data, _ in quic.datagrams_to_send(now=time.time()):
            datagram(tunnel, host, 443, data)
        packet = tunnel.receive()
        if packet[9] == 17:
            quic.receive_datagram(packet[28:], (host, 443), now=time.time())
        while event := quic.next_event():
            if isinstance(event, ConnectionTerminated):
                raise ConnectionError(event.reason_phrase)
            for each in http.handle_event(event):
                told += each.data if isinstance(each, DataReceived) else b""
                if isinstance(each, DataReceived) and each.stream_ended:
                    quic.close()
                    for data, _ in quic.datagrams_to_send(now=time.time()):
                        datagram(tunnel, host, 443, data)
                    return told


def _ip(protocol: int, host: str, inner: bytes, at: int) -> bytes:
    """An IPv4 packet; the inner checksum stands at an offset."""
    ends = socket.inet_aton(MINE) + socket.inet_aton(host)
    told = _sum(ends + struct.pack(">HH", protocol, len(inner)) + inner)
    inner = inner[:at] + told + inner[at + 2 :]
    head = struct.pack(">BBHHHBBH", 0x45, 0, 20 + len(inner), 0, 0, 64, protocol, 0) + ends
    return head[:10] + _sum(head) + head[12:] + inner


def _sum(raw: bytes) -> bytes:
    raw += bytes(len(raw) % 2)
    total = sum(int.from_bytes(raw[at : at + 2]) for at in range(0, len(raw), 2))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return (~total & 0xFFFF).to_bytes(2)


def _hash(data: bytes) -> bytes:
    return blake2s(data).digest()


def _derive(chain: bytes, material: bytes, count: int) -> tuple[bytes, ...]:
    secret, last, made = hmac.digest(chain, material, "blake2s"), b"", []
    for number in range(1, count + 1):
        last = hmac.digest(secret, last + bytes([number]), "blake2s")
        made.append(last)
    return tuple(made)


def _shared(mine: X25519PrivateKey, theirs: bytes) -> bytes:
    return mine.exchange(X25519PublicKey.from_public_bytes(theirs))


def _seal(key: bytes, data: bytes, seen: bytes) -> bytes:
    return ChaCha20Poly1305(key).encrypt(bytes(12), data, seen)


def _nonce(count: int) -> bytes:
    return bytes(4) + count.to_bytes(8, "little")
