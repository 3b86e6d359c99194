from pathlib import Path

import pytest

from auditor.capture.browser import Browser
from auditor.capture.client import Client
from auditor.capture.guides import DEVICES, beginning, ending
from auditor.capture.modes import way

PEM = Path("/t/authority.pem")
CONF = "[Interface]\nPrivateKey = abc\n\n[Peer]\nEndpoint = 192.0.2.1:51820"


def told(client, listen="", wireguard=""):
    made = way(client.mode, listen)
    return "\n".join(beginning(client, made, 8080, PEM, wireguard))


@pytest.mark.parametrize(
    ("mode", "listen", "says"),
    [
        ("regular", "0.0.0.0", "set the device's HTTP proxy to 0.0.0.0:8080"),
        ("socks5", "0.0.0.0", "set the device's SOCKS proxy to 0.0.0.0:8080"),
        ("reverse:https://api.test", "", "point the client at http://127.0.0.1:8080"),
        ("socks5", "", "only programs of this machine reach 127.0.0.1"),
        ("wireguard", "192.0.2.1", "http://mitm.it on the device, or /t/authority.pem"),
    ],
)
def test_a_device_is_told_where_the_proxy_is_and_how_to_trust_it(mode, listen, says):
    client = Client((), "phone", "as-used", 60, mode=mode, listen=listen)
    assert says in told(client, listen)
    assert "Ctrl-C ends it" in told(client, listen)


def test_a_phone_gets_a_code_to_scan_and_the_same_as_text():
    text = told(Client((), "phone", "p", 60, mode="wireguard"), "192.0.2.1", CONF)
    code = [line for line in text.splitlines() if "█" in line]
    assert len(code) > 15
    assert len({len(line) for line in code}) == 1
    assert "Endpoint = 192.0.2.1:51820" in text


def test_a_program_is_told_nothing_to_do_or_undo():
    client = Client(("true",), "ours", "p", 60)
    assert told(client) == "overhearing ours on 127.0.0.1:8080"
    assert list(ending(client)) == []


def test_the_phases_that_follow_are_told_where_there_are_keys_for_them():
    page = Browser("about:blank", headless=True)
    client = Client((), "page", "before", 60, page, marks=("after-consent", "private-mode"))
    assert "Enter begins the next phase: after-consent, private-mode" in told(client)


def test_what_was_installed_on_a_device_is_to_be_removed():
    lines = list(ending(Client((), "phone", "p", 60, mode="wireguard")))
    assert "remove the certificate" in lines[0]


def test_the_guides_say_what_certificate_stores_and_pinning_mean():
    for word in (
        "ANDROID",
        "IOS",
        "A WEB PAGE",
        "From Android 7 on",
        "Pinned after it",
        "--keep-ca",
    ):
        assert word in DEVICES
    assert max(map(len, DEVICES.splitlines())) <= 100
