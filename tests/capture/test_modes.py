import pytest

from auditor.capture.modes import Way, way
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
