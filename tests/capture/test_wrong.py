"""Certificates that are wrong on purpose, and what real clients make of them."""

import pytest
from cryptography import x509
from mitmproxy.certs import CertStore

from auditor.capture.client import Client, check
from auditor.capture.wrong import EXPIRED, OTHER_HOST, SELF_SIGNED, _Maker
from auditor.detect.destinations import destination, read_hosts
from auditor.detect.ledger import WRONG_SHOWN, Ledger
from auditor.detect.transport import transport
from auditor.errors import AuditorError
from auditor.evidence.coverage import Control
from tests.capture.conftest import needs
from tests.capture.test_session import TUNNEL
from tests.capture.vendor import authority
from tests.capture.vendor_h3 import CLIENT, serving_h3
from tests.making import an_about

URL = "https://api.vendor.test/v1/chat"
ALL = {SELF_SIGNED, OTHER_HOST, EXPIRED}


def shown(heard):
    """What each connection was shown, and whether a request came over it."""
    return [(each.connection.wrong_certificate, each.sent is not None) for each in heard.exchanges]


def row(heard):
    """Visibility, exchanges, connections and ways of the one host, and the control's count."""
    ledger, hosts = Ledger(), read_hosts()
    for exchange in heard.exchanges:
        ledger.met(exchange, destination(exchange.connection, hosts, an_about()))
    (host,) = ledger.hosts()
    (control,) = [each for each in ledger.controls() if each.control == WRONG_SHOWN]
    return (host.visibility, host.exchanges, host.connections, host.hidden), control


def curl(*options):
    """Three connections of curl, one after another, whatever becomes of each."""
    one = " ".join(("curl", "--silent", "--data", "hello=1", *options, URL))
    return ("sh", "-c", f"{one}; {one}; {one}; true")


def test_curl_refuses_every_wrong_certificate(listen):
    needs("curl")
    heard = listen(curl(), wrong_certificates=True)
    assert sorted(shown(heard)) == sorted((what, False) for what in ALL)
    assert {each.error.kind for each in heard.exchanges} == {"refused"}
    for each in heard.exchanges:
        wrong = each.connection.wrong_certificate
        assert f"it refused a certificate that was {wrong} on purpose" in each.error.message
    host, control = row(heard)
    assert host == ("opaque", 0, 3, {"refused-wrong-certificate": 3})
    assert control == Control("our-client", WRONG_SHOWN, 3)


@pytest.mark.parametrize(
    "command",
    [
        curl("--insecure"),
        f"import requests\nfor _ in range(3): requests.post({URL!r}, data='hello=1', verify=False)",
    ],
    ids=["curl -k", "requests verify=False"],
)
def test_a_client_that_checks_nothing_is_recorded_with_what_it_accepted(listen, command):
    needs("curl")
    heard = listen(command, wrong_certificates=True)
    assert sorted(shown(heard)) == sorted((what, True) for what in ALL)
    assert [heard.body(each.sent.body) for each in heard.exchanges] == [b"hello=1"] * 3
    seen = [each for exchange in heard.exchanges for each in transport(exchange)]
    accepted = [each for each in seen if each.kind == "transport/wrong-certificate-accepted"]
    assert {each.excerpt for each in accepted} == ALL
    assert row(heard)[0] == ("decrypted", 3, 0, {})


NO_NAMES = f"""{TUNNEL}
for _ in range(3):
    context = ssl.create_default_context(cafile=os.environ["SSL_CERT_FILE"])
    context.check_hostname = False
    try:
        s = context.wrap_socket(tunnel("api.vendor.test"), server_hostname="api.vendor.test")
    except ssl.SSLError:
        continue
    s.sendall(b"GET /x HTTP/1.1\\r\\nHost: api.vendor.test\\r\\nConnection: close\\r\\n\\r\\n")
    while s.recv(4096):
        pass
"""


def test_a_client_that_checks_all_but_the_name_accepts_another_hosts(listen):
    heard = listen(NO_NAMES, wrong_certificates=True)
    assert heard.result.exit_code == 0
    assert set(shown(heard)) == {(SELF_SIGNED, False), (EXPIRED, False), (OTHER_HOST, True)}
    assert row(heard)[0] == ("decrypted", 1, 2, {"refused-wrong-certificate": 2})


LATE = f"{TUNNEL}\ncontext = ssl._create_unverified_context()\n" + (
    "context.wrap_socket(tunnel('api.vendor.test'), server_hostname='api.vendor.test').close()"
)


def test_a_client_that_looks_only_after_the_handshake_refused_too(listen):
    exchange = listen(LATE, wrong_certificates=True).only()
    assert (exchange.error.kind, exchange.sent) == ("refused", None)
    assert "after the handshake without a request" in exchange.error.message


def test_over_quic_they_are_wrong_as_well(listen, tmp_path):
    root, _ = authority(tmp_path, "api.vendor.test")
    with serving_h3(tmp_path) as port:
        heard = listen(
            CLIENT.format(alpn="h3", trusted="", at=0),
            mode=f"reverse:https://api.vendor.test:{port}",
            upstream_ca=root,
            addresses={"api.vendor.test": ("127.0.0.1", port)},
            wrong_certificates=True,
        )
    exchange = heard.only()
    assert (exchange.connection.scheme, exchange.error.kind) == ("quic", "refused")
    assert exchange.connection.wrong_certificate == SELF_SIGNED


def test_it_is_said_aloud_and_stands_in_custody_and_else_is_never_done(listen):
    heard = listen(f"import requests; requests.post({URL!r}, data='x')")
    assert heard.only().connection.wrong_certificate == ""
    assert heard.custody()[-1].detail["wrong certificates"] == "none"
    heard = listen("pass", wrong_certificates=True)
    assert "is shown WRONG CERTIFICATES on purpose" in heard.told[0]
    assert heard.custody()[-1].detail["wrong certificates"] == "shown on purpose"


def test_a_browser_is_not_shown_any(tmp_path):
    from auditor.capture.browser import Browser

    page = Browser("about:blank", "sh")
    with pytest.raises(AuditorError, match="a browser checks certificates itself"):
        check(Client((), "a", "", 1, page, wrong_certificates=True))


@pytest.mark.parametrize(
    "host", ["api.vendor.test", "192.0.2.7", "bücher.test", "a" * 60 + ".test"]
)
def test_each_is_wrong_in_one_way_alone(host, tmp_path):
    CertStore.create_store(tmp_path, "mitmproxy", 2048)
    pem = (tmp_path / "mitmproxy-ca.pem").read_bytes()
    root, maker = x509.load_pem_x509_certificate(pem), _Maker(pem)
    made = {what: maker.made(host, what) for what in sorted(ALL)}
    names = {
        what: each.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        for what, each in made.items()
    }
    assert names[SELF_SIGNED] == names[EXPIRED] != names[OTHER_HOST]
    assert made[SELF_SIGNED].issuer == made[SELF_SIGNED].subject != root.subject
    assert made[EXPIRED].issuer == made[OTHER_HOST].issuer == root.subject
    assert made[EXPIRED].not_valid_after_utc < made[SELF_SIGNED].not_valid_before_utc
    for what in (EXPIRED, OTHER_HOST):
        made[what].verify_directly_issued_by(root)
    assert maker.made(host, EXPIRED) is made[EXPIRED]
