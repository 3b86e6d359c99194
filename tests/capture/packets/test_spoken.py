import pytest

from auditor.capture.packets.spoken import Spoken
from auditor.evidence.exchange import Failure
from tests.capture.packets.lines import a_line
from tests.capture.packets.making import REQUEST, RESPONSE
from tests.capture.packets.test_handshake import AGREED, DATA, HELLO, record
from tests.capture.packets.test_hello import client_hello, extension, named
from tests.capture.packets.test_http1 import CHUNKED, CONNECT, GET

HELLO_1 = record(22, HELLO)
AGREED_1 = record(22, AGREED)
ALERT = record(21, b"\2\x30")
ECH = record(22, b"\1" + len(client_hello(named(b"outer.test"), extension(0xFE0D, b"x"))).to_bytes(3)
             + client_hello(named(b"outer.test"), extension(0xFE0D, b"x")))  # fmt: skip


def spoken(*said, step=None, **line):
    """Say (data, mine), (missing bytes, mine) or (data, mine, "opened") in turn."""
    written = []
    talk = Spoken(a_line(written, **line), 100.0)
    for data, mine, *how in said:
        if how:
            talk.decrypted(data, 101.0, mine=mine)
        elif isinstance(data, int):
            talk.miss(data, mine=mine)
        else:
            size = step or max(len(data), 1)
            for at in range(0, len(data), size):
                talk.take(data[at : at + size], 101.0, mine=mine)
    talk.end(102.0)
    return written


@pytest.mark.parametrize("step", [None, 1])
def test_http_is_read(step):
    (found,) = spoken((REQUEST, True), (RESPONSE, False), step=step)
    assert (found.status, found.connection.visibility) == (200, "cleartext")


@pytest.mark.parametrize("step", [None, 1])
@pytest.mark.parametrize(
    ("said", "scheme", "host", "visibility", "failure"),
    [
        (
            [(HELLO_1, True), (AGREED_1 + DATA, False)], "tls", "api.vendor.test", "opaque",
            Failure("not-understood", "encrypted (TLSv1.2), and nobody has keys"),
        ),
        (
            [(ECH, True), (AGREED_1, False)], "tls", "outer.test", "opaque",
            Failure("not-understood", "encrypted (TLSv1.2), and nobody has keys"),
        ),
        (
            [(DATA, True), (DATA, False)], "tls", "192.0.2.7", "opaque",
            Failure("not-understood",
                    "encrypted (TLS, begun before the capture), and nobody has keys"),
        ),
        (
            [(HELLO_1, True), (AGREED_1, False), (ALERT, True)], "tls", "api.vendor.test", "error",
            Failure("tls", "the client did not trust the server's certificate (unknown authority)"),
        ),
        (
            [(HELLO_1, True)], "tls", "api.vendor.test", "error",
            Failure("tls", "the server gave no answer to the TLS handshake"),
        ),
        (
            [(b"SSH-2.0-x\r\n", False), (b"SSH-2.0-y\r\n", True)], "tcp", "192.0.2.7", "opaque",
            Failure("not-understood", "not HTTP"),
        ),
        (
            [(b"220 smtp ready\r\n", False)], "tcp", "192.0.2.7", "opaque",
            Failure("not-understood", "not HTTP"),
        ),
        (
            [(b"GET", True)], "tcp", "192.0.2.7", "opaque",
            Failure("not-understood", "not HTTP"),
        ),
        (
            [(b"PRI * HTTP", True)], "tcp", "192.0.2.7", "opaque",
            Failure("not-understood", "not HTTP"),
        ),
        (
            [(b"x" * 20_000, False), (GET, True)], "tcp", "192.0.2.7", "opaque",
            Failure("not-understood", "not HTTP"),
        ),
    ],
)  # fmt: skip
def test_what_nobody_can_read_is_named_and_counted(said, scheme, host, visibility, failure, step):
    (found,) = spoken(*said, step=step)
    connection = found.connection
    assert (connection.scheme, connection.host, connection.visibility) == (scheme, host, visibility)
    assert found.sent is None
    told, colon, counts = found.failure.message.partition(": ")
    assert Failure(found.failure.kind, told) == failure
    if colon:
        sent = sum(len(data) for data, mine in said if mine)
        received = sum(len(data) for data, mine in said if not mine)
        assert counts.startswith(f"{sent} bytes sent, {received} received")


def test_a_name_that_may_be_an_outer_one_is_told():
    (found,) = spoken((ECH, True), (AGREED_1, False))
    assert found.failure.message.endswith(
        "; the handshake offers ECH, so that the host may be an outer name"
    )
    assert found.connection.encrypted_name


def test_what_was_opened_is_read_under_the_name_of_the_handshake():
    (found,) = spoken(
        (HELLO_1, True), (AGREED_1, False), (GET.replace(b"api.test", b"192.0.2.7"), True, "opened"),
        (RESPONSE, False, "opened"), port=443,
    )  # fmt: skip
    assert (found.url, found.status) == ("https://192.0.2.7/a", 200)
    assert found.connection.visibility == "decrypted"
    assert found.connection.server_tls.version == "TLSv1.2"


def test_records_that_were_not_opened_are_told_beside_those_that_were():
    opened = [(GET, True, "opened"), (RESPONSE, False, "opened")]
    some, more = [(DATA * 5, True), (DATA * 13, False)], [(DATA * 6, True), (DATA, False)]
    (found,) = spoken((HELLO_1, True), (AGREED_1, False), *some, *opened)
    assert found.status == 200
    found, rest = spoken((HELLO_1, True), (AGREED_1, False), *more, *opened)
    assert (found.status, rest.connection.visibility) == (200, "opaque")
    assert rest.failure.message == (
        "5 records of TLS beside those that were opened, and nobody has keys"
    )


def test_what_was_opened_and_is_no_http_stays_unread():
    (found,) = spoken((HELLO_1, True), (b"\0\1\2", True, "opened"))
    assert (found.connection.scheme, found.connection.visibility) == ("tls", "opaque")
    assert found.failure.message == "not HTTP: 3 bytes sent, 0 received"


def test_nothing_is_opened_that_is_no_tls():
    (found,) = spoken(
        (REQUEST, True), (b"GET / HTTP/1.1\r\n\r\n", True, "opened"), (RESPONSE, False)
    )
    assert found.url == "http://api.vendor.test/chat"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ([(5, True), (REQUEST, True)], "packets are missing in the capture"),
        ([(GET, True), (CHUNKED, False), (7, False)], "packets are missing in the capture"),
        ([(GET, True), (b"nonsense\r\n\r\n", False)], "it keeps no rules of HTTP"),
        (
            [(GET + GET[:9], True), (b"HTTP/1.1 204 No\r\n\r\n", False)],
            "a request that is not whole",
        ),
    ],
)
def test_what_cannot_be_followed_is_told_beside_what_could(said, why):
    *before, last = spoken(*said)
    assert [each.method for each in before] == ["GET"] * (len(said) > 2 or said[0][0] != 5)
    assert last.failure.message.startswith(f"{why}: ")
    assert last.connection.visibility == "opaque"


def test_a_gap_in_what_was_opened_is_told():
    found = spoken(
        (HELLO_1, True), (AGREED_1, False), (GET, True, "opened"), (CHUNKED, False, "opened"),
        (9, False),
    )  # fmt: skip
    assert [each.failure.kind for each in found] == ["dropped", "not-understood"]


def test_tls_in_a_tunnel_is_seen_behind_the_proxy():
    (found,) = spoken(
        (CONNECT, True), (b"HTTP/1.1 200 OK\r\n\r\n", False), (HELLO_1, True), (AGREED_1, False)
    )
    assert (found.connection.scheme, found.connection.host) == ("tls", "api.vendor.test")
    assert (found.connection.port, found.connection.address) == (8443, None)


def test_tunnels_in_tunnels_come_to_an_end():
    ok = b"HTTP/1.1 200 OK\r\n\r\n"
    (found,) = spoken(*((CONNECT, True), (ok, False)) * 20)
    assert found.failure.message.startswith("too many protocols within each other")


def test_silence_is_told_as_it_is_asked_for():
    written = []
    talk = Spoken(a_line(written), 100.0)
    assert not talk.said
    talk.silent("error", Failure("unreachable", "no answer"))
    (found,) = written
    assert (found.connection.visibility, found.failure.kind) == ("error", "unreachable")
