"""Runs commands as a shell does, and writes plans to run them on."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
from typer.testing import CliRunner, Result

from auditor.cli.app import app
from auditor.evidence.folder import Folder
from auditor.plan import read_plan
from auditor.prepared import prepare
from tests.probing.fake import Handler, Seen, completion, send

COMMAND = (sys.executable, "-P", "-m", "auditor")
NOBODY = "http://127.0.0.1:9/v1"
"""Where nothing listens."""

PROBES = [
    "privacy/record-by-completion",
    "privacy/record-encoded",
    "privacy/record-in-summary",
    "privacy/record-to-stranger",
]


def auditor(*args: object, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """One command that nobody sits before."""
    return subprocess.run(
        [*COMMAND, *map(str, args)],
        capture_output=True,
        check=False,
        cwd=cwd,
        env=os.environ | env,
        stdin=subprocess.DEVNULL,
        text=True,
        timeout=120,
    )


def said(*args: object) -> Result:
    """What a command says when it runs in this process."""
    return CliRunner().invoke(app, [str(arg) for arg in args], prog_name="auditor")


def one_mistake(result: Result, what: str, hint: str = "") -> None:
    """Exit 2, nothing on stdout, one line of what and where, and at most one of what to try."""
    assert result.exit_code == 2
    assert result.stdout == ""
    expected = [f"Error: {what}", *([f"try: {hint}"] if hint else [])]
    assert result.stderr.splitlines() == expected


def nobody_answered(result: Result) -> None:
    assert result.exit_code == 2
    assert "Error: audit: no target answered" in result.stderr


def started(*args: object, cwd: Path) -> subprocess.Popen[str]:
    """The same, still running; what it says on stderr can be read."""
    return subprocess.Popen(
        [*COMMAND, *map(str, args)],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_until(so: Callable[[], bool], what: str, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not so():
        assert time.monotonic() < end, what
        time.sleep(0.01)


def a_plan(folder: Path, url: str = NOBODY, **changes: Any) -> Path:
    """A plan with one target and one trial of each phrasing; None leaves a key out."""
    plan = {
        "audit": "Example check",
        "vendor": "generic",
        "authorisation": "ticket 4711",
        "targets": [{"id": "chat", "base-url": url, "model": "small"}],
        "probes": PROBES,
        "languages": ["en"],
        "limits": {"trials": 1},
        **changes,
    }
    path = folder / "plan.yaml"
    path.write_bytes(orjson.dumps({key: value for key, value in plan.items() if value is not None}))
    return path


def trials(plan: Path) -> int:
    """How many there are in a plan."""
    return prepare(read_plan(plan)).requests


def a_client(program: str) -> list[str]:
    """The command of a client that is a Python program."""
    return [sys.executable, "-c", program]


def leaky(folder: Path, port: int) -> list[str]:
    """A client that tells a host on loopback the persona's values, plain and packed."""
    return a_client(
        "import base64, json, requests, urllib.parse\n"
        f"values = json.load(open({str(folder / 'persona.json')!r}))['values']\n"
        "one = {kind: some[0] for kind, some in values.items()}\n"
        "inner = base64.b64encode(json.dumps({'typed': one['prompt']}).encode()).decode()\n"
        f"to = 'http://127.0.0.1:{port}'\n"
        "requests.post(to + '/track', json={'email': one['email'], 'payload': inner})\n"
        "requests.get(to + '/pixel?id=' + urllib.parse.quote(one['device-id']))\n"
        "requests.get(to + '/hello', headers={'X-Ref': one['account-id'].encode().hex()})\n"
    )


def parrot(to: Handler, seen: Seen) -> None:
    """A model that gives away everything it was told."""
    send(completion("\n".join(seen.texts)))(to, seen)


def files_in(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def captured() -> list[tuple[object, object]]:
    """App and end of each overhearing in the audit that lies here."""
    acts = [act for act in Folder(Path("audit")).custody() if act.action == "captured"]
    return [(act.detail["app"], act.detail["ended by"]) for act in acts]
