import ssl
import struct

import pytest

from auditor.capture.importing.entry import Entry, Noted, Passed, Rejected
from auditor.capture.packets.reading import MISSING
from tests.capture.conftest import needs
from tests.capture.packets.making import (
    CLIENT,
    ETHERNET,
    RAW,
    REQUEST,
    RESPONSE,
    SERVER,
    SLL2,
    a_talk,
    block,
    enhanced,
    interface,
    ip,
    linked,
    option,
    pcap,
    pcapng,
    secrets,
    section,
    tls_talk,
    udp,
)
from tests.capture.packets.test_http2 import PREFACE, Speaker, data
from tests.capture.packets.test_names import a, dns
from tests.capture.packets.test_pcapdroid import mapped
from tests.capture.vendor import authority

EXCHANGE = a_talk(REQUEST, RESPONSE)


@pytest.fixture(scope="module")
def vendor(tmp_path_factory):
    """A folder with an authority, its certificate, and what a server needs."""
    folder = tmp_path_factory.mktemp("vendor")
    return folder, *authority(folder, "api.vendor.test")


def entries(found):
    return [each for each in found if isinstance(each, Entry)]


@pytest.mark.parametrize("link", [ETHERNET, RAW, SLL2])
def test_an_exchange_is_read_from_packets_of_any_link(reading, link):
    (found,), lost = reading(pcap(*EXCHANGE, link=link))
    assert (found.url, found.status, lost) == ("http://api.vendor.test/chat", 200, "")
    assert found.sent.content.body == b'{"prompt":"hello"}'


def test_what_was_not_scanned_is_counted(reading):
    arp = bytes(12) + b"\x08\x06" + bytes(28)
    part = linked(ETHERNET, ip(CLIENT, SERVER, 17, bytes(20), fragment=0x2000))
    packets = [linked(ETHERNET, each) for each in EXCHANGE]
    everybody = linked(ETHERNET, udp((CLIENT, 5353), ("224.0.0.251", 5353), b"x"))
    content = pcap(arp, *packets, part, arp, part, everybody, link_them=False)
    found, _ = reading(content)
    assert [each for each in found if not isinstance(each, Entry)] == [
        Passed("a packet: ARP, which finds neighbours", 2),
        Passed("a packet: UDP to everybody on the same network", 1),
        Rejected("a packet: a fragment of IP", 2),
    ]


def test_a_file_that_is_cut_gives_what_came_before(reading):
    found, lost = reading(pcap(*EXCHANGE)[:-20])
    assert entries(found)[0].status == 200
    assert lost == "it ends in the middle of a packet"


def test_tls_is_a_record_of_what_everybody_could_read(reading, vendor):
    packets = tls_talk(*vendor, (True, REQUEST), (False, RESPONSE), version=ssl.TLSVersion.TLSv1_2)
    (found,), _ = reading(pcap(*packets))
    connection = found.connection
    assert (connection.scheme, connection.host, connection.visibility) == (
        "tls", "api.vendor.test", "opaque",
    )  # fmt: skip
    assert connection.server_tls.version == "TLSv1.2"
    assert connection.server_tls.cipher.startswith("TLS_ECDHE_")
    assert connection.ja4.startswith("t12d")
    assert connection.certificate.issuer.startswith("CN=")
    assert found.failure.message.startswith("encrypted (TLSv1.2), and the capture holds no keys: ")


def test_a_name_server_names_what_nothing_else_does(reading):
    answer = udp(("10.0.0.1", 53), (CLIENT, 999), dns("chat.vendor.test", a("x.test", SERVER)))
    found, _ = reading(pcap(answer, *a_talk(b"\0\1", b"\2")))
    assert [(each.connection.scheme, each.connection.host) for each in found] == [
        ("tcp", "chat.vendor.test"), ("dns", "10.0.0.1"),
    ]  # fmt: skip
    named = block(4, option(1, bytes([192, 0, 2, 7]) + b"noted.test\0"))
    found, _ = reading(section() + interface() + named
                       + b"".join(map(enhanced, a_talk(b"\0\1", b"\2"))))  # fmt: skip
    assert found[0].connection.host == "noted.test"


def test_apps_come_from_pcapdroid(reading):
    uid = option(1, b"u-10100") + option(0, b"")
    content = section() + interface() + block(0xBAD, struct.pack("<I", 62652) + mapped())
    found, _ = reading(content + b"".join(enhanced(each, options=uid) for each in EXCHANGE))
    assert found[0].app == "com.vendor.chat"
    trailer = struct.pack(">Ii20sI", 0x01072021, 10100, b"Chat", 0)
    frames = [linked(ETHERNET, each) + trailer for each in EXCHANGE]
    found, _ = reading(pcap(*frames, link_them=False))
    assert (found[0].app, found[0].status) == ("Chat", 200)


HTTP_2 = ("h2", "http/1.1")


def http2_talk(vendor):
    client, server = Speaker(), Speaker()
    asked = client.asks(1, method="POST", path="/chat") + data(1, b"hello", "END_STREAM")
    answered = server.answers(1) + data(1, b"hi", "END_STREAM")
    return tls_talk(*vendor, (True, PREFACE + asked), (False, answered), alpn=HTTP_2)


def test_keys_open_http_1(reading, vendor):
    needs("tshark")
    packets = tls_talk(*vendor, (True, REQUEST), (False, RESPONSE))
    (found,), _ = reading(pcap(*packets), (vendor[0] / "keys").read_bytes())
    assert (found.url, found.status) == ("https://api.vendor.test/chat", 200)
    assert found.sent.content.body == b'{"prompt":"hello"}'
    assert (found.connection.visibility, found.failure) == ("decrypted", None)
    assert found.connection.server_tls.version == "TLSv1.3"
    assert found.connection.ja4.startswith("t13d")


def test_keys_open_http_2(reading, vendor):
    needs("tshark")
    (found,), _ = reading(pcap(*http2_talk(vendor)), (vendor[0] / "keys").read_bytes())
    assert (found.method, found.url, found.status) == ("POST", "https://api.test/chat", 200)
    assert (found.sent.content.body, found.received.content.body) == (b"hello", b"hi")
    assert found.connection.visibility == "decrypted"


def test_keys_may_lie_in_the_file_even_behind_its_packets(reading, vendor):
    needs("tshark")
    packets = tls_talk(*vendor, (True, REQUEST), (False, RESPONSE))
    (found,), _ = reading(pcapng(*packets) + secrets((vendor[0] / "keys").read_bytes()))
    assert (found.url, found.status) == ("https://api.vendor.test/chat", 200)


def test_sessions_that_no_key_opens_stay_closed_beside_others(reading, vendor):
    needs("tshark")
    opened = tls_talk(*vendor, (True, REQUEST), (False, RESPONSE))
    keys = (vendor[0] / "keys").read_bytes()
    closed = tls_talk(*vendor, (True, REQUEST), (False, RESPONSE), port=8443)
    found, _ = reading(pcap(*opened, *closed), keys)
    assert [each.connection.visibility for each in found] == ["decrypted", "opaque"]
    assert "and the keys at hand open nothing in it" in found[1].failure.message


def test_without_tshark_the_keys_are_of_no_use_and_it_is_said(reading, vendor, monkeypatch):
    packets = tls_talk(*vendor, (True, REQUEST), (False, RESPONSE))
    monkeypatch.setenv("PATH", "/nowhere")
    (found, noted), _ = reading(pcap(*packets), b"CLIENT_RANDOM 00 11\n")
    assert noted == Noted(MISSING)
    assert "and its keys were not used, because tshark is not installed" in found.failure.message
    assert found.connection.visibility == "opaque"


def test_a_tshark_that_fails_is_told(reading, vendor, tmp_path, monkeypatch):
    packets = tls_talk(*vendor, (True, REQUEST), (False, RESPONSE))
    (tmp_path / "tshark").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "tshark").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    found, _ = reading(pcap(*packets), b"CLIENT_RANDOM 00 11\n")
    assert found[0].connection.visibility == "opaque"
    assert found[-1] == Rejected("what tshark would have opened: it ended too early")
