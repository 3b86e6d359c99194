import pytest

from auditor.capture.packets import connections as module
from auditor.capture.packets.connections import Connections
from auditor.capture.packets.layers import segment_of
from auditor.capture.packets.names import Names
from auditor.capture.packets.room import Room
from tests.capture.packets.making import (
    ACK,
    CLIENT,
    RAW,
    REQUEST,
    RESPONSE,
    RST,
    SERVER,
    SYN,
    Talk,
    a_talk,
    tcp,
)
from tests.capture.packets.test_handshake import AGREED, HELLO, record

ENDS = ((CLIENT, 40000), (SERVER, 80))


def heard(packets, *, names=None, app="", opened=()):
    """What was written of packets, and how many before the end."""
    written = []
    connections = Connections(
        lambda make: written.append(make()), names or Names(), Room(), "and nobody has keys"
    )
    for at, packet in enumerate(packets):
        connections.take(segment_of(RAW, packet), 100.0 + at, app)
        for number, data in opened:
            if number == at:
                connections.decrypted(data, 100.0 + at)
        connections.settle()
    before = len(written)
    assert all(each is None for each in connections.finish())
    return written, before, connections


def test_an_exchange_is_told_when_its_connection_ends():
    (found,), before, _ = heard(a_talk(REQUEST, RESPONSE), app="com.vendor.chat")
    assert (found.url, found.status, before) == ("http://api.vendor.test/chat", 200, 1)
    assert (found.connection.address, found.app) == (SERVER, "com.vendor.chat")
    assert (found.started, found.ended) == (103.0, 104.0)


def test_packets_may_come_twice_and_in_another_order():
    packets = a_talk(REQUEST, RESPONSE, size=20)
    shaken = (
        packets[:3] + packets[3:10][::-1] + packets[5:8] + packets[10:][:-3][::-1] + packets[-3:]
    )
    (found,), _, _ = heard(shaken)
    assert found.sent.content.body == b'{"prompt":"hello"}'
    assert found.received.content.body == b'{"answer":"hi"}'


def test_a_missing_packet_is_told():
    packets = a_talk(REQUEST, RESPONSE, size=20)
    found, _, _ = heard(packets[:4] + packets[5:])
    assert found[-1].failure.message.startswith("packets are missing in the capture")


@pytest.mark.parametrize(
    ("packets", "visibility", "told"),
    [
        (Talk().packets[:1], "error", "the server did not answer"),
        ([*Talk().packets[:1], tcp(*ENDS[::-1], RST | ACK)], "error",
         "the server refused the connection"),
        (Talk().packets, "opaque", "closed before anything was sent"),
        (Talk().close().packets, "opaque", "closed before anything was sent"),
        (Talk().reset(mine=False).packets, "opaque", "closed before anything was sent"),
    ],
)  # fmt: skip
def test_a_connection_without_data_says_why(packets, visibility, told):
    (found,), _, _ = heard(packets)
    assert (found.connection.visibility, found.failure.message) == (visibility, told)
    assert found.connection.port == 80


def test_what_belongs_to_nothing_is_counted_only():
    written, _, connections = heard([tcp(*ENDS, ACK), tcp(*ENDS, RST)])
    assert (written, connections.without_data) == ([], 2)


def test_late_packets_of_a_closed_connection_are_nothing_new(monkeypatch):
    packets = a_talk(REQUEST, RESPONSE)
    again = [*packets, packets[4], tcp(*ENDS, ACK)]
    written, _, connections = heard(again)
    assert (len(written), connections.without_data, connections.late) == (1, 0, 0)
    monkeypatch.setattr(module, "LINGERING", 0)
    written, _, connections = heard(again)
    assert (len(written), connections.without_data, connections.late) == (1, 0, 1)


def test_what_follows_a_reset_is_read_all_the_same():
    talk = Talk().client(REQUEST).reset(mine=True).server(RESPONSE)
    (found,), _, _ = heard(talk.packets)
    assert found.received.content.body == b'{"answer":"hi"}'


def test_ports_may_be_used_again():
    again = [tcp(*ENDS, SYN, sequence=77_000), tcp(*ENDS, data=REQUEST, sequence=77_001)]
    found, _, _ = heard([*a_talk(REQUEST, RESPONSE)[:5], *again])
    assert [each.status for each in found] == [200, 0]


@pytest.mark.parametrize(
    ("packets", "port"),
    [
        (a_talk(REQUEST, RESPONSE)[3:], 80),
        (a_talk(REQUEST, RESPONSE, port=50_000)[4:], 50_000),
        ([tcp((CLIENT, 400), (SERVER, 8443), data=record(22, HELLO))], 8443),
        ([tcp((SERVER, 8443), (CLIENT, 400), data=record(22, AGREED))], 8443),
        ([tcp((SERVER, 443), (CLIENT, 40_000), data=b"\x17\x03\x03\0\1x")], 443),
        ([tcp((SERVER, 8443), (CLIENT, 400), SYN | ACK)], 8443),
    ],
)
def test_begun_in_the_middle_the_server_is_told_from_the_client(packets, port):
    found, _, _ = heard(packets)
    assert {each.connection.port for each in found} == {port}


def test_without_a_name_the_one_of_the_capture_serves():
    names = Names()
    names.learn(SERVER, "dns.test")
    (found,), _, _ = heard(Talk().client(b"\0\1\2").packets, names=names)
    assert (found.connection.host, found.connection.address) == ("dns.test", SERVER)


def test_what_was_opened_belongs_to_the_packet_just_taken():
    packets = Talk(443).client(record(22, HELLO)).server(record(22, AGREED)).close().packets
    opened = [(5, REQUEST), (6, RESPONSE)]
    (found,), _, _ = heard(packets, opened=opened)
    assert (found.url, found.status) == ("https://api.vendor.test/chat", 200)


def test_so_many_are_open_at_once(monkeypatch):
    monkeypatch.setattr(module, "MAX_OPEN", 3)
    packets = [
        packet
        for port in range(5)
        for packet in Talk(client=(CLIENT, 40_000 + port)).client(REQUEST).packets
    ]
    found, before, connections = heard(packets)
    assert (len(found), before, len(connections._closed)) == (5, 2, 3)
