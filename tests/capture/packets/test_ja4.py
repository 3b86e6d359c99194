"""The vectors are those of the specification: technical_details/JA4.md of FoxIO-LLC/ja4."""

import pytest

from auditor.capture.packets.ja4 import Offer, ja4


def numbers(text):
    return [int(each, 16) for each in text.split(",")] if text else []


CIPHERS = numbers("1301,1302,1303,c02b,c02f,c02c,c030,cca9,cca8,c013,c014,009c,009d,002f,0035")
EXTENSIONS = numbers(
    "001b,0000,0033,0010,4469,0017,002d,000d,0005,0023,0012,002b,ff01,000b,000a,0015"
)
SIGNATURES = numbers("0403,0804,0401,0503,0805,0501,0806,0601")
GREASE = [0x0A0A, 0xFAFA, 0x3A3A]


def offer(**changes):
    some = {
        "quic": False,
        "versions": [0x0304, 0x0303],
        "ciphers": CIPHERS,
        "extensions": EXTENSIONS,
        "signatures": SIGNATURES,
        "alpn": b"h2",
    }
    return Offer(**{**some, **changes})


@pytest.mark.parametrize(
    ("changes", "fingerprint"),
    [
        ({}, "t13d1516h2_8daaf6152771_e5627efa2ab1"),
        ({"ciphers": CIPHERS[::-1]}, "t13d1516h2_8daaf6152771_e5627efa2ab1"),
        ({"signatures": []}, "t13d1516h2_8daaf6152771_6d807ffa2a79"),
        ({"quic": True, "alpn": b"h3"}, "q13d1516h3_8daaf6152771_e5627efa2ab1"),
        (
            {"ciphers": [*GREASE, *CIPHERS], "extensions": [*GREASE, *EXTENSIONS],
             "versions": [*GREASE, 0x0304]},
            "t13d1516h2_8daaf6152771_e5627efa2ab1",
        ),
        ({"ciphers": [], "extensions": [], "signatures": [], "versions": [0x0303], "alpn": b""},
         "t12i000000_000000000000_000000000000"),
    ],
)  # fmt: skip
def test_fingerprints_are_as_published(changes, fingerprint):
    assert ja4(offer(**changes)) == fingerprint


@pytest.mark.parametrize(
    ("alpn", "shown"),
    [
        (b"h2", "h2"), (b"http/1.1", "h1"), (b"", "00"), (b"x", "xx"), (b"\xab", "ab"),
        (b"\xab\xcd", "ad"), (b"\x30\xab", "3b"), (b"\x30\x31\xab\xcd", "3d"),
        (b"\x30\xab\xcd\x31", "01"),
    ],
)  # fmt: skip
def test_the_ends_of_a_protocol_are_as_published(alpn, shown):
    assert ja4(offer(alpn=alpn))[8:10] == shown


@pytest.mark.parametrize(
    ("version", "shown"),
    [(0x0304, "13"), (0x0302, "11"), (0x0300, "s3"), (0x0002, "s2"), (0x9999, "00")],
)
def test_versions_are_as_published(version, shown):
    assert ja4(offer(versions=[version]))[1:3] == shown


def test_more_than_99_are_99():
    many = [0x4000 + at for at in range(150)]
    assert ja4(offer(ciphers=many, extensions=many))[4:8] == "9999"
