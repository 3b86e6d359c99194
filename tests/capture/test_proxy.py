import asyncio
import http.client
import logging
from pathlib import Path

import pytest

from auditor.capture.modes import Way
from auditor.capture.proxy import Proxy, Setup
from auditor.capture.trust import upstream_bundle
from auditor.errors import AuditorError
from tests.capture.vendor import serving


class Failing:
    def requestheaders(self, _):
        raise OSError("disk full")


async def nothing():
    await asyncio.sleep(0)


def a_setup(folder: Path, mode: str = "regular") -> Setup:
    return Setup(folder, upstream_bundle(folder, None), Way(mode, mode))


def test_a_failure_in_an_addon_is_not_lost(tmp_path):
    proxy = Proxy([Failing()], nothing)
    try:
        port = proxy.start(a_setup(tmp_path))
        with serving() as server:
            client = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            client.request("GET", f"http://127.0.0.1:{server}/")
            assert client.getresponse().status == 200
            client.close()
        assert str(proxy.failure) == "disk full"
    finally:
        proxy.stop()


def test_the_proxy_prints_nothing_and_leaves_logging_as_it_was(tmp_path, capfd):
    before = logging.getLogger().handlers[:], logging.getLogger("mitmproxy").propagate
    proxy = Proxy([], nothing)
    port = proxy.start(a_setup(tmp_path))
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    client.request("GET", "http://127.0.0.1:1/")
    assert client.getresponse().status == 502
    client.close()
    proxy.stop()
    assert capfd.readouterr() == ("", "")
    assert (logging.getLogger().handlers, logging.getLogger("mitmproxy").propagate) == before


def test_the_port_is_closed_afterwards(tmp_path):
    proxy = Proxy([], nothing)
    port = proxy.start(a_setup(tmp_path))
    proxy.stop()
    with pytest.raises(ConnectionRefusedError):
        http.client.HTTPConnection("127.0.0.1", port, timeout=5).connect()


@pytest.mark.parametrize("broken", ["authority", "mode"])
def test_a_proxy_that_does_not_start_is_one_line(tmp_path, broken):
    setup = a_setup(tmp_path, "regular" if broken == "authority" else "no-such-mode")
    if broken == "authority":
        (tmp_path / "mitmproxy-ca.pem").write_text("not a certificate")
    proxy = Proxy([], nothing)
    with pytest.raises(AuditorError, match="the proxy did not start: ") as error:
        proxy.start(setup)
    proxy.stop()
    assert "\n" not in str(error.value)


def test_an_empty_line_in_the_proxys_log_is_no_fault_of_ours(tmp_path):
    proxy = Proxy([], nothing)
    proxy.start(a_setup(tmp_path))
    logging.getLogger("mitmproxy").error("")
    proxy.stop()
    assert proxy.failure is None
