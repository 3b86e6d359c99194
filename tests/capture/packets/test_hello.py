import ssl
import struct
import warnings
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st

from auditor.capture.packets.hello import agreed_in, certificate_in, offered_in
from auditor.evidence.exchange import Certificate, Tls


def extension(kind, value):
    return struct.pack(">HH", kind, len(value)) + value


def client_hello(*extensions, version=0x0303, ciphers=(0x1301, 0xC02F)):
    listed = b"".join(struct.pack(">H", each) for each in ciphers)
    body = struct.pack(">H", version) + bytes(32) + b"\0" + struct.pack(">H", len(listed)) + listed
    told = b"".join(extensions)
    return body + b"\1\0" + struct.pack(">H", len(told)) + told


def named(host):
    return extension(0, struct.pack(">HBH", len(host) + 3, 0, len(host)) + host)


def spoken(*protocols):
    listed = b"".join(bytes([len(each)]) + each for each in protocols)
    return extension(16, struct.pack(">H", len(listed)) + listed)


def server_hello(*extensions, version=0x0303, cipher=0xC02F, random=bytes(32)):
    told = b"".join(extensions)
    return (
        struct.pack(">H", version) + random + b"\0" + struct.pack(">HB", cipher, 0)
        + struct.pack(">H", len(told)) + told
    )  # fmt: skip


def test_an_offer_is_read():
    versions = extension(43, b"\4\x03\x04\x03\x03")
    found = offered_in(
        client_hello(named(b"API.vendor.test"), spoken(b"h2", b"http/1.1"), versions)
    )
    assert found.host == "api.vendor.test"
    assert found.ja4[:10] == "t13d0203h2"
    assert not found.encrypted_name


def test_an_encrypted_name_is_noticed():
    assert offered_in(client_hello(named(b"outer.test"), extension(0xFE0D, b"x"))).encrypted_name


@pytest.mark.parametrize("host", [b"", b"a b", b"\xff\xfe", b"a" * 300])
def test_a_name_that_cannot_be_one_is_none(host):
    assert offered_in(client_hello(named(host))).host == ""


@pytest.mark.parametrize(
    ("message", "tls"),
    [
        (server_hello(), Tls("TLSv1.2", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")),
        (server_hello(extension(43, b"\x03\x04"), cipher=0x1301),
         Tls("TLSv1.3", "TLS_AES_128_GCM_SHA256")),
        (server_hello(spoken(b"h2"), version=0x0301, cipher=0x0005),
         Tls("TLSv1", "TLS_RSA_WITH_RC4_128_SHA", "h2")),
        (server_hello(version=0x9999, cipher=0x9999), Tls("0x9999", "0x9999")),
        (server_hello()[:38], Tls("TLSv1.2", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")),
    ],
)  # fmt: skip
def test_what_was_agreed_is_read(message, tls):
    assert agreed_in(message).tls == tls
    assert not agreed_in(message).retry


def test_a_server_that_asks_again_is_told_from_one_that_agrees():
    retry = bytes.fromhex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c")
    assert agreed_in(server_hello(random=retry)).retry


def a_certificate(**names):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names.get("cn", "api.vendor.test"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Authority")]))
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2026, 10, 1, tzinfo=UTC))
        .not_valid_after(datetime(2026, 12, 30, tzinfo=UTC))
        .sign(key, hashes.SHA256())
    )
    return made.public_bytes(serialization.Encoding.DER)


def shown(der):
    return struct.pack(">I", len(der) + 3)[1:] + struct.pack(">I", len(der))[1:] + der


def test_the_certificate_is_read():
    assert certificate_in(shown(a_certificate())) == Certificate(
        "CN=api.vendor.test", "O=Authority", "2026-10-01T00:00:00Z", "2026-12-30T00:00:00Z"
    )


@pytest.mark.parametrize("message", [b"", b"\0\0\0", shown(b"no certificate"), bytes(50)])
def test_what_is_no_certificate_is_none(message):
    assert certificate_in(message) is None


HELLO = client_hello(named(b"a.test"), spoken(b"h2"), extension(13, b"\0\2\4\3"))


@given(st.binary(max_size=200), st.integers(0, len(HELLO)), st.integers(0, len(HELLO)))
def test_no_bytes_break_it(some, start, end):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for message in (some, HELLO[:start] + some[:3] + HELLO[end:]):
            for read in (offered_in, agreed_in):
                with suppress(ValueError):
                    read(message)
            certificate_in(message)


def test_what_openssl_offers_is_read():
    context = ssl.create_default_context()
    sent = ssl.MemoryBIO()
    client = context.wrap_bio(ssl.MemoryBIO(), sent, server_hostname="api.vendor.test")
    with pytest.raises(ssl.SSLWantReadError):
        client.do_handshake()
    found = offered_in(sent.read()[9:])
    assert (found.host, found.ja4[:4]) == ("api.vendor.test", "t13d")
