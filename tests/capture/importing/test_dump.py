import copy
import io

import pytest
from mitmproxy.http import Headers
from mitmproxy.io import FlowWriter, tnetstring
from mitmproxy.test import tflow

from auditor.capture.importing.dump import read_dump
from auditor.capture.importing.entry import Entry, NotReadable
from auditor.evidence.exchange import Failure


def dumped(*flows):
    file = io.BytesIO()
    writer = FlowWriter(file)
    for flow in flows:
        writer.add(flow)
    return file.getvalue()


def packed(state):
    file = io.BytesIO()
    tnetstring.dump(state, file)
    return file.getvalue()


def read(tmp_path, content):
    """What the dump holds, and why the rest was lost."""
    path = tmp_path / "some.mitm"
    path.write_bytes(content)
    found = []
    try:
        found.extend(read_dump(path))
    except NotReadable as err:
        return found, str(err)
    return found, ""


def a_flow(**changes):
    flow = tflow.tflow(resp=True, **changes)
    flow.request.host, flow.request.port, flow.request.scheme = "api.vendor.test", 8443, "https"
    flow.request.headers = Headers(content_type="application/json")
    flow.request.content = b'{"prompt":"hello"}'
    return flow


def test_a_flow_is_read_as_the_proxy_would_have_heard_it(tmp_path):
    (found,), lost = read(tmp_path, dumped(a_flow()))
    assert lost == ""
    assert (found.url, found.method, found.status) == (
        "https://api.vendor.test:8443/path", "GET", 200,
    )  # fmt: skip
    assert found.connection.visibility == "decrypted"
    assert found.connection.server_tls.version == "TLSv1.2"
    assert found.sent.content.body == b'{"prompt":"hello"}'
    assert (found.received.content.body, found.received.content.truncated) == (b"message", "")
    assert found.failure is None


def test_an_address_is_named_as_the_client_did(tmp_path):
    flow = a_flow()
    flow.request.host, flow.client_conn.sni = "192.0.2.7", "api.vendor.test"
    (found,), _ = read(tmp_path, dumped(flow))
    assert found.connection.host == "api.vendor.test"


def test_the_messages_of_a_websocket_go_to_their_sides(tmp_path):
    flow = tflow.twebsocketflow()
    (found,), _ = read(tmp_path, dumped(flow))
    assert [body for body, _ in found.sent.messages] == [b"hello binary", b"hello text"]
    assert [body for body, _ in found.received.messages] == [b"it's me"]
    assert len(found.sent.times) == 2


def test_what_is_not_http_is_a_connection_nobody_read(tmp_path):
    flows = (tflow.ttcpflow(), tflow.tudpflow(), tflow.tdnsflow())
    found, lost = read(tmp_path, dumped(*flows))
    assert [(each.connection.scheme, each.connection.visibility) for each in found] == [
        ("tcp", "opaque"), ("udp", "opaque"), ("dns", "opaque"),
    ]  # fmt: skip
    assert found[0].failure == Failure("not-understood", "not HTTP: 5 bytes sent, 7 received")
    assert lost == ""


@pytest.mark.parametrize(
    ("error", "resp", "kind"),
    [("Connection closed by client", False, "aborted"), ("oops", True, "dropped"),
     (None, False, "dropped")],
)  # fmt: skip
def test_a_flow_without_a_whole_answer_says_why(tmp_path, error, resp, kind):
    flow = tflow.tflow(resp=resp, err=error is not None)
    if error:
        flow.error.msg = error
    (found,), _ = read(tmp_path, dumped(flow))
    assert found.failure.kind == kind


def of_version_18(flow):
    """As mitmproxy 8 and 9 wrote it."""
    state = copy.deepcopy(flow.get_state())
    state["version"] = 18
    client, server = state["client_conn"], state["server_conn"]
    client["address"], client["tls_extensions"] = client.pop("peername"), None
    server["ip_address"], server["source_address"] = server.pop("peername"), server.pop("sockname")
    server["via2"] = server["via"] = None
    for conn in (client, server):
        conn["tls_established"], conn["cipher_name"] = True, conn.pop("cipher")
        conn["state"] = 0
    return packed(state)


def test_an_older_version_is_read(tmp_path):
    (found,), lost = read(tmp_path, of_version_18(a_flow()))
    assert (found.url, lost) == ("https://api.vendor.test:8443/path", "")
    assert found.connection.address == "192.168.0.1"


GOOD = dumped(a_flow())


@pytest.mark.parametrize(
    ("content", "read_", "rejected", "lost"),
    [
        (GOOD + packed({"version": 21, "type": "http"}) + GOOD, 2,
         ["not a flow that mitmproxy reads"], ""),
        (GOOD + packed([1, 2]) + GOOD, 2, ["not a flow that mitmproxy reads"], ""),
        (GOOD + b"4:\xff\xff\xff\xff;" + GOOD, 2, ["not a flow that mitmproxy reads"], ""),
        (GOOD + b"0:z" + GOOD, 2, ["not a flow that mitmproxy reads"], ""),
        (GOOD + GOOD[:-50], 1, [], "it ends in the middle of a flow"),
        (GOOD + b"999999999999:", 1, [], "it ends in the middle of a flow"),
        (GOOD + b"trailing", 1, [], "not a flow"),
        (b"9" * 14 + b":", 0, [], "not a flow"),
        (packed(eval("[" * 90 + "]" * 90)), 0, ["not a flow that mitmproxy reads"], ""),
    ],
)  # fmt: skip
def test_a_broken_flow_costs_only_itself(tmp_path, content, read_, rejected, lost):
    found, why = read(tmp_path, content)
    assert sum(isinstance(each, Entry) for each in found) == read_
    assert [each.because for each in found if not isinstance(each, Entry)] == rejected
    assert why == lost


def test_a_version_of_the_future_is_named(tmp_path):
    state = {**a_flow().get_state(), "version": 99}
    (found,), _ = read(tmp_path, packed(state))
    assert "cannot read files with flow format version 99" in found.because


def test_a_flow_that_is_too_large_is_passed_by(tmp_path, monkeypatch):
    monkeypatch.setattr("auditor.capture.importing.dump.MAX_BYTES", 5000)
    large = a_flow()
    large.request.content = b"x" * 10_000
    found, lost = read(tmp_path, dumped(large, a_flow()))
    assert (len(found), found[1].status, lost) == (2, 200, "")
    assert found[0].because == "larger than 0 MB"
