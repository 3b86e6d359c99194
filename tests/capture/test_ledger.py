import asyncio
import time
from types import SimpleNamespace

import pytest
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
    flow.client_conn.error = flow.server_conn.error = error
    context = SimpleNamespace(client=flow.client_conn, server=flow.server_conn)
    return SimpleNamespace(context=context, conn=flow.client_conn)


PLAIN, SECURE = a_connect(), a_connect(tls=True)


@pytest.mark.parametrize(
    ("flow", "steps", "ending", "told"),
    [
        (SECURE, [], False, ("opaque", "tls", "no-request")),
        (SECURE, [], True, ("opaque", "tls", "aborted")),
        (SECURE, [("tls_failed_client", tls_data(SECURE, "unknown ca"))], False,
         ("pinned", "tls", "tls")),
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
