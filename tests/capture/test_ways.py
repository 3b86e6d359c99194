"""Each way in which a connection can be read, or not, told apart through the live proxy."""

import socket
import threading

import pytest

from auditor.detect.destinations import destination, read_hosts
from auditor.detect.ledger import Ledger
from auditor.evidence.coverage import WAYS, Coverage
from auditor.report.limits import unseen
from tests.capture.conftest import needs
from tests.capture.test_real_clients import PAST, PINS
from tests.capture.test_session import TUNNEL
from tests.capture.vendor import authority
from tests.capture.vendor_h3 import CLIENT, serving_h3
from tests.making import an_about

READS = "import requests\nrequests.get('https://api.vendor.test/works')\n"


def ledger(heard):
    """The rows of hosts, as coverage.json has them."""
    made, hosts = Ledger(), read_hosts()
    for exchange in heard.exchanges:
        made.met(exchange, destination(exchange.connection, hosts, an_about()))
    return made.hosts()


def told(rows):
    """Host → visibility and ways."""
    return {row.host: (row.visibility, row.hidden) for row in rows}


def sentence(rows):
    (only,) = [each for each in unseen(Coverage(hosts=rows)) if "could not be read" in each]
    return only


ECH = f"""{TUNNEL}
def hello(name):
    context, into, out = ssl.create_default_context(), ssl.MemoryBIO(), ssl.MemoryBIO()
    try:
        context.wrap_bio(into, out, server_hostname=name).do_handshake()
    except ssl.SSLWantReadError:
        return out.read()

def grown(raw, more):
    # Record and handshake headers, version, random, session, suites, compression: then extensions.
    body = raw[9:]
    at = 34 + 1 + body[34]
    at += 2 + int.from_bytes(body[at:at + 2])
    at += 1 + body[at]
    size = int.from_bytes(body[at:at + 2]) + len(more)
    body = body[:at] + size.to_bytes(2) + body[at + 2:] + more
    return raw[:3] + (len(body) + 4).to_bytes(2) + b"\\x01" + len(body).to_bytes(3) + body

s = tunnel("api.vendor.test")
s.sendall(grown(hello("front.third.test"), b"\\xfe\\x0d\\0\\x04\\0\\0\\0\\0"))
s.recv(4096)
s.sendall(b"\\x15\\x03\\x03\\0\\x02\\x02\\x79")  # the alert ech_required
s.recv(4096)
s.close()
"""


@pytest.mark.parametrize(
    ("program", "host", "visibility", "ways", "words"),
    [
        (f"{TUNNEL}s = tunnel('api.vendor.test'); s.sendall(bytes(40)); s.close()",
         "api.vendor.test", "opaque", {"not-http": 1}, "opaque: another protocol than HTTP"),
        (ECH, "api.vendor.test", "opaque", {"encrypted-hello": 1},
         "opaque: an encrypted hello (ECH)"),
        (f"{TUNNEL}tunnel('api.vendor.test').close()", "api.vendor.test", "opaque",
         {"said-nothing": 1}, "opaque: nothing was said"),
        (f"{TUNNEL}secure('api.vendor.test').close()", "api.vendor.test", "opaque",
         {"closed-after-handshake": 1}, "opaque: closed after the handshake"),
        (TUNNEL + PINS.format(times=3), "telemetry.third.test", "pinned",
         {"pinned-after-handshake": 3}, "(pinned after the handshake: 3 connections closed"),
    ],
    ids=["raw", "ech", "silent", "closed once", "pinned after"],
)  # fmt: skip
def test_what_cannot_be_read_says_how(listen, program, host, visibility, ways, words):
    rows = ledger(listen(program))
    assert told(rows)[host] == (visibility, ways)
    assert words in sentence(rows)


def test_what_can_be_read_is_clear_text_or_decrypted(listen):
    rows = ledger(listen(f"{READS}requests.get('http://plain.vendor.test/hello')"))
    assert told(rows) == {
        "api.vendor.test": ("decrypted", {}),
        "plain.vendor.test": ("cleartext", {}),
    }
    assert not [each for each in unseen(Coverage(hosts=rows)) if "could not be read" in each]


def test_a_client_that_refuses_is_pinned_in_the_handshake(listen, lab):
    needs("curl")
    rows = ledger(listen(("curl", "-s", "--cacert", str(lab.root), "https://api.vendor.test/")))
    assert told(rows) == {"api.vendor.test": ("pinned", {"pinned-in-handshake": 1})}
    assert "(pinned in the handshake: the client did not trust" in sentence(rows)


def test_a_host_pinned_in_both_ways_says_both(listen, lab):
    refuses = (
        f"try: requests.get('https://telemetry.third.test', verify={str(lab.root)!r})\n"
        "except requests.exceptions.SSLError: pass\n"
    )
    heard = listen(f"{TUNNEL}{PINS.format(times=4)}\n{refuses}")
    row = next(row for row in ledger(heard) if row.host == "telemetry.third.test")
    assert (row.visibility, row.connections) == ("pinned", 5)
    assert row.hidden == {"pinned-after-handshake": 4, "pinned-in-handshake": 1}


@pytest.mark.parametrize(
    ("trusts", "message", "way", "words"),
    [
        (True, "the server could not be reached", "unreachable",
         "error: the server could not be reached"),
        (False, "ertificate verify failed", "tls-failed", "error: no TLS with the server"),
    ],
)  # fmt: skip
def test_a_server_that_fails_is_an_error(listen, lab, unused_port, trusts, message, way, words):
    at = unused_port if trusts else lab.tls_port
    heard = listen(
        f"{TUNNEL}import requests\n"
        + (
            "try: requests.get('https://api.vendor.test/')\nexcept requests.exceptions.ProxyError: pass"
            if trusts
            else "secure('api.vendor.test').close()"
        ),
        addresses={"api.vendor.test": ("127.0.0.1", at)},
        upstream_ca=lab.root if trusts else None,
    )
    rows = ledger(heard)
    assert told(rows) == {"api.vendor.test": ("error", {way: 1})}
    assert message in rows[0].because
    assert words in sentence(rows)


def test_a_connection_around_the_proxy_is_no_other_protocol(listen):
    with socket.create_server(("127.0.0.1", 0)) as server:
        held = []
        taking = threading.Thread(target=lambda: held.append(server.accept()[0]), daemon=True)
        taking.start()
        rows = ledger(listen(PAST.format(port=server.getsockname()[1])))
        taking.join(5)
        held[0].close()
    assert told(rows) == {"127.0.0.1": ("opaque", {"around-the-proxy": 1})}
    assert "(opaque: around the proxy: went around the proxy" in sentence(rows)


@pytest.mark.parametrize(
    ("alpn", "trusted", "expected"),
    [
        ("h3", True, ("decrypted", {})),
        ("hq-interop", True, ("opaque", {"quic": 1})),
        ("h3", False, ("pinned", {"pinned-in-handshake": 1})),
    ],
)
def test_quic_is_read_as_http3_and_else_named(listen, tmp_path, alpn, trusted, expected):
    root, _ = authority(tmp_path, "api.vendor.test")
    with serving_h3(tmp_path) as port:
        heard = listen(
            CLIENT.format(alpn=alpn, trusted="" if trusted else str(root), at=0),
            mode=f"reverse:https://api.vendor.test:{port}",
            upstream_ca=root,
            addresses={"api.vendor.test": ("127.0.0.1", port)},
        )
    assert told(ledger(heard)) == {"api.vendor.test": expected}
    exchange = heard.only()
    if expected[0] == "decrypted":
        assert heard.json(exchange.sent.head)["url"].endswith("/over-h3")
        assert heard.body(exchange.received.body) == b"over h3"
        assert exchange.connection.client_tls.alpn == "h3"
    else:
        assert exchange.connection.scheme == "quic"


def test_every_way_has_words_of_its_own():
    assert len(set(WAYS.values())) == len(WAYS) == 14
