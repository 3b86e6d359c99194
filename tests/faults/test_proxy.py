"""A proxy that is killed while a client talks through it."""

import sys
from pathlib import Path

from auditor.evidence.folder import Folder
from auditor.evidence.verifying import verify
from tests.capture.vendor import serving as serving_hosts
from tests.cli.running import a_plan
from tests.faults.running import begin, finish, printed, until

CLIENT = """
import os, pathlib, sys, time
import requests
to = f"http://127.0.0.1:{sys.argv[1]}/hello"
first = not pathlib.Path("heard").exists()
requests.get(to, timeout=10)
pathlib.Path("heard").touch()
proxy = os.getppid()
while first and os.getppid() == proxy:
    time.sleep(0.01)
if first:
    try:
        requests.get(to, timeout=10)
    except requests.ConnectionError as err:
        pathlib.Path("alone").write_text(type(err).__name__)
"""


def test_a_killed_proxy_loses_nothing_and_its_client_is_overheard_again(tmp_path: Path) -> None:
    (tmp_path / "client.py").write_text(CLIENT)
    with serving_hosts() as port:
        client = {"run": [sys.executable, "client.py", str(port)], "app": "ours", "phase": "p"}
        plan = a_plan(tmp_path, targets=None, probes=None, captures=[client])
        args = ("audit", plan, "--yes", "--out", "audit")
        run = begin(tmp_path, *args)
        until((tmp_path / "heard").exists, run)
        run.kill()
        assert finish(run) == -9
        verify(tmp_path / "audit")
        kept = [each.id for each in Folder(tmp_path / "audit").exchanges()]
        again = begin(tmp_path, *args)
        assert finish(again) in (0, 2, 3)
    until((tmp_path / "alone").exists, again)
    assert (tmp_path / "alone").read_text() == "ProxyError"
    audit = Folder(tmp_path / "audit")
    assert [each.id for each in audit.exchanges()][: len(kept)] == kept
    assert len(list(audit.exchanges())) == len(kept) + 1
    assert all(app.captured for app in audit.coverage().apps)
    assert verify(audit.path).notes == ()
    assert "Traceback" not in printed(tmp_path)
