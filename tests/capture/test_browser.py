import sys

import pytest

from auditor.capture.browser import Browser, command, find, fingerprint
from auditor.errors import AuditorError
from tests.capture.vendor import authority


def test_a_browser_goes_through_the_proxy_with_a_fresh_profile_and_trusts_one_key(tmp_path):
    root, _ = authority(tmp_path, "api.vendor.test")
    page = Browser("https://api.vendor.test/", program=sys.executable, headless=True)
    made = command(page, 8123, tmp_path / "profile", root)
    assert made[0] == sys.executable
    assert made[-1] == "https://api.vendor.test/"
    assert {
        f"--user-data-dir={tmp_path / 'profile'}",
        "--proxy-server=http://127.0.0.1:8123",
        "--proxy-bypass-list=<-loopback>",
        f"--ignore-certificate-errors-spki-list={fingerprint(root)}",
        "--disable-quic",
        "--disable-background-networking",
        "--headless=new",
    } <= set(made)
    assert len(fingerprint(root)) == 44


@pytest.mark.parametrize(("euid", "given"), [(0, True), (1000, False)])
def test_the_sandbox_is_off_only_where_the_browser_would_not_start_with_it(
    tmp_path, monkeypatch, euid, given
):
    root, _ = authority(tmp_path, "api.vendor.test")
    monkeypatch.setattr("os.geteuid", lambda: euid)
    made = command(Browser("about:blank", sys.executable), 1, tmp_path, root)
    assert ("--no-sandbox" in made) is given


@pytest.mark.parametrize(
    ("program", "what"),
    [("no-such-browser", "no-such-browser: no such browser"), ("", "PATH: no Chromium, Chrome")],
)
def test_a_browser_that_is_not_there_is_one_line(monkeypatch, program, what):
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr("auditor.capture.browser.PROGRAMS", ("chromium",))
    with pytest.raises(AuditorError) as error:
        find(Browser("about:blank", program))
    assert str(error.value).startswith(what)
