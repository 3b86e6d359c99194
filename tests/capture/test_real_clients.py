"""Programs that people use, as they are, through the live proxy."""

import json
import socket
import stat
import threading
import time

import pytest

from auditor.capture.browser import Browser
from auditor.detect.destinations import destination, read_hosts
from auditor.detect.ledger import Ledger
from tests.capture.conftest import needs
from tests.capture.test_session import TUNNEL
from tests.capture.vendor import EVENTS
from tests.demo.tunnel import tunnel
from tests.making import an_about


def seen(heard):
    """Host and visibility, as the ledger of an audit tells them."""
    ledger, hosts = Ledger(), read_hosts()
    for exchange in heard.exchanges:
        ledger.met(exchange, destination(exchange.connection, hosts, an_about()))
    return {(row.host, row.visibility) for row in ledger.hosts()}


def urls(heard):
    return [heard.json(each.sent.head)["url"] for each in heard.exchanges if each.sent]


def test_a_browser_loads_a_chat_that_streams_and_talks_and_counts(listen):
    needs("chromium")
    page = Browser("https://api.vendor.test/chat", headless=True)
    heard = listen(None, browser=page, duration=12)
    read = [each for each in heard.exchanges if each.sent]
    at = {url.rpartition("/")[2]: each for url, each in zip(urls(heard), read, strict=True)}
    assert set(at) == {"chat", "sse", "socket", "collect", "done"}
    assert heard.body(at["sse"].received.body).count(b"data: ") == EVENTS
    assert len(at["sse"].received.times) >= EVENTS
    (said,) = heard.json(at["socket"].sent.joined)
    assert json.loads(said["text"]) == {"say": "hello from the page"}
    assert [part["channel"] for part in heard.json(at["socket"].received.joined)] == [
        "websocket",
        "websocket-binary",
    ]
    assert heard.json(at["collect"].sent.body) == {"event": "page", "title": "chat"}
    assert seen(heard) == {("api.vendor.test", "decrypted"), ("telemetry.third.test", "decrypted")}


NODE = """
const body = JSON.stringify({prompt: "hello from node"});
fetch("https://api.vendor.test/v1/chat", {method: "POST", body})
  .then((answer) => answer.json())
  .then((said) => { if (said.answer !== "Forty-two") process.exit(3); })
  .then(() => fetch("https://api.vendor.test/sse"))
  .then((answer) => answer.text())
  .then((text) => process.exit(text.includes('"n": 5') ? 0 : 4))
  .catch((error) => { console.error(error); process.exit(5); });
"""
NODE_HTTPS = """
require("https").get("https://api.vendor.test/v1/https", (answer) => {
  answer.resume();
  answer.on("end", () => require("http").get("http://plain.vendor.test/http", (plain) => {
    plain.resume();
    plain.on("end", () => process.exit(0));
  }));
});
"""


def test_fetch_in_node_goes_through_the_proxy(listen):
    needs("node")
    heard = listen(("node", "-e", NODE))
    assert (heard.result.exit_code, heard.result.around) == (0, 0)
    assert urls(heard) == ["https://api.vendor.test/v1/chat", "https://api.vendor.test/sse"]
    assert heard.json(heard.exchanges[0].sent.body) == {"prompt": "hello from node"}


def test_older_modules_of_node_go_through_the_proxy(listen):
    needs("node")
    heard = listen(("node", "-e", NODE_HTTPS))
    assert (heard.result.exit_code, heard.result.around) == (0, 0)
    assert urls(heard) == ["https://api.vendor.test/v1/https", "http://plain.vendor.test/http"]


def test_curl_that_refuses_our_authority_is_pinned_in_the_handshake(listen, lab):
    needs("curl")
    command = ("curl", "--silent", "--cacert", str(lab.root), "https://telemetry.third.test/e")
    heard = listen(command)
    assert heard.result.exit_code == 60
    assert seen(heard) == {("telemetry.third.test", "pinned")}


def test_curl_is_overheard_by_way_of_socks(listen):
    needs("curl")
    heard = listen(("curl", "--silent", "https://api.vendor.test/socks"), mode="socks5")
    assert (heard.result.exit_code, heard.result.around) == (0, 0)
    assert urls(heard) == ["https://api.vendor.test/socks"]


def test_curl_is_overheard_by_way_of_a_proxy_further_up(listen, lab):
    needs("curl")
    with tunnel(lab.addresses) as further:
        command = ("curl", "--silent", "https://api.vendor.test/further")
        heard = listen(command, mode=f"upstream:{further.url}", addresses={})
        assert further.asked_for == ["api.vendor.test"]
    assert (heard.result.exit_code, heard.result.around) == (0, 0)
    assert urls(heard) == ["https://api.vendor.test/further"]


def test_curl_is_overheard_on_its_way_to_one_address(listen):
    needs("curl")
    command = ("sh", "-c", 'curl --silent --data hello=1 "$AUDITOR_ADDRESS/reversed"')
    heard = listen(command, mode="reverse:https://api.vendor.test")
    assert (heard.result.exit_code, heard.result.around) == (0, 0)
    assert heard.body(heard.only().sent.body) == b"hello=1"
    assert (heard.only().connection.host, heard.only().received.status) == ("api.vendor.test", 200)


def test_a_phone_gets_its_tunnel_and_a_code_to_scan(listen):
    heard = listen(None, mode="wireguard", duration=0.5)
    assert heard.result.ended_by == "duration"
    told = "\n".join(heard.told)
    assert "[Interface]" in told
    assert "scan this with the app WireGuard" in told
    assert "PublicKey" in told


def test_the_authority_is_made_for_one_capture_unless_it_is_kept(listen, tmp_path):
    code = "import os, shutil; shutil.copy(os.environ['NODE_EXTRA_CA_CERTS'], {to!r})"
    kept = tmp_path / "kept"
    for number, keep in enumerate((None, None, kept, kept)):
        listen(code.format(to=str(tmp_path / f"{number}.pem")), keep_ca=keep)
    made = [(tmp_path / f"{number}.pem").read_bytes() for number in range(4)]
    assert len(set(made)) == 3
    assert made[2] == made[3] == (kept / "mitmproxy-ca-cert.pem").read_bytes()
    assert stat.S_IMODE((kept / "mitmproxy-ca.pem").stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.stat().st_mode) == 0o700


PINS = """
import requests
requests.get("https://api.vendor.test/works")
for _ in range({times}):
    secure("telemetry.third.test").close()
"""


@pytest.mark.parametrize(("times", "visibility"), [(1, "opaque"), (3, "pinned")])
def test_a_client_that_pins_after_the_handshake_is_pinned_once_it_does_so_again(
    listen, times, visibility
):
    heard = listen(TUNNEL + PINS.format(times=times))
    assert seen(heard) == {("api.vendor.test", "decrypted"), ("telemetry.third.test", visibility)}


PAST = """
import socket, time
s = socket.create_connection(("127.0.0.1", {port}))
s.sendall(b"hello, past the proxy")
time.sleep(1)
"""


@pytest.fixture
def elsewhere():
    """A server of nobody's: it takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        held = []
        thread = threading.Thread(target=lambda: held.append(server.accept()), daemon=True)
        thread.start()
        yield server.getsockname()[1]
        thread.join(5)
        for connection, _ in held:
            connection.close()


def test_a_client_that_ignores_the_proxy_is_reported_as_such(listen, elsewhere):
    heard = listen(PAST.format(port=elsewhere))
    assert heard.result.around == 1
    exchange = heard.only()
    to = exchange.connection
    assert (to.scheme, to.host, to.port, to.visibility) == ("tcp", "127.0.0.1", elsewhere, "opaque")
    assert (exchange.error.kind, exchange.sent) == ("around", None)
    assert heard.told[-1].startswith("our-client went around the proxy 1 times")


def test_programs_of_one_client_that_talk_with_each_other_go_around_nothing(listen):
    heard = listen(
        "import socket, subprocess, sys, time\n"
        "server = socket.create_server(('127.0.0.1', 0))\n"
        "port = server.getsockname()[1]\n"
        "code = f'import socket, time; s = socket.create_connection((\"127.0.0.1\", {port})); time.sleep(0.6)'\n"
        "child = subprocess.Popen([sys.executable, '-c', code])\n"
        "held = server.accept(); child.wait()\n"
    )
    assert (heard.result.exit_code, heard.result.around, heard.exchanges) == (0, 0, [])


def test_phases_are_switched_by_a_mark_while_it_runs(listen, tmp_path):
    from auditor.capture.phases import ask

    def mark():
        until = time.monotonic() + 20
        while not (tmp_path / "first").exists() and time.monotonic() < until:
            time.sleep(0.05)
        (audit,) = tmp_path.glob("audit-*")
        ask(audit, "private-mode")
        while (audit / ".mark").exists() and time.monotonic() < until:
            time.sleep(0.05)
        (tmp_path / "second").touch()

    thread = threading.Thread(target=mark)
    thread.start()
    heard = listen(
        "import pathlib, requests, time\n"
        f"folder = pathlib.Path({str(tmp_path)!r})\n"
        "requests.get('https://api.vendor.test/1')\n"
        "(folder / 'first').touch()\n"
        "while not (folder / 'second').exists(): time.sleep(0.05)\n"
        "requests.get('https://api.vendor.test/2')\n"
    )
    thread.join()
    assert [each.phase for each in heard.exchanges] == ["after-consent", "private-mode"]
    assert heard.result.phases == ("after-consent", "private-mode")
    told = [act.detail["phase"] for act in heard.custody() if act.action == "captured"]
    assert told == ["after-consent", "private-mode"]
