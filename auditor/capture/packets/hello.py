"""What the messages of a TLS handshake say that everybody on the way can read."""

import struct
import warnings
from dataclasses import dataclass

from cryptography import x509
from mitmproxy.tls import ClientHello

from auditor.capture.naming import ascii_host
from auditor.capture.packets.ja4 import Offer, ja4
from auditor.capture.packets.suites import suite
from auditor.evidence.exchange import Certificate, Tls

MAX_NAME = 300
"""Characters kept of a certificate's names."""
_NAMES = {0x0304: "TLSv1.3", 0x0303: "TLSv1.2", 0x0302: "TLSv1.1", 0x0301: "TLSv1", 0x0300: "SSLv3"}
_ALPN, _SIGNATURES, _VERSIONS, _ECH = 0x0010, 0x000D, 0x002B, 0xFE0D
_RETRY = bytes.fromhex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c")
"""In the place of the server's random number: it asks for another ClientHello (RFC 8446, 4.1.3)."""


@dataclass(frozen=True, slots=True)
class Offered:
    """What a client offered."""

    host: str
    """Empty when it named none."""
    ja4: str
    encrypted_name: bool
    """Whether it offered ECH, really or to keep servers used to it."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """What a server chose."""

    tls: Tls
    retry: bool
    """Whether the client is asked to begin again."""


def offered_in(message: bytes) -> Offered:
    """What a ClientHello says, given without the head of its handshake message; ValueError."""
    try:
        return offered(ClientHello(message), quic=False)
    except (ArithmeticError, AttributeError, EOFError, LookupError, TypeError) as err:
        # The parser is mitmproxy's, and a stranger's bytes may break it anywhere.
        raise ValueError("no ClientHello") from err


def offered(hello: ClientHello, *, quic: bool) -> Offered:
    """The same of a message that was read already."""
    extensions = dict(hello.extensions)
    first = hello.raw_bytes(wrap_in_record=False)[:2]
    versions = _words(extensions.get(_VERSIONS, b"")[1:]) or _words(first)
    protocols = hello.alpn_protocols
    offer = Offer(
        quic=quic,
        versions=versions,
        ciphers=hello.cipher_suites,
        extensions=[kind for kind, _ in hello.extensions],
        signatures=_words(extensions.get(_SIGNATURES, b"")[2:]),
        alpn=protocols[0] if protocols else b"",
    )
    return Offered(ascii_host(hello.sni or ""), ja4(offer), _ECH in extensions)


def agreed_in(message: bytes) -> Agreed:
    """What a ServerHello says, given without its head; ValueError."""
    if len(message) < 38 or len(message) < 38 + message[34]:
        raise ValueError("no ServerHello")
    (version,) = struct.unpack_from(">H", message)
    at = 35 + message[34]
    (cipher,) = struct.unpack_from(">H", message, at)
    alpn = ""
    for kind, value in _extensions(message[at + 5 :]):
        if kind == _VERSIONS and len(value) == 2:
            (version,) = struct.unpack(">H", value)
        elif kind == _ALPN:
            alpn = value[3:].decode("ascii", "replace")
    name = _NAMES.get(version, f"0x{version:04x}")
    return Agreed(Tls(name, suite(cipher), alpn), message[2:34] == _RETRY)


def certificate_in(message: bytes) -> Certificate | None:
    """The first of a Certificate message, up to TLS 1.2; None when it cannot be read."""
    size = int.from_bytes(message[3:6])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of certificates that keep no rule, which is nothing new
        try:
            found = x509.load_der_x509_certificate(message[6 : 6 + size])
            return Certificate(
                subject=found.subject.rfc4514_string()[:MAX_NAME],
                issuer=found.issuer.rfc4514_string()[:MAX_NAME],
                begins=f"{found.not_valid_before_utc:%Y-%m-%dT%H:%M:%SZ}",
                ends=f"{found.not_valid_after_utc:%Y-%m-%dT%H:%M:%SZ}",
            )
        except (ValueError, TypeError, x509.UnsupportedGeneralNameType):
            return None


def _extensions(raw: bytes) -> list[tuple[int, bytes]]:
    found, at = [], 0
    while at + 4 <= len(raw):
        kind, size = struct.unpack_from(">HH", raw, at)
        found.append((kind, raw[at + 4 : at + 4 + size]))
        at += 4 + size
    return found


def _words(raw: bytes) -> list[int]:
    """The numbers of two bytes each in a list."""
    return [int.from_bytes(raw[at : at + 2]) for at in range(0, len(raw) - 1, 2)]
