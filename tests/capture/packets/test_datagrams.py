import pytest
from aioquic.quic.configuration import QuicConfiguration
from aioquic.quic.connection import QuicConnection

from auditor.capture.packets import datagrams as module
from auditor.capture.packets.datagrams import Datagrams
from auditor.capture.packets.layers import segment_of
from auditor.capture.packets.names import Names
from tests.capture.packets.making import CLIENT, RAW, SERVER, udp
from tests.capture.packets.test_names import a, dns

NAMESERVER = ("10.0.0.1", 53)
ENDS = ((CLIENT, 40000), (SERVER, 443))


def heard(*packets, app=""):
    written = []
    names = Names()
    datagrams = Datagrams(lambda make: written.append(make()), names)
    for at, packet in enumerate(packets):
        datagrams.take(segment_of(RAW, packet), 100.0 + at, app)
    datagrams.finish()
    return written, datagrams, names


def test_questions_for_names_are_counted_by_server():
    asked = [udp((CLIENT, 1000 + n), NAMESERVER, dns("a.test", query=True)) for n in range(3)]
    answer = udp(NAMESERVER, (CLIENT, 1000), dns("a.test", a("a.test", SERVER)))
    (found,), _, names = heard(*asked, answer, app="com.vendor.chat")
    assert (found.connection.scheme, found.connection.host) == ("dns", "10.0.0.1")
    assert (found.connection.visibility, found.failure.message) == (
        "cleartext",
        "3 questions for names",
    )
    assert (found.app, found.started, found.ended) == ("com.vendor.chat", 100.0, 103.0)
    assert names.of(SERVER) == "a.test"


def a_quic_hello(host="api.vendor.test"):
    configuration = QuicConfiguration(alpn_protocols=["h3"], server_name=host)
    client = QuicConnection(configuration=configuration)
    client.connect((SERVER, 443), now=0)
    return [data for data, _ in client.datagrams_to_send(now=0)]


def test_quic_is_opaque_and_named_by_its_handshake():
    said = [udp(*ENDS, each) for each in a_quic_hello()]
    (found,), _, _ = heard(*said, udp(*ENDS[::-1], b"x" * 1200))
    connection = found.connection
    assert (connection.scheme, connection.host, connection.port) == ("quic", "api.vendor.test", 443)
    assert (connection.visibility, connection.ja4[:4]) == ("opaque", "q13d")
    assert found.failure.message == "encrypted (QUIC): 1200 bytes sent, 1200 received"


def test_a_handshake_that_cannot_be_opened_is_quic_all_the_same():
    broken = bytearray(a_quic_hello()[0])
    broken[100] ^= 0xFF
    (found,), _, _ = heard(udp(*ENDS, bytes(broken)))
    assert (found.connection.scheme, found.connection.host) == ("quic", SERVER)


def test_the_handshakes_that_are_opened_are_bounded(monkeypatch):
    monkeypatch.setattr(module, "MAX_HELLOS", 0)
    (found,), _, _ = heard(udp(*ENDS, a_quic_hello()[0]))
    assert (found.connection.scheme, found.connection.ja4) == ("quic", "")


def test_anything_else_is_counted_by_flow():
    (found,), _, _ = heard(udp(*ENDS, b"ask"), udp(*ENDS[::-1], b"answer"), udp(*ENDS, b"ask"))
    assert (found.connection.scheme, found.connection.visibility) == ("udp", "opaque")
    assert found.failure.message == "not HTTP: 6 bytes sent, 6 received"


def test_a_capture_that_begins_with_an_answer_knows_its_server():
    (found,), _, _ = heard(udp(*ENDS[::-1], b"answer"), udp(*ENDS, b"ask"))
    assert (found.connection.address, found.connection.port) == (SERVER, 443)
    assert found.failure.message == "not HTTP: 3 bytes sent, 6 received"


@pytest.mark.parametrize(
    ("target", "port"),
    [("224.0.0.251", 5353), ("239.255.255.250", 1900), ("10.0.0.255", 6771), ("10.0.0.1", 67)],
)
def test_what_goes_to_everybody_here_is_no_destination(target, port):
    written, datagrams, _ = heard(udp((CLIENT, 5353), (target, port), b"x"))
    assert (written, datagrams.here) == ([], 1)


def test_so_many_flows_are_open_at_once(monkeypatch):
    monkeypatch.setattr(module, "MAX_FLOWS", 2)
    written, _, _ = heard(*(udp((CLIENT, 40_000 + n), (SERVER, 999), b"x") for n in range(5)))
    assert len(written) == 5
