import asyncio
import time
from types import SimpleNamespace

import pytest
from mitmproxy.proxy.mode_specs import ProxyMode
from mitmproxy.test import tflow

from auditor.capture.heard import Destination
from auditor.capture.ledger import Ledger


def a_connect(host="api.vendor.test", *, sni=None, tls=False):
    flow = tflow.tflow()
    flow.request.host, flow.request.port = host, 443
    flow.client_conn.sni, flow.client_conn.tls = sni, tls
    flow.client_conn.timestamp_tls_setup = time.time() if tls else None
    return flow


def written(flow, *steps, ending=False):
    """What the ledger notes of one connection, after CONNECT, the steps, and its end."""
    notes = []

    async def write(unread):
        notes.append(unread)

    async def go():
        ledger = Ledger(write)
        ledger.client_connected(flow.client_conn)
        ledger.http_connect(flow)
        for name, argument in steps:
            if made := getattr(ledger, name)(argument):
                await made
        ledger.ending = ending
        await ledger.client_disconnected(flow.client_conn)
        await ledger.finish()

    asyncio.run(go())
    return [(note.visibility, note.scheme, note.failure.kind) for note in notes], notes


def tls_data(flow, error=None):
    context = SimpleNamespace(client=flow.client_conn, server=flow.server_conn)
    return SimpleNamespace(context=context, conn=SimpleNamespace(error=error))


PLAIN, SECURE = a_connect(), a_connect(tls=True)


@pytest.mark.parametrize(
    ("flow", "steps", "ending", "told"),
    [
        (SECURE, [], False, ("opaque", "tls", "no-request")),
        (SECURE, [], True, ("opaque", "tls", "aborted")),
        (SECURE, [("tls_failed_client", tls_data(SECURE, "unknown ca"))], False,
         ("pinned", "tls", "tls")),
        (SECURE, [("tls_failed_client", tls_data(SECURE, "The client disconnected during it"))], False,
         ("opaque", "tls", "handshake-closed")),
        (SECURE, [("tls_failed_client", tls_data(SECURE))], False,
         ("opaque", "tls", "handshake-closed")),
        (SECURE, [("tls_failed_server", tls_data(SECURE, "self-signed"))], False,
         ("error", "tls", "tls")),
        (PLAIN, [], False, ("opaque", "tcp", "dropped")),
        (PLAIN, [("http_connect_error", PLAIN)], False, ("error", "tcp", "unreachable")),
    ],
)  # fmt: skip
def test_a_connection_without_a_request_is_noted_once(flow, steps, ending, told):
    short, _ = written(flow, *steps, ending=ending)
    assert short == [told]


def test_a_connection_with_a_request_is_not_noted():
    assert written(SECURE, ("requestheaders", SECURE))[0] == []


def test_a_foreign_protocol_is_counted_and_not_kept():
    tcp = tflow.ttcpflow()
    tcp.client_conn = PLAIN.client_conn
    _, (note,) = written(PLAIN, ("tcp_message", tcp), ("tcp_end", tcp))
    assert note.visibility == "opaque"
    assert note.failure.message == "not HTTP: 5 bytes sent, 7 received"
    assert tcp.messages == []


@pytest.mark.parametrize(
    ("host", "sni", "named"),
    [
        ("api.vendor.test", "other.test", "api.vendor.test"),
        ("192.0.2.7", "api.vendor.test", "api.vendor.test"),
        ("192.0.2.7", None, "192.0.2.7"),
    ],
)
def test_a_bare_address_is_told_by_the_name_in_the_handshake(host, sni, named):
    _, (note,) = written(a_connect(host, sni=sni, tls=True))
    assert note.destination == Destination(named, 443)


def noted(*steps, flow):
    """What the ledger notes of one connection in another mode, where nothing asks with CONNECT."""
    notes = []

    async def write(unread):
        notes.append(unread)

    async def go():
        ledger = Ledger(write)
        ledger.client_connected(flow.client_conn)
        for name, argument in steps:
            if made := getattr(ledger, name)(argument):
                await made
        await ledger.client_disconnected(flow.client_conn)

    asyncio.run(go())
    return notes


def a_udp(address=("192.0.2.9", 443)):
    udp = tflow.tudpflow()
    udp.client_conn.transport_protocol = "udp"
    udp.client_conn.sni = None
    udp.client_conn.tls = False
    udp.server_conn.address = address
    return udp


def test_udp_is_counted_and_not_kept():
    udp = a_udp()
    (note,) = noted(("udp_message", udp), ("udp_end", udp), flow=udp)
    assert (note.scheme, note.visibility) == ("udp", "opaque")
    assert note.destination == Destination("192.0.2.9", 443)
    assert note.failure.message == "not HTTP: 5 bytes sent, 7 received"
    assert udp.messages == []


def test_questions_for_names_are_counted():
    dns = tflow.tdnsflow()
    dns.client_conn.sni = None
    dns.server_conn.address = ("10.0.0.53", 53)
    (note,) = noted(("dns_request", dns), ("dns_request", dns), flow=dns)
    assert (note.scheme, note.visibility) == ("dns", "cleartext")
    assert note.destination == Destination("10.0.0.53", 53)
    assert note.failure.message == "2 questions for names"


def test_quic_that_refuses_the_certificate_is_pinned_and_told_as_quic():
    flow = a_connect("192.0.2.9", sni="api.vendor.test", tls=True)
    flow.client_conn.transport_protocol = "udp"
    flow.server_conn.address = ("192.0.2.9", 443)
    (note,) = noted(("tls_failed_client", tls_data(flow, "unknown ca")), flow=flow)
    assert (note.scheme, note.visibility) == ("quic", "pinned")
    assert note.destination == Destination("api.vendor.test", 443)


@pytest.mark.parametrize(
    ("named", "extension", "told"),
    [
        ("front.test", 0, ("pinned", "tls")),
        ("front.test", 0xFE0D, ("opaque", "encrypted-hello")),
        # Browsers send the extension to no purpose, too.
        ("api.vendor.test", 0xFE0D, ("pinned", "tls")),
    ],
)
def test_a_handshake_that_names_another_host_than_was_asked_for_is_told(named, extension, told):
    flow = a_connect("api.vendor.test", sni=named, tls=True)
    hello = SimpleNamespace(
        context=tls_data(flow).context,
        client_hello=SimpleNamespace(sni=named, extensions=[(extension, b"")]),
    )
    refused = tls_data(flow, "unknown ca")
    steps = (("http_connect", flow), ("tls_clienthello", hello), ("tls_failed_client", refused))
    (note,) = noted(*steps, flow=flow)
    assert note.destination == Destination("api.vendor.test", 443)
    assert (note.visibility, note.failure.kind) == told
    assert note.failure.message.endswith("; its handshake named front.test") == (
        named == "front.test"
    )


@pytest.mark.parametrize(
    ("mode", "host"), [("regular", "192.0.2.7"), ("socks5", "api.vendor.test")]
)
def test_a_host_in_a_header_names_an_address_only_where_no_proxy_was_asked(mode, host):
    flow = tflow.tflow()
    flow.request.host, flow.request.port = "192.0.2.7", 80
    flow.request.headers["host"] = "api.vendor.test:80"
    flow.client_conn.sni = None
    flow.client_conn.proxy_mode = ProxyMode.parse(mode)

    async def write(_):
        """Nothing is written of it."""

    assert Ledger(write).destination(flow) == Destination(host, 80)
