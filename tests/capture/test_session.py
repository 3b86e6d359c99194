from pathlib import Path

import pytest

from auditor.detect.wordsizes import word_sizes
from auditor.errors import AuditorError
from auditor.evidence.persona import Persona
from tests.capture.conftest import needs
from tests.capture.vendor import ANSWER, EVENTS, PAUSE, WORDS, authority
from tests.capture.vendor_h2 import serving_h2
from tests.demo.tunnel import tunnel

POST = """
import requests
requests.post("https://api.vendor.test/v1/chat", json={"prompt": "hello there"}).raise_for_status()
"""


def test_an_https_request_is_recorded_with_both_sides_decrypted(listen, lab):
    heard = listen(POST)
    exchange = heard.only()
    assert (heard.result.exit_code, heard.result.ended_by, heard.result.exchanges) == (0, "exit", 1)
    assert (exchange.plane, exchange.subject, exchange.phase) == (
        "capture",
        "our-client",
        "after-consent",
    )
    to = exchange.connection
    assert (to.scheme, to.host, to.port) == ("https", "api.vendor.test", 443)
    assert (to.visibility, to.address) == ("decrypted", "127.0.0.1")
    assert to.client_tls.version == to.server_tls.version == "TLSv1.3"
    assert heard.json(exchange.sent.head)["url"] == "https://api.vendor.test/v1/chat"
    assert heard.json(exchange.sent.body) == {"prompt": "hello there"}
    assert (exchange.received.status, exchange.received.media_type) == (200, "application/json")
    assert heard.json(exchange.received.body)["answer"] == ANSWER["answer"]
    assert exchange.error is None


def test_plain_http_is_cleartext_and_keeps_its_name(listen):
    exchange = listen("import requests; requests.get('http://plain.vendor.test/hello?q=1')").only()
    to = exchange.connection
    assert (to.scheme, to.host, to.port, to.visibility) == (
        "http",
        "plain.vendor.test",
        80,
        "cleartext",
    )
    assert (to.client_tls, to.server_tls) == (None, None)


STREAM = """
import json, requests, time
first, later = [], []
for _ in range(10):
    late = []
    with requests.get("https://api.vendor.test/sse", stream=True) as answer:
        for line in answer.iter_lines():
            if line.startswith(b"data: "):
                late.append(time.time() - json.loads(line[6:])["at"])
    first.append(late[0])
    later += late[1:]
    # A busy machine makes one stream late; a proxy that waits makes all of them late.
    if min(first) < 0.05 and sorted(later)[len(later) // 2] < 0.05:
        break
else:
    raise SystemExit(f"first {first}, later {later}")
"""


def test_server_sent_events_reach_the_client_as_they_come_and_are_recorded_whole(listen):
    heard = listen(STREAM)
    received = heard.exchanges[-1].received
    assert heard.result.exit_code == 0
    assert heard.body(received.body).count(b"data: ") == EVENTS
    assert (received.media_type, received.truncated) == ("text/event-stream", "")
    assert len(received.times) >= EVENTS
    assert received.times[-1] - received.times[0] > (EVENTS - 2) * PAUSE


@pytest.mark.parametrize(("words", "shown"), [(1, 1), (8, 0)], ids=["one a chunk", "eight"])
def test_the_sizes_of_a_streams_chunks_are_kept_and_show_words_where_they_do(listen, words, shown):
    url = f"https://api.vendor.test/words/{words}"
    heard = listen(f"import requests; requests.get({url!r})")
    received = heard.only().received
    text = heard.body(received.body).decode()
    assert len(received.sizes) == len(received.times) == -(-len(WORDS) // words)
    assert sum(received.sizes) == len(text)
    assert len(list(word_sizes(received, text))) == shown


ABORT = """
import requests
with requests.get("https://api.vendor.test/sse", stream=True) as answer:
    lines = answer.iter_lines()
    while not next(lines).startswith(b"data"):
        pass
"""


def test_a_client_that_goes_away_half_way_leaves_what_it_had_received(listen):
    heard = listen(ABORT)
    exchange = heard.only()
    events = heard.body(exchange.received.body).count(b"data: ")
    assert 1 <= events < EVENTS
    assert exchange.error.kind == "aborted"
    assert exchange.received.truncated == "aborted"


def test_a_server_that_drops_the_connection_leaves_what_it_had_sent(listen):
    heard = listen("import requests; requests.get('https://api.vendor.test/dropped')")
    exchange = heard.only()
    assert heard.body(exchange.received.body) == b"only this"
    assert exchange.error.kind == "dropped"


@pytest.mark.parametrize("encoding", ["gzip", "br", "zstd"])
def test_a_packed_answer_is_stored_unpacked(listen, encoding):
    heard = listen(
        f"import requests; requests.get('https://api.vendor.test/packed/{encoding}', stream=True).raw.read()"
    )
    received = heard.only().received
    assert heard.json(received.body)["answer"] == ANSWER["answer"]
    assert (received.encoding, received.truncated) == (encoding, "")


def test_an_answer_that_cannot_be_unpacked_is_stored_as_it_came(listen):
    heard = listen(
        "import requests; requests.get('https://api.vendor.test/broken-gzip', stream=True).raw.read(decode_content=False)"
    )
    received = heard.only().received
    assert heard.body(received.body) == b"\x1f\x8b this is no gzip"
    assert (received.encoding, received.truncated) == ("gzip", "undecodable")


DISTRUST = """
import requests
try:
    requests.post("https://telemetry.third.test/e", data="x", verify="{root}")
except requests.exceptions.SSLError:
    raise SystemExit(7)
"""


def test_a_client_that_refuses_the_proxys_certificate_is_pinned(listen, lab):
    heard = listen(DISTRUST.format(root=lab.root))
    exchange = heard.only()
    assert heard.result.exit_code == 7
    assert (exchange.connection.host, exchange.connection.port) == ("telemetry.third.test", 443)
    assert exchange.connection.visibility == "pinned"
    assert (exchange.sent, exchange.received) == (None, None)
    assert exchange.error.kind == "tls"
    assert "did not trust the proxy's certificate" in exchange.error.message


TUNNEL = """
import os, socket, ssl, time
from urllib.parse import urlsplit

def tunnel(host, port=443):
    proxy = urlsplit(os.environ["HTTPS_PROXY"])
    s = socket.create_connection((proxy.hostname, proxy.port))
    s.sendall(f"CONNECT {host}:{port} HTTP/1.1\\r\\nHost: {host}:{port}\\r\\n\\r\\n".encode())
    while not s.recv(4096).endswith(b"\\r\\n\\r\\n"):
        pass
    return s

def secure(host):
    context = ssl.create_default_context(cafile=os.environ["SSL_CERT_FILE"])
    return context.wrap_socket(tunnel(host), server_hostname=host)
"""


@pytest.mark.parametrize(
    ("ending", "visibility", "kind", "message"),
    [
        ("secure('api.vendor.test').close()", "opaque", "no-request", "after the handshake without"),
        ("s = tunnel('api.vendor.test'); s.sendall(bytes(40)); s.close()", "opaque", "not-understood", "40 bytes sent"),
        ("tunnel('api.vendor.test').close()", "opaque", "dropped", "before anything was sent"),
    ],
)  # fmt: skip
def test_a_connection_without_a_readable_request_is_recorded_too(
    listen, ending, visibility, kind, message
):
    exchange = listen(f"{TUNNEL}\n{ending}").only()
    assert exchange.connection.host == "api.vendor.test"
    assert (exchange.connection.visibility, exchange.sent) == (visibility, None)
    assert exchange.error.kind == kind
    assert message in exchange.error.message


def test_one_connection_with_many_requests_is_never_called_pinned(listen):
    heard = listen(
        "import requests\ns = requests.Session()\n"
        "for n in range(3): s.get(f'https://api.vendor.test/{n}')"
    )
    assert [exchange.connection.visibility for exchange in heard.exchanges] == ["decrypted"] * 3


def test_an_unreachable_server_is_an_error_not_silence(listen, unused_port):
    heard = listen(
        "import requests\ntry: requests.get('https://api.vendor.test/')\n"
        "except requests.exceptions.ProxyError: pass",
        addresses={"api.vendor.test": ("127.0.0.1", unused_port)},
    )
    exchange = heard.only()
    assert (exchange.connection.host, exchange.connection.visibility) == (
        "api.vendor.test",
        "error",
    )
    assert exchange.error.kind == "unreachable"


def test_what_was_meant_for_an_unreachable_server_over_http_is_known(listen, unused_port):
    heard = listen(
        "import requests; requests.post('http://plain.vendor.test/e', data='device=1')",
        addresses={"plain.vendor.test": ("127.0.0.1", unused_port)},
    )
    exchange = heard.only()
    assert heard.body(exchange.sent.body) == b"device=1"
    assert (exchange.received, exchange.error.kind) == (None, "unreachable")


def test_a_server_whose_certificate_does_not_verify_gets_nothing(listen):
    heard = listen(
        "import requests; print(requests.get('https://api.vendor.test/').status_code)",
        upstream_ca=None,
    )
    exchange = heard.only()
    assert exchange.received is None
    assert exchange.error.kind == "tls"
    assert "ertificate verify failed" in exchange.error.message


SECRETS = """
import requests
requests.post(
    "https://api.vendor.test/v1/chat?api_key=query-secret-1&plain=kept",
    json={"password": "body-secret-2", "prompt": "kept"},
    headers={"authorization": "Bearer header-secret-3", "cookie": "sid=cookie-secret-4"},
)
"""


def test_no_live_secret_reaches_the_disk(listen):
    heard = listen(SECRETS)
    exchange = heard.only()
    kinds = {(each.kind, each.side) for each in exchange.placeholders}
    assert kinds >= {
        ("api-key", "sent"),
        ("password", "sent"),
        ("bearer-token", "sent"),
        ("cookie", "sent"),
        ("cookie", "received"),
        ("session-token", "received"),
    }
    message = exchange.sent, exchange.received
    blobs = [heard.body(blob) for side in message for blob in (side.head, side.body)]
    files = [file.read_bytes() for file in heard.folder.path.rglob("*") if file.is_file()]
    written = b"".join(blobs + files)
    for secret in (b"query-secret", b"body-secret", b"header-secret", b"cookie-secret"):
        assert secret not in written
    for secret in (b"vendor-cookie-value", ANSWER["session_token"].encode()):
        assert secret not in written
    assert b"plain=kept" in written


def test_a_planted_value_is_no_secret_and_stays_where_it_was_leaked(listen):
    persona = Persona("ada", "en", {"secret": ("plant-7f3k9q2m5x8w1z4c",)})
    heard = listen(
        "import requests\n"
        "requests.get('https://api.vendor.test/t?token=plant-7f3k9q2m5x8w1z4c'"
        "'&session_token=live-0123456789abcdef')",
        persona=persona,
    )
    exchange = heard.only()
    url = heard.json(exchange.sent.head)["url"]
    assert "token=plant-7f3k9q2m5x8w1z4c" in url
    assert "live-0123456789abcdef" not in url
    assert [planted.kind for planted in exchange.planted] == ["secret"]


def test_a_client_that_never_exits_is_ended_after_its_time(listen):
    heard = listen(f"{POST}\nimport time; time.sleep(60)", duration=3)
    assert (heard.result.ended_by, heard.result.exit_code) == ("duration", None)
    assert heard.only().received.status == 200


def test_a_connection_still_open_when_auditor_ends_the_client_is_not_called_pinned(listen):
    heard = listen(f"{TUNNEL}\ns = secure('api.vendor.test')\ntime.sleep(60)", duration=2)
    exchange = heard.only()
    assert (exchange.connection.visibility, exchange.error.kind) == ("opaque", "aborted")


def test_ctrl_c_ends_the_client_and_keeps_what_was_heard(listen):
    heard = listen(f"{POST}\nimport os, signal, time\n"
        "os.kill(os.getppid(), signal.SIGINT)\ntime.sleep(60)")  # fmt: skip
    assert heard.result.ended_by == "interrupt"
    assert heard.only().received.status == 200


def test_custody_says_what_was_overheard_but_no_argument(listen):
    heard = listen(POST)
    act = heard.custody()[-1]
    assert act.action == "captured"
    assert act.detail["app"] == "our-client"
    assert act.detail["exchanges"] == 1
    assert act.detail["arguments"] == 2
    assert "vendor.test" not in str(act)


def test_nothing_is_left_in_the_temporary_folder(listen, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    heard = listen(
        "import os, stat, pathlib\n"
        "folder = pathlib.Path(os.environ['NODE_EXTRA_CA_CERTS']).parent\n"
        "assert stat.S_IMODE(folder.stat().st_mode) == 0o700\n"
        "assert stat.S_IMODE((folder / 'mitmproxy-ca.pem').stat().st_mode) == 0o600"
    )
    assert heard.result.exit_code == 0
    assert not list(tmp_path.glob("auditor-*"))


def test_curl_is_overheard(listen):
    needs("curl")
    heard = listen(("curl", "--silent", "--show-error", "https://api.vendor.test/curl"))
    assert heard.result.exit_code == 0
    assert heard.json(heard.only().sent.head)["url"] == "https://api.vendor.test/curl"


SOCKET = f"""{TUNNEL}
s = secure("api.vendor.test")
s.sendall(b"GET /socket HTTP/1.1\\r\\nHost: api.vendor.test\\r\\nUpgrade: websocket\\r\\n"
          b"Connection: Upgrade\\r\\nSec-WebSocket-Version: 13\\r\\n"
          b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\\r\\n\\r\\n")
while not s.recv(4096).endswith(b"\\r\\n\\r\\n"):
    pass
said = b'{{"token": "socket-secret-0123456789", "say": "hello"}}'
s.sendall(bytes([0x81, 0x80 | len(said), 0, 0, 0, 0]) + said)
heard = b""
while b"\\x88" not in heard:
    heard += s.recv(4096)
assert heard.count(said) == 2, heard
s.sendall(b"\\x88\\x82\\0\\0\\0\\0\\x03\\xe8")
s.close()
"""


def test_both_sides_of_a_websocket_are_recorded_without_their_secrets(listen):
    heard = listen(SOCKET)
    assert heard.result.exit_code == 0
    exchange = heard.only()
    assert (exchange.received.status, exchange.connection.visibility) == (101, "decrypted")
    (sent,) = heard.json(exchange.sent.joined)
    assert sent["channel"] == "websocket"
    assert '"say": "hello"' in sent["text"]
    received = heard.json(exchange.received.joined)
    assert [part["channel"] for part in received] == ["websocket", "websocket-binary"]
    assert "socket-secret-0123456789" not in str([sent, received])
    assert len(exchange.sent.times) == 1
    assert len(exchange.received.times) == 2


@pytest.mark.parametrize(
    "data", ["b'x' * 3_000_000", "iter([b'x' * 1_500_000] * 2)"], ids=["large", "chunked"]
)
def test_a_large_upload_is_recorded_whole(listen, data):
    heard = listen(f"import requests; requests.post('https://api.vendor.test/up', data={data})")
    exchange = heard.only()
    assert heard.body(exchange.sent.body) == b"x" * 3_000_000
    assert exchange.sent.truncated == ""
    assert exchange.sent.times


def test_a_client_that_says_nothing_is_pointed_out(listen):
    heard = listen("pass")
    assert heard.exchanges == []
    assert heard.told[-1] == "our-client sent nothing through the proxy; it may ignore it"


def test_two_clients_one_after_another_are_two_sessions(listen):
    first, second = listen(POST).only(), listen(POST).only()
    assert first.session != second.session


JAVA = """
import java.net.*;
public class Client {
    public static void main(String[] a) throws Exception {
        var url = URI.create("https://api.vendor.test/java").toURL();
        System.exit(((HttpURLConnection) url.openConnection()).getResponseCode() == 200 ? 0 : 1);
    }
}
"""


def test_java_is_overheard(listen, tmp_path):
    needs("java")
    (tmp_path / "Client.java").write_text(JAVA)
    heard = listen(("java", "-Xshare:auto", str(tmp_path / "Client.java")))
    assert heard.result.exit_code == 0
    assert heard.json(heard.only().sent.head)["url"] == "https://api.vendor.test/java"


@pytest.mark.parametrize(
    ("command", "what"),
    [
        (("no-such-client-anywhere",), "no-such-client-anywhere: command not found"),
        (("/etc/passwd",), "/etc/passwd: cannot be run: not an executable file"),
        (("",), "no command to run"),
    ],
)
def test_a_command_that_cannot_be_run_is_one_line(listen, command, what):
    with pytest.raises(AuditorError) as error:
        listen(command)
    assert str(error.value) == what
    assert error.value.hint


@pytest.mark.parametrize(
    ("wrong", "where", "what"),
    [
        ({"upstream_ca": Path("/no/such.pem")}, "/no/such.pem", "cannot be read"),
        ({"upstream_ca": Path(__file__)}, __file__, "no certificate in PEM"),
        ({"upstream_proxy": "proxy.corp"}, "proxy", "not the address of a proxy"),
        ({"upstream_proxy": "http://proxy.corp:port"}, "proxy", "not the address of a proxy"),
        ({"upstream_proxy": "ftp://user:pass@proxy.corp:21"}, "proxy", "not the address of a"),
    ],
)
def test_a_wrong_way_out_is_one_line(listen, wrong, where, what):
    with pytest.raises(AuditorError) as error:
        listen(POST, **wrong)
    assert error.value.where == where
    assert what in error.value.what
    assert "pass" not in f"{error.value} {error.value.hint}"


def test_http2_streams_both_ways(listen, tmp_path):
    needs("curl")
    root, context = authority(tmp_path, "api.vendor.test")
    (tmp_path / "upload").write_bytes(b"y" * 2_000_000)
    url, upload = "https://api.vendor.test/h2", f"@{tmp_path / 'upload'}"
    with serving_h2(context) as port:
        heard = listen(
            ("curl", "--silent", "--http2", "--data-binary", upload, url),
            upstream_ca=root,
            addresses={"api.vendor.test": ("127.0.0.1", port)},
        )
    exchange = heard.only()
    assert exchange.connection.client_tls.alpn == exchange.connection.server_tls.alpn == "h2"
    assert heard.json(exchange.sent.head)["url"] == url
    assert heard.body(exchange.sent.body) == b"y" * 2_000_000
    assert heard.body(exchange.received.body) == b"data: 2000000\n\n" * 5


def test_a_proxy_further_up_is_used_when_it_is_named(listen, lab):
    with tunnel(lab.addresses) as further:
        heard = listen(POST, upstream_proxy=further.url, addresses={})
        assert further.asked_for == ["api.vendor.test"]
    exchange = heard.only()
    assert exchange.connection.visibility == "decrypted"
    assert exchange.received.status == 200


def test_no_proxy_of_our_own_environment_is_used(listen, monkeypatch, unused_port):
    for name in ("HTTP_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{unused_port}")
    assert listen(POST).only().received.status == 200
