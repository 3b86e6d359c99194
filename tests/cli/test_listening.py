"""auditor capture: browsers, devices, phases, and what is shown meanwhile."""

import http.client
import signal
import socket
import sys
from pathlib import Path

import orjson
import pytest

from auditor.evidence.folder import Folder
from tests.capture.vendor import authority, serving
from tests.cli.running import auditor, one_mistake, said, started, wait_until


def a_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


def get(port: int, path: str) -> int:
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    client.request("GET", path)
    answer = client.getresponse()
    answer.read()
    client.close()
    return answer.status


def listens(port: int) -> bool:
    with socket.socket() as trying:
        return trying.connect_ex(("127.0.0.1", port)) == 0


def test_whoever_connects_is_overheard_in_phases_until_ctrl_c(tmp_path: Path) -> None:
    port, folder = a_port(), tmp_path / "audit"
    with serving() as vendor:
        running = started(
            *("capture", "--mode", f"reverse:http://127.0.0.1:{vendor}", "--app", "phone"),
            *("--listen", f"127.0.0.1:{port}", "--phase", "before-consent", "--out", folder),
            cwd=tmp_path,
        )
        wait_until(lambda: listens(port), "it listens")
        assert get(port, "/1") == 200
        assert said("capture", "--mark", "after-consent", "--out", folder).exit_code == 0
        wait_until(lambda: not (folder / ".mark").exists(), "the mark is taken")
        assert get(port, "/2") == 200
        running.send_signal(signal.SIGINT)
        _, told = running.communicate(timeout=30)
    assert running.returncode == 0, told
    exchanges = [each for each in Folder(folder).exchanges() if each.sent]
    assert [each.phase for each in exchanges] == ["before-consent", "after-consent"]
    assert {each.connection.host for each in exchanges} == {"127.0.0.1"}
    assert "point the client at http://127.0.0.1" in told
    assert "127.0.0.1 (unknown, ?): " in told
    assert told.splitlines()[-1] == f"next: auditor judge {folder} --observe"


@pytest.mark.parametrize(
    ("options", "what", "hint"),
    [
        ((), "command line: nothing to overhear",
         "run: [COMMAND], browser: URL, file: chrome.har, or mode: wireguard"),
        (("--browser", "https://a.test", "https://b.test"), "--browser: one page to begin with",
         "--browser https://chat.example"),
        (("--browser", "--program", "no-such-browser"), "no-such-browser: no such browser",
         "its full path, or leave it out"),
        (("--mark", "x"), "--mark: whose phase?", "--out F of the running capture"),
        (("--mark", "x", "--out", "none"), "none: no capture runs here: No such file or directory",
         "--out F of the capture"),
        (("--wrong-certificates", "plan.yaml"),
         "--wrong-certificates: a plan says by itself which of its captures show them",
         "wrong-certificates: true in the plan's capture"),
        (("--wrong-certificates", "--browser", "--program", sys.executable),
         "wrong certificates: a browser checks certificates itself, and its pages cannot change that",
         "ask it of an app or a program"),
        (("--mode", "upstream:nowhere", "--", "true"), "proxy: not the address of a proxy",
         "http://host:port"),
    ],
)  # fmt: skip
def test_a_mistake_is_one_line(
    tmp_path: Path, options: tuple[str, ...], what: str, hint: str
) -> None:
    one_mistake(said("capture", *options), what, hint)
    assert list(tmp_path.iterdir()) == []


def test_a_page_is_told_before_it_is_opened() -> None:
    result = said("capture", "--browser", "https://a.test", "--program", sys.executable,
                  "--phase", "before,after", "--dry-run")  # fmt: skip
    assert result.exit_code == 0
    assert "opens https://a.test in a browser as client, before, then after" in result.stdout


def test_the_guides_are_a_result() -> None:
    result = said("capture", "--help-devices")
    assert result.exit_code == 0
    assert "ANDROID" in result.stdout.splitlines()


def test_a_client_that_says_nothing_leaves_nothing_to_judge(tmp_path: Path) -> None:
    result = said("capture", "--out", tmp_path / "audit", "--", "sh", "-c", "exit 7")
    assert result.exit_code == 2
    assert f"Error: {tmp_path / 'audit'}: nothing was overheard" in result.stderr


@pytest.mark.parametrize(
    ("checks", "verdict"), [("verify=False", "broken"), ("timeout=9", "kept")], ids=["none", "all"]
)
def test_a_client_is_shown_wrong_certificates_when_asked_and_the_rule_says_what_it_did(
    tmp_path: Path, checks: str, verdict: str
) -> None:
    _, context = authority(tmp_path, "localhost")
    with serving(context) as port:
        code = (
            "import requests\n"
            "for n in range(3):\n"
            f"    try: requests.get('https://localhost:{port}/', {checks})\n"
            "    except requests.exceptions.RequestException: pass\n"
        )
        capture = {"app": "ours", "phase": "wrong", "run": [sys.executable, "-c", code]}
        plan = {
            "audit": "x",
            "vendor": "generic",
            "authorisation": "me",
            "upstream-ca": "root.pem",
            "captures": [{**capture, "wrong-certificates": True}],
        }
        (tmp_path / "plan.yaml").write_bytes(orjson.dumps(plan))
        result = auditor("capture", "plan.yaml", "--yes", "--out", "audit", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert "ours is shown WRONG CERTIFICATES on purpose" in result.stderr
    judged = said("judge", tmp_path / "audit", "--observe", "--json", "--policies", "transport")
    verdicts = {each["rule"]: each["verdict"] for each in orjson.loads(judged.stdout)}
    assert verdicts["certificates-are-checked"] == verdict
