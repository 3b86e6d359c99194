import platform
import shutil

import pytest

from auditor.capture.client import Client, check
from auditor.capture.modes import Way, way, why_not_local
from auditor.errors import AuditorError


@pytest.mark.parametrize(
    ("mode", "listen", "upstream", "wanted"),
    [
        ("regular", "", None, Way("regular", "regular")),
        ("regular", "", "http://u:p@proxy.corp:3128",
         Way("upstream", "upstream:http://proxy.corp:3128", "u:p")),
        ("upstream:https://proxy.corp", "", None,
         Way("upstream", "upstream:https://proxy.corp:443")),
        ("reverse:https://api.test", "127.0.0.1:8080", None,
         Way("reverse", "reverse:https://api.test", None, "127.0.0.1", 8080)),
        ("socks5", "0.0.0.0", None, Way("socks5", "socks5", None, "0.0.0.0", 0)),
        ("wireguard", "192.0.2.1", None, Way("wireguard", "wireguard", None, "192.0.2.1", 51820)),
        ("wireguard", "", None, Way("wireguard", "wireguard")),
        ("local:curl", "", None, Way("local", "local:curl")),
    ],
)  # fmt: skip
def test_a_mode_is_a_way_and_listens_on_this_machine_unless_told(mode, listen, upstream, wanted):
    assert way(mode, listen, upstream) == wanted


@pytest.mark.parametrize(
    ("listen", "local"), [("", True), ("127.0.0.1:1", True), ("[::1]:1", True), ("0.0.0.0", False)]
)
def test_who_can_reach_it_is_known(listen, local):
    assert way("socks5", listen).is_local_only is local


@pytest.mark.parametrize(
    ("mode", "listen", "opened"),
    [
        ("regular", "0.0.0.0", True),
        ("socks5", "192.0.2.1:1080", True),
        ("wireguard", "0.0.0.0", True),
        ("regular", "", False),
        ("reverse:http://127.0.0.1:8000", "0.0.0.0", False),
        ("local:curl", "", False),
    ],
)
def test_where_others_choose_what_they_are_connected_to(mode, listen, opened):
    assert way(mode, listen).is_open is opened


@pytest.mark.parametrize(
    ("mode", "listen", "upstream", "what"),
    [
        ("transparent", "", None, "mode 'transparent': no such mode"),
        ("upstream", "", None, "mode 'upstream': no such mode"),
        ("reverse:api.test", "", None, "mode reverse: not an address"),
        ("socks5", "", "http://proxy:1", "proxy: mode socks5 cannot go through another proxy"),
        ("socks5", "host:port", None, "listen 'host:port': not a place to listen on"),
    ],
)
def test_a_wrong_mode_is_one_line(mode, listen, upstream, what):
    with pytest.raises(AuditorError) as error:
        way(mode, listen, upstream)
    assert str(error.value) == what
    assert error.value.hint


@pytest.mark.parametrize(
    ("system", "release", "sudo", "why"),
    [
        ("linux", "6.7.9-generic", "/usr/bin/sudo", "Linux 6.7.9-generic is older than 6.8"),
        ("linux", "6.18.44-x", "/usr/bin/sudo", ""),
        ("linux", "6.8.0", None, "it takes its rights with sudo, which is not here"),
        ("darwin", "6.7", None, ""),
    ],
)
def test_local_redirection_is_offered_only_where_the_system_can(
    monkeypatch, system, release, sudo, why
):
    monkeypatch.setattr("sys.platform", system)
    monkeypatch.setattr(platform, "release", lambda: release)
    monkeypatch.setattr(shutil, "which", lambda _: sudo)
    assert why_not_local() == why


def test_where_it_is_not_offered_one_line_says_why(monkeypatch):
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(platform, "release", lambda: "5.10.0")
    with pytest.raises(AuditorError) as error:
        check(Client((), "a", "", 1, mode="local:curl"))
    assert (
        str(error.value) == "mode 'local:curl': not on this machine: Linux 5.10.0 is older than 6.8"
    )
    assert error.value.hint
