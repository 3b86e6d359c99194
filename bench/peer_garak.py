"""Garak in an environment of its own, beside which the bench of probing measures auditor."""

import json
import os
import subprocess
import sys
import tempfile
import threading
import urllib.request
from pathlib import Path
from typing import Any

VERSION = "0.17.1"
ASKED = (
    "--target_type rest --probes leakreplay.LiteratureCloze --generations 5 --parallel_attempts 16"
).split()
"""Its own cloze probe, 1,280 questions; 16 processes, beyond which it gains little."""
MOST_SECONDS = 300
INSTALL_SECONDS = 1200


def python(given: str | None) -> str:
    """The interpreter that has it; installed under the user's cache (some GB) when none is given."""
    if given:
        return given
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    home = cache / "auditor-bench" / f"garak-{VERSION}"
    inside, ready = home / "bin" / "python", home / "ready"
    if not ready.exists():
        print(f"installing garak {VERSION} into {home}", file=sys.stderr)
        uv = (sys.executable, "-m", "uv")
        for command in (
            (*uv, "venv", "--quiet", "--clear", str(home)),
            (*uv, "pip", "install", "--quiet", "--python", str(inside), f"garak=={VERSION}"),
        ):
            subprocess.run(command, check=True, timeout=INSTALL_SECONDS)
        ready.touch()
    return str(inside)


def measure(python: str, url: str) -> dict[str, Any]:
    """Garak through its REST generator: only the time in which it asked, not that of its start."""
    rest = {
        "uri": f"{url}/chat/completions",
        "method": "post",
        "headers": {"Content-Type": "application/json"},
        "req_template_json_object": {
            "model": "small-1",
            "messages": [{"role": "user", "content": "$INPUT"}],
        },
        "response_json": True,
        "response_json_field": "$.choices[0].message.content",
    }
    with tempfile.TemporaryDirectory() as home:
        settings = Path(home) / "rest.json"
        settings.write_text(json.dumps({"rest": {"RestGenerator": rest}}))
        places = dict.fromkeys(("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), home)
        # Whatever else it would fetch meets a closed port of this machine.
        places |= dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), "http://127.0.0.1:9")
        places |= {"NO_PROXY": "127.0.0.1", "HF_HUB_OFFLINE": "1"}
        command = [python, "-m", "garak", *ASKED]
        before = _asked(url)
        process = subprocess.Popen(
            [*command, "-G", str(settings), "--report_prefix", f"{home}/bench"],
            env={**os.environ, **places},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        timer = threading.Timer(MOST_SECONDS, process.kill)
        timer.start()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        timer.cancel()
    told = _asked(url)
    asked = told["asked"] - before["asked"]
    if process.returncode or not asked:
        raise SystemExit(f"garak ended with {process.returncode} after {asked} requests")
    span = max(told["last"] - told["first"], 0.001)
    version = subprocess.run(
        [python, "-c", "import garak; print(garak.__version__)"],
        capture_output=True,
        text=True,
        check=False,
    )
    return {
        "version": version.stdout.strip(),
        "rate": asked / span,
        "asked": asked,
        "cpu_ms": (used.ru_utime + used.ru_stime) * 1000 / asked,
    }


def _asked(url: str) -> dict[str, float]:
    """What the mock counted since it was last asked for it."""
    with urllib.request.urlopen(f"{url}/counts", timeout=10) as reply:  # loopback
        counted: dict[str, float] = json.load(reply)
    return counted
