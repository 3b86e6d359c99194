import csv
import http.client
import re
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import orjson
import pytest

from auditor.demo import hosts
from auditor.vendors import read_vendor

DATA = Path(hosts.__file__).parent
EVENT_STREAM = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
)
FIRST = b'data: {"n": 1}\n\n'
SECOND = b'data: {"n": 2}\n\n'


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(data), data)


@contextmanager
def a_model(answer: Callable[[socket.socket], None]) -> Iterator[tuple[str, list[bytes]]]:
    """A model that takes one request and then does what the test says."""
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(30)

        def serve() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.settimeout(30)
                asked.append(_request(connection))
                answer(connection)

        thread = Thread(target=serve)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}/v1", asked
        finally:
            thread.join()


def _request(connection: socket.socket) -> bytes:
    """A whole request, however many pieces it comes in."""
    with connection.makefile("rb") as incoming:
        head = b"".join(iter(incoming.readline, b"\r\n")) + b"\r\n"
        length = re.search(rb"(?i)content-length: (\d+)", head)
        return head + incoming.read(int(length[1]) if length else 0)


@contextmanager
def connected(serving: hosts.Hosts, host: str, ca: Path) -> Iterator[http.client.HTTPConnection]:
    """A connection to a host by its name, without anything that resolves it."""
    plain = socket.create_connection(serving.addresses[host], timeout=30)
    connection = http.client.HTTPConnection(host, timeout=30)
    connection.sock = plain
    if host != hosts.ADS:
        context = ssl.create_default_context(cafile=ca)
        connection.sock = context.wrap_socket(plain, server_hostname=host)
    try:
        yield connection
    finally:
        connection.close()


def answered(serving, host, ca, method, path, body=None, **headers) -> tuple[int, bytes]:
    with connected(serving, host, ca) as connection:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read()


NOWHERE = "http://127.0.0.1:9/v1"


def test_server_sent_events_pass_as_they_come(authority):
    first_was_read = Event()

    def answer(connection: socket.socket) -> None:
        connection.sendall(EVENT_STREAM + chunk(FIRST))
        if first_was_read.wait(20):
            connection.sendall(chunk(SECOND) + chunk(b""))

    with (
        a_model(answer) as (url, asked),
        hosts.serve(authority, url) as serving,
        connected(serving, hosts.VENDOR, authority.file) as connection,
    ):
        connection.request(
            "POST",
            "/v1/chat/completions",
            b'{"stream": true}',
            {"Authorization": "Bearer made-up", "Content-Type": "application/json"},
        )
        answered = connection.getresponse()
        assert answered.headers["Content-Type"] == "text/event-stream"
        assert answered.read1() == FIRST
        first_was_read.set()
        assert answered.read() == SECOND
    assert asked[0].startswith(b"POST /v1/chat/completions HTTP/1.1\r\n")
    assert asked[0].endswith(b'{"stream": true}')
    assert b"made-up" not in asked[0]


def test_an_answer_that_breaks_off_is_seen_to_break_off(authority):
    def answer(connection: socket.socket) -> None:
        connection.sendall(EVENT_STREAM + chunk(FIRST))

    with (
        a_model(answer) as (url, _),
        hosts.serve(authority, url) as serving,
        pytest.raises(http.client.IncompleteRead),
    ):
        answered(serving, hosts.VENDOR, authority.file, "POST", "/v1/chat/completions", b"{}")


def test_the_real_model_answers_through_the_vendors_host(authority, model_url):
    body = {"messages": [{"role": "user", "content": "Hello"}], "max_tokens": 3}
    with hosts.serve(authority, model_url) as serving:
        status, answer = answered(
            serving,
            hosts.VENDOR,
            authority.file,
            "POST",
            "/v1/chat/completions",
            orjson.dumps(body),
        )
    assert status == 200
    assert orjson.loads(answer)["usage"]["completion_tokens"] == 3


def test_a_model_that_is_not_there_is_a_502(authority):
    with hosts.serve(authority, NOWHERE) as serving:
        assert answered(
            serving, hosts.VENDOR, authority.file, "POST", "/v1/chat/completions", b"{}"
        ) == (502, b'{"error": "the model does not answer"}')


@pytest.mark.parametrize(
    ("host", "method", "path", "status", "answer"),
    [
        (hosts.ANALYTICS, "POST", "/v1/track", 204, b""),
        (hosts.ANALYTICS, "GET", "/v1/pixel?token=abc", 204, b""),
        (hosts.CRASHES, "POST", "/report", 200, b'{"stored": true}'),
        (hosts.ADS, "POST", "/beat", 204, b""),
        (hosts.ADS, "GET", "/beat", 204, b""),
        (hosts.UPDATES, "GET", "/latest", 200, b'{"version": "1.0.0"}'),
        (hosts.VENDOR, "GET", "/v1/chat/completions", 404, b'{"error": "not found"}'),
        (hosts.CRASHES, "POST", "/v1/chat/completions", 404, b'{"error": "not found"}'),
    ],
)
def test_each_host_answers_what_is_its_own(authority, host, method, path, status, answer):
    body = b'{"a": 1}' if method == "POST" else None
    with hosts.serve(authority, NOWHERE) as serving:
        assert answered(serving, host, authority.file, method, path, body) == (status, answer)
        (request,) = serving.received
    assert (request.host, request.method, request.path) == (host, method, path)
    assert request.body == (body or b"")
    assert request.headers["Host"] == host


@pytest.mark.parametrize(
    ("length", "status"),
    [("1048577", 413), ("-1", 411), ("٣", 411)],
)
def test_a_body_without_a_sane_length_is_not_read(authority, length, status):
    with (
        hosts.serve(authority, NOWHERE) as serving,
        socket.create_connection(serving.addresses[hosts.ADS], timeout=30) as connection,
    ):
        head = f"POST /beat HTTP/1.1\r\nHost: a.test\r\nContent-Length: {length}\r\n\r\n"
        connection.sendall(head.encode())
        answer = b""
        while part := connection.recv(4096):
            answer += part
        assert answer.startswith(f"HTTP/1.1 {status} ".encode())
        assert b"Connection: close" in answer
        assert not serving.received


def test_hosts_end_with_their_context(authority):
    with hosts.serve(authority, NOWHERE) as serving:
        pass
    for address in serving.addresses.values():
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(address, timeout=5)


def test_every_host_has_its_owner_in_the_table_and_the_vendor_its_file():
    with (DATA / "hosts.tsv").open(newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    owners = {row["host_suffix"]: (row["owner"], row["owner_country"]) for row in rows}
    assert {host: owners[host.split(".", 1)[1]] for host in hosts.ANSWERS} == {
        "api.example-vendor.test": ("Example Vendor", "DE"),
        "updates.example-vendor.test": ("Example Vendor", "DE"),
        "collect.example-analytics.test": ("Example Analytics", "US"),
        "crash.example-crashes.test": ("Example Crash Reports", "IE"),
        "telemetry.example-ads.test": ("Example Ads", "SG"),
    }
    vendor = read_vendor(DATA / "vendor.yaml")
    assert [host for host in hosts.ANSWERS if vendor.owns(host)] == [hosts.VENDOR, hosts.UPDATES]
    assert vendor.owner == "Example Vendor"
    assert set(vendor.declared["recipients"]["value"]) == {"Example Crash Reports"}
