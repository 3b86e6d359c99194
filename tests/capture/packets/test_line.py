import pytest

from auditor.evidence.exchange import Connection, Tls
from tests.capture.packets.lines import a_line
from tests.capture.packets.test_handshake import AGREED, CERTIFICATE, HELLO, heard, record


@pytest.mark.parametrize(
    ("changes", "at"),
    [
        ({}, "192.0.2.7"),
        ({"named": lambda: "dns.test"}, "dns.test"),
        ({"named": lambda: "dns.test", "host": "api.test"}, "api.test"),
        ({"address": None}, "unknown"),
    ],
)
def test_the_best_name_is_taken(changes, at):
    line = a_line([], **changes)
    assert line.at() == at
    assert line.connection("tcp", "", "opaque").host == at
    assert line.connection("tcp", "asked.test", "opaque").host == "asked.test"


def test_what_a_handshake_said_stands_on_the_connection():
    line = a_line([], port=443)
    line.learn(heard((True, record(22, HELLO)), (False, record(22, AGREED + CERTIFICATE))))
    found = line.within().connection("https", "", "decrypted")
    assert found == Connection(
        "https", "api.vendor.test", 443, "decrypted", "192.0.2.7",
        server_tls=Tls("TLSv1.2", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"),
        ja4=line.ja4, certificate=line.certificate,
    )  # fmt: skip
    assert (line.secure, line.within().secure) == (False, True)
    assert line.ja4.startswith("t12d0201")


def test_a_tunnel_leads_to_an_address_that_nobody_saw():
    line = a_line([], named=lambda: "proxy.test").tunnel("api.test", 443)
    assert (line.address, line.at(), line.port) == (None, "api.test", 443)
