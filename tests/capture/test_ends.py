from types import SimpleNamespace

import pytest

from auditor.capture.ends import brief, refused, scheme, verdict
from auditor.capture.heard import Line
from auditor.evidence.exchange import Failure


def a_line(*, tls=None, udp=False, alpn=None, **more):
    client = SimpleNamespace(
        transport_protocol="udp" if udp else "tcp",
        tls=tls is not None,
        timestamp_tls_setup=tls,
        alpn=alpn,
    )
    return Line(client, **more)


@pytest.mark.parametrize(
    ("line", "ending", "told"),
    [
        (a_line(questions=2), False, ("cleartext", "not-understood", "2 questions for names")),
        (a_line(bytes_sent=3), False, ("opaque", "not-understood", "not HTTP: 3 bytes sent, 0")),
        (a_line(upstream=Failure("tls", "no")), False, ("error", "tls", "no")),
        (a_line(tls=1.0), True, ("opaque", "aborted", "no request until")),
        (a_line(), False, ("opaque", "dropped", "closed before anything")),
        (a_line(tls=1.0), False, ("opaque", "no-request", "the client closed the connection")),
        (a_line(tls=1.0, udp=True, alpn=b"h3"), False, ("opaque", "no-request", "the client")),
        (a_line(tls=1.0, udp=True, alpn=b"doq"), False,
         ("opaque", "not-understood", "QUIC with another protocol than HTTP/3: doq")),
    ],
)  # fmt: skip
def test_an_end_without_a_request_is_told(line, ending, told):
    visibility, failure = verdict(line, ending=ending)
    assert (visibility, failure.kind) == told[:2]
    assert failure.message.startswith(told[2])


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (a_line(), "tcp"),
        (a_line(tls=1.0), "tls"),
        (a_line(udp=True), "udp"),
        (a_line(udp=True, tls=1.0), "quic"),
        (a_line(questions=1, udp=True), "dns"),
    ],
)
def test_what_a_connection_spoke_is_named(line, name):
    assert scheme(line) == name


@pytest.mark.parametrize(
    ("reason", "visibility", "message"),
    [
        ("it failed (unknown ca)", "pinned", "the client did not trust the proxy's certificate (unknown ca)"),
        ("The client disconnected", "opaque", "the client closed the connection during the TLS handshake"),
        (None, "opaque", "the client closed the connection during the TLS handshake"),
    ],
)  # fmt: skip
def test_an_alert_alone_is_a_refusal(reason, visibility, message):
    assert refused(reason, "") == (
        visibility,
        Failure("tls" if visibility == "pinned" else "handshake-closed", message),
    )


def test_a_strangers_reason_is_one_short_line():
    assert brief("a\n b" + "c" * 500) == ("a b" + "c" * 500)[:200]
    assert brief(None) == "no reason given"
