import struct

import pytest

from auditor.capture.packets.handshake import Handshake
from tests.capture.packets.test_hello import (
    a_certificate,
    client_hello,
    extension,
    named,
    server_hello,
    shown,
)


def record(kind, body):
    return struct.pack(">BHH", kind, 0x0303, len(body)) + body


def message(kind, body):
    return bytes([kind]) + struct.pack(">I", len(body))[1:] + body


HELLO = message(1, client_hello(named(b"api.vendor.test")))
AGREED = message(2, server_hello())
CERTIFICATE = message(11, shown(a_certificate()))
CHANGE = record(20, b"\1")
DATA = record(23, b"secret")


def heard(*said):
    hearing = Handshake()
    for mine, data in said:
        hearing.take(data, mine=mine)
    return hearing


def test_both_sides_are_read_up_to_the_protection():
    found = heard(
        (True, record(22, HELLO)), (False, record(22, AGREED + CERTIFICATE)),
        (True, CHANGE + record(22, b"finished")), (False, CHANGE), (True, DATA),
    )  # fmt: skip
    assert found.offered.host == "api.vendor.test"
    assert found.agreed.tls.version == "TLSv1.2"
    assert found.certificate.subject == "CN=api.vendor.test"
    assert found.alert is None


@pytest.mark.parametrize("size", [1, 3, 7, 50])
def test_messages_may_come_in_any_pieces(size):
    cut = b"".join(record(22, HELLO[at : at + size]) for at in range(0, len(HELLO), size))
    hearing = Handshake()
    for at in range(0, len(cut), 2):
        hearing.take(cut[at : at + 2], mine=True)
    assert hearing.offered.host == "api.vendor.test"


def test_a_server_that_asks_again_agrees_later():
    random = bytes.fromhex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c")
    three = extension(43, b"\x03\x04")
    again = message(2, server_hello(three, cipher=0x1301, random=random))
    agreed = message(2, server_hello(three, cipher=0x1302))
    found = heard(
        (True, record(22, HELLO)), (False, record(22, again) + CHANGE), (True, CHANGE),
        (False, record(22, agreed) + CHANGE + DATA),
    )  # fmt: skip
    assert found.agreed.tls.cipher == "TLS_AES_256_GCM_SHA384"


@pytest.mark.parametrize(
    ("said", "alert"),
    [
        ([(True, record(21, b"\2\x30"))], (True, 48)),
        ([(False, record(21, b"\2\x46")), (True, record(21, b"\2\x30"))], (False, 70)),
        ([(False, record(21, b"\1\x70"))], None),
        ([(True, CHANGE + record(21, b"\2\x30"))], None),
        ([(True, DATA + record(21, b"\2\x30"))], None),
        ([(True, record(21, b"\2\x30 encrypted"))], None),
    ],
)
def test_an_alert_counts_while_everybody_can_read_it(said, alert):
    assert heard(*said).alert == alert


@pytest.mark.parametrize(
    "nonsense",
    [
        b"GET / HTTP/1.1\r\n", record(99, b""), record(22, b"\1\xff\xff\xff"),
        struct.pack(">BHH", 22, 0x0303, 65535), record(22, message(1, b"no hello")),
    ],
)  # fmt: skip
def test_a_side_that_makes_no_sense_is_read_no_further(nonsense):
    assert heard((True, nonsense), (True, record(22, HELLO))).offered is None


def test_nothing_is_read_behind_a_gap():
    hearing = heard((True, record(22, HELLO)[:20]))
    hearing.miss(mine=True)
    hearing.take(record(22, HELLO), mine=True)
    assert hearing.offered is None
    hearing.take(record(22, AGREED), mine=False)
    assert hearing.agreed is not None
