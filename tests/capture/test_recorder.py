import asyncio

import pytest
from mitmproxy.connection import ConnectionState
from mitmproxy.flow import Error
from mitmproxy.test import tflow

from auditor.capture.heard import Destination
from auditor.capture.recorder import Recorder, failure


def a_flow(message, *, client="open", reached=True, tls=False, response=False):
    flow = tflow.tflow(err=Error(message), resp=response)
    flow.client_conn.state = ConnectionState.OPEN if client == "open" else ConnectionState.CAN_WRITE
    flow.server_conn.timestamp_tcp_setup = 1.0 if reached else None
    flow.server_conn.tls, flow.server_conn.timestamp_tls_setup = tls, None
    return flow


@pytest.mark.parametrize(
    ("flow", "kind"),
    [
        (a_flow("Client disconnected.", client="gone", response=True), "aborted"),
        (a_flow("stream reset by client (CANCEL)"), "aborted"),
        (a_flow("connection refused", reached=False), "unreachable"),
        (a_flow("Certificate verify failed: self-signed", tls=True), "tls"),
        (a_flow("peer closed connection", response=True), "dropped"),
        (a_flow("Received a header with 'a secret' from client, refusing"), "not-understood"),
        (a_flow("Invalid request scheme: ftp"), "not-understood"),
    ],
)
def test_why_a_request_failed_is_told_by_its_kind(flow, kind):
    assert failure(flow).kind == kind
    assert "secret" not in failure(flow).message


def run(*steps):
    written = []

    async def write(heard):
        written.append(heard)

    async def go():
        recorder = Recorder(write, lambda flow: Destination(flow.request.host, 443))
        for hook, flow in steps:
            if made := getattr(recorder, hook)(flow):
                await made
        await recorder.finish()

    asyncio.run(go())
    return written


def test_a_request_is_written_once_whatever_comes_after_its_end():
    flow = tflow.tflow(resp=True)
    hooks = ("requestheaders", "request", "responseheaders", "response", "error")
    (heard,) = run(*((hook, flow) for hook in hooks))
    assert heard.failure is None


def test_an_answer_before_the_upload_ends_waits_for_the_upload():
    flow = tflow.tflow(resp=True)
    (heard,) = run(*((hook, flow) for hook in ("requestheaders", "response", "request")))
    assert (heard.sent_whole, heard.received_whole, heard.failure) == (True, True, None)


def test_what_still_goes_on_at_the_end_is_written_as_far_as_it_came():
    flow = tflow.tflow()
    (heard,) = run(("requestheaders", flow), ("request", flow))
    assert heard.failure.kind == "aborted"


@pytest.mark.parametrize(
    ("headers", "streamed"),
    [
        ({"content-length": "0"}, False),
        ({"content-length": "1048576"}, False),
        ({"content-length": "1048577"}, True),
        ({"content-length": "9" * 40}, True),
        ({"transfer-encoding": "chunked"}, True),
        ({}, False),
    ],
)
def test_only_large_uploads_and_those_of_unknown_size_pass_at_once(headers, streamed):
    flow = tflow.tflow()
    flow.request.headers.clear()
    flow.request.headers.update(headers)
    run(("requestheaders", flow))
    assert bool(flow.request.stream) is streamed
