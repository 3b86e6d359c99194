"""Published findings that only a live capture shows; ``tests/data/replays`` names what is expected."""

import socket

import pytest

from auditor.judging import Wanted, judge_folder
from auditor.observing import observe_folder
from auditor.report.wording import spoken_ways
from tests.capture.test_session import TUNNEL
from tests.capture.test_ways import ledger
from tests.replays import PACKS, replays

LIVE = {each["id"]: each for each in replays() if "live" in each}
STREAM = "import requests; requests.get('https://api.vendor.test/words/1')"
UNCHECKED = (
    "import requests\n"
    "for _ in range(3): requests.post('https://api.vendor.test/e', data='x', verify=False)"
)
NOT_HTTP = f"""{TUNNEL}
for port in (7003, 19000):
    s = tunnel("api.vendor.test", port)
    s.sendall(b"\\x01\\x02 a protocol of its own")
    s.recv(64)
    s.close()
"""
LOOPBACK = """
import socket, time
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.connect(("127.0.0.1", {port}))
for _ in range(20):
    s.send(b"_fbp=fb.1.made.up")
    time.sleep(0.05)
"""


def test_there_is_a_client_for_each():
    assert set(LIVE) == {26, 27, 28, 31}


@pytest.mark.parametrize(
    ("number", "program", "more"),
    [(26, STREAM, {}), (27, UNCHECKED, {"wrong_certificates": True})],
)
def test_a_live_capture_breaks_the_rule(listen, number, program, more):
    heard = listen(program, about={"vendor_hosts": ("vendor.test",)}, **more)
    observe_folder(heard.folder, lambda _: None)
    findings = judge_folder(heard.folder, Wanted(PACKS))
    broken = {each.rule for each in findings if each.verdict == "broken"}
    assert set(LIVE[number]["live"]) <= broken
    assert LIVE[number]["live"]


def named(heard):
    """Where the report says that something could not be read, and how."""
    return {(row.host, spoken_ways(row.visibility, row.hidden)) for row in ledger(heard)}


def test_a_live_capture_names_what_is_not_http(listen):
    (told,) = {how for _, how in named(listen(NOT_HTTP))}
    assert told == LIVE[31]["ledger"].replace(", ", ": ") == "opaque: another protocol than HTTP"


def test_a_live_capture_names_what_goes_to_the_machine_itself(listen):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
        other.bind(("127.0.0.1", 0))
        port = other.getsockname()[1]
        heard = listen(LOOPBACK.format(port=port))
    (exchange,) = heard.exchanges
    assert (exchange.connection.scheme, exchange.connection.port) == ("udp", port)
    assert named(heard) == {("127.0.0.1", "opaque: around the proxy")}
    assert LIVE[28]["ledger"].startswith("around the proxy")
