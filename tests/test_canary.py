"""An audit with failures, told secrets from all sides: none of them is anywhere it was not meant to be."""

import base64
import json
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest

from auditor.evidence.folder import Folder
from tests.capture.vendor import serving as serving_hosts
from tests.cli.running import a_plan, auditor, parrot, said
from tests.probing.fake import echo_key, hang_up, redirect, serving
from tests.probing.making import on_disk

KEY = "canary-key-5f3d9c1b7a2e4d6f8a0b"
LIVE = {
    "bearer": "canary-bearer-8d2f6b1c9e4a7f3d",
    "cookie": "canary-cookie-1a7e3c5b9d2f8e6a",
    "password": "canary-password-4c8a2e6f",
    "api_key": "canary-apikey-9b3d7f1e5a",
}
FORMATS = "html,json,md,csv,junit,sarif"
CRASH = (
    "import urllib3\n"
    "def crash(*_, **__): raise ZeroDivisionError('a fault of ours')\n"
    "urllib3.HTTPConnectionPool.urlopen = crash\n"
    "from auditor.__main__ import main\n"
    "main()\n"
)


@dataclass(frozen=True)
class Traces:
    """What two audits left: one that met failures, and one in which auditor itself failed."""

    home: Path
    values: dict[str, str]
    """Kind → the persona's value."""
    printed: str
    crash: str
    commands: str
    """Of auditor and of the client that was overheard."""
    elsewhere: bytes
    """What was written outside the audit's folder."""

    @property
    def audit(self) -> Path:
        return self.home / "audit"


CLIENT = """
import json, os, requests, sys
folder, port, out = sys.argv[1:]
values = json.load(open(folder + "/persona.json"))["values"]
requests.post(
    f"http://127.0.0.1:{port}/track?api_key=" + LIVE["api_key"],
    json={"email": values["email"][0], "password": LIVE["password"]},
    headers={"Authorization": "Bearer " + LIVE["bearer"], "Cookie": "sid=" + LIVE["cookie"]},
)
seen, pid = [], os.getpid()
for _ in range(2):
    seen.append(open(f"/proc/{pid}/cmdline").read().split(chr(0)))
    pid = open(f"/proc/{pid}/stat").read().rpartition(")")[2].split()[1]
json.dump(seen, open(out, "w"))
raise SystemExit("client failed")
"""
"""Leaks persona and secrets, notes its own and its parent's command line, and fails."""


def _weather(other: str) -> Iterator[object]:
    yield echo_key(200, "Your key is {}, is it not?")
    yield echo_key(500, "{} is overloaded")
    yield redirect(f"{other}/{KEY}", 302)
    yield hang_up


@pytest.fixture(scope="module")
def traces(tmp_path_factory: pytest.TempPathFactory) -> Traces:
    home = tmp_path_factory.mktemp("canary")
    (temporary := home / "temporary").mkdir()
    env = {"CANARY_KEY": KEY, "TMPDIR": str(temporary), "HOME": str(home / "temporary")}
    noted = home / "commands.json"
    with serving() as vendor, serving() as other, serving_hosts() as port:
        vendor.always, vendor.script = parrot, [*_weather(other.root)]
        target = {"id": "chat", "base-url": vendor.url, "model": "s", "key-env": "CANARY_KEY"}
        program = home / "client.py"
        program.write_text(f"LIVE = {LIVE!r}\n{CLIENT}")
        run = [sys.executable, program, home / "audit", port, noted]
        client = {"run": [*map(str, run)], "app": "ours", "phase": "p"}
        plan = a_plan(
            home, targets=[target], captures=[client], probes=["privacy/record-to-stranger"]
        )
        args = ("audit", plan, "--yes", "--format", FORMATS, "--out", "audit")
        done = auditor(*args, cwd=home, **env)
        with pytest.MonkeyPatch.context() as patched:
            patched.chdir(home)
            for name, value in env.items():
                patched.setenv(name, value)
            again = [said(*each) for each in _commands()]
        crashed = subprocess.run(
            [sys.executable, "-c", CRASH, *map(str, args[:-1]), "crashed"],
            capture_output=True, check=False, cwd=home, env=os.environ | env, text=True, timeout=120,
        )  # fmt: skip
        assert other.seen == []
    assert (done.returncode, crashed.returncode) == (1, 5), (done.stderr, crashed.stderr)
    assert KEY in vendor.asked[0].headers["authorization"]
    values = json.loads((home / "audit" / "persona.json").read_bytes())["values"]
    outside = [f for f in temporary.rglob("*") if f.is_file()]
    return Traces(
        home=home,
        values={kind: some[0] for kind, some in values.items()},
        printed="".join(each.stdout + each.stderr for each in (done, *again)),
        crash=crashed.stdout + crashed.stderr,
        commands=noted.read_text(),
        elsewhere=b"".join(f.read_bytes() for f in outside),
    )


def _commands() -> list[tuple[str, ...]]:
    return [
        ("judge", "audit", "--json"),
        ("doctor", "plan.yaml"),
        ("audit", "plan.yaml", "--dry-run"),
        ("seal", "audit", "--new-key", "seal.pem"),
        ("verify", "audit"),
    ]


def _forms(secret: str) -> list[bytes]:
    """As it is, and as a JSON string, an address, base64 (at each offset) or hex would hold it."""
    raw = secret.encode()
    packed = [base64.b64encode(b"x" * n + raw)[4:-4] for n in range(3)]
    return [raw, quote(secret, safe="").encode(), raw.hex().encode(), *packed]


def _held(secret: str, content: bytes) -> bool:
    return any(form in content for form in _forms(secret))


def test_the_canary_is_seen_where_it_sings() -> None:
    for form in (KEY, base64.b64encode(b"ab" + KEY.encode() + b"c").decode(), KEY.encode().hex()):
        assert _held(KEY, f"before {form} after".encode())
    assert not _held(KEY, b"before after")


@pytest.mark.parametrize("secret", [KEY, *LIVE.values()], ids=["key", *LIVE])
def test_no_key_and_no_live_secret_is_anywhere(traces: Traces, secret: str) -> None:
    assert Folder(traces.audit).about.ended
    assert not _held(secret, on_disk(traces.audit))
    assert not _held(secret, on_disk(traces.home / "crashed"))
    assert not _held(secret, (traces.printed + traces.crash).encode())
    assert not _held(secret, traces.elsewhere)


def test_no_key_is_in_any_process_list(traces: Traces) -> None:
    assert '"auditor", "audit"' in traces.commands
    assert KEY not in traces.commands


def test_a_fault_of_ours_tells_where_and_not_what(traces: Traces) -> None:
    assert "ZeroDivisionError: a fault of ours" in traces.crash
    for value in (KEY, *traces.values.values()):
        assert value not in traces.crash


@pytest.mark.parametrize("kind", ["email", "phone", "national-id", "account-id", "secret"])
def test_a_raw_value_is_in_the_evidence_only(traces: Traces, kind: str) -> None:
    value = traces.values[kind]
    meant = {traces.audit / "persona.json"}
    written = [f for f in traces.audit.rglob("*") if f.is_file() and f not in meant]
    derived = [f for f in written if traces.audit / "evidence" not in f.parents]
    assert {f.suffix for f in derived} >= {".html", ".json", ".jsonl", ".md", ".csv", ".sarif"}
    assert [f.name for f in derived if _held(value, f.read_bytes())] == []
    lines = (traces.audit / "evidence").glob("*.jsonl")
    assert [f.name for f in lines if _held(value, f.read_bytes())] == []
    assert not _held(value, traces.printed.encode() + traces.elsewhere)


def test_the_leaked_address_is_in_the_evidence(traces: Traces) -> None:
    assert traces.values["email"].encode() in on_disk(traces.audit)


def test_every_folder_and_file_is_its_owners_alone(traces: Traces) -> None:
    paths = [traces.audit, *traces.audit.rglob("*")]
    wrong = [
        str(path)
        for path in paths
        if stat.S_IMODE(path.stat().st_mode) != (0o700 if path.is_dir() else 0o600)
    ]
    assert len(paths) > 20
    assert wrong == []
    assert stat.S_IMODE((traces.home / "seal.pem").stat().st_mode) == 0o600


def test_nothing_is_left_in_temporary_folders(traces: Traces) -> None:
    assert [p.name for p in (traces.home / "temporary").glob("auditor-*")] == []
