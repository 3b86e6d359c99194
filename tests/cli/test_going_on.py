"""Runs that were cut short, and clients that do not end by themselves."""

import signal
from collections import Counter
from pathlib import Path

import orjson
import pytest

from auditor.evidence.custody import cut_short
from auditor.evidence.folder import Folder
from auditor.evidence.verifying import verify
from auditor.probing.outcomes import finished
from tests.capture.vendor import serving as serving_hosts
from tests.cli.conftest import Audited
from tests.cli.running import (
    a_client,
    a_plan,
    auditor,
    captured,
    files_in,
    one_mistake,
    said,
    started,
    trials,
    wait_until,
)
from tests.probing.fake import FakeVendor, answer, slowly


@pytest.mark.parametrize(
    ("end", "code"), [(signal.SIGKILL, -9), (signal.SIGINT, 130)], ids=["killed", "ctrl-c"]
)
def test_an_audit_that_is_cut_short_goes_on_and_loses_nothing(
    tmp_path: Path, fake_vendor: FakeVendor, end: signal.Signals, code: int
) -> None:
    fake_vendor.always = slowly(0.02, answer("Good day."))
    plan = a_plan(tmp_path, fake_vendor.url, limits={"trials": 2, "in-flight": 4})
    command = ("audit", plan, "--yes", "--out", "audit")
    planned = trials(plan)
    with started(*command, cwd=tmp_path) as run:
        wait_until(lambda: len(fake_vendor.asked) >= 30, "nothing is asked")
        run.send_signal(end)
        _, stderr = run.communicate(timeout=30)
    assert run.returncode == code
    assert "Traceback" not in stderr
    if end == signal.SIGINT:
        assert "Error: stopped; what was gathered is on disk\ntry: the same command" in stderr
    kept = [each for each in Folder(Path("audit")).exchanges() if each.asked]
    answered = finished(kept)
    assert 26 <= len(answered) < planned
    asked = len(fake_vendor.asked)
    assert asked - len(answered) <= 4

    again = auditor(*command, cwd=tmp_path)
    assert again.returncode == 0
    billed_twice(Path("audit"), again.stderr, asked - len(answered), killed=end == signal.SIGKILL)
    now = [each for each in Folder(Path("audit")).exchanges() if each.asked]
    assert now[: len(kept)] == kept
    assert len(finished(now)) == planned
    assert len(fake_vendor.asked) - asked == planned - len(answered)
    assert max(Counter(seen.raw for seen in fake_vendor.asked).values()) <= 2
    verify(Path("audit"))
    assert auditor("verify", "audit", cwd=tmp_path).returncode == 0


def billed_twice(audit: Path, stderr: str, lost: int, *, killed: bool) -> None:
    """Whether a person is told, now and in the report, what a vendor may have billed twice."""
    on_their_way = len(cut_short(Folder(audit).custody()))
    assert lost <= on_their_way <= (4 if killed else 0)
    told = "on the way when the run before was cut short: asked again, such may be billed twice"
    assert (told in stderr) == bool(on_their_way)
    limits = orjson.loads((audit / "report/report.json").read_bytes())["limits"]
    noted = [each for each in limits if "may have been billed twice" in each]
    assert len(noted) == bool(on_their_way)
    assert all(each.startswith(f"{on_their_way} request") for each in noted)


def test_a_client_that_ctrl_c_stopped_is_overheard_again(tmp_path: Path) -> None:
    with serving_hosts() as port:
        waits = a_client(
            "import os, requests, time\n"
            f"requests.get('http://127.0.0.1:{port}/hello')\n"
            "first = not os.path.exists('once')\n"
            "open('once', 'w').close()\n"
            "time.sleep(60 if first else 0)\n"
        )
        captures = [
            {"run": ["true"], "app": "before", "phase": "p"},
            {"run": waits, "app": "ours", "phase": "p"},
            {"run": a_client("open('after', 'a').write('x')"), "app": "after", "phase": "p"},
        ]
        plan = a_plan(tmp_path, targets=None, probes=None, captures=captures)
        command = ("audit", plan, "--yes", "--out", "audit")
        with started(*command, cwd=tmp_path) as run:
            wait_until(Path("once").exists, "the client does not run")
            run.send_signal(signal.SIGINT)
            run.communicate(timeout=30)
        assert run.returncode == 130
        assert captured() == [("before", "exit"), ("ours", "interrupt")]
        assert not Path("after").exists()
        assert len(list(Folder(Path("audit")).exchanges())) == 1
        assert auditor(*command, cwd=tmp_path).returncode in (0, 2, 3)
    assert captured()[2:] == [("ours", "exit"), ("after", "exit")]
    assert Path("after").read_text() == "x"
    assert all(app.captured for app in Folder(Path("audit")).coverage().apps)
    assert len(list(Folder(Path("audit")).exchanges())) == 2


def test_a_client_that_never_exits_is_ended_by_the_plan(tmp_path: Path) -> None:
    forever = a_client("import time\nopen('ran', 'w').close()\nwhile True: time.sleep(1)")
    client = {"run": forever, "app": "ours", "phase": "p", "duration": 0.7}
    plan = a_plan(tmp_path, targets=None, probes=None, captures=[client])
    result = said("capture", plan, "--yes", "--out", "audit")
    assert result.exit_code == 2  # it said nothing, so nothing can be tested
    assert Path("ran").exists()
    assert captured() == [("ours", "duration")]
    assert said("capture", plan, "--out", "audit").exit_code == 2
    assert captured() == [("ours", "duration")]


def test_a_client_that_fails_is_told(tmp_path: Path) -> None:
    result = said("capture", "--out", "audit", "--", *a_client("raise SystemExit(7)"))
    assert result.exit_code == 2
    assert "client ended with 7" in result.stderr
    assert "Error: audit: nothing was overheard" in result.stderr


def test_a_sealed_audit_is_only_judged_again(audited: Path, the_audit: Audited) -> None:
    plan = the_audit.plan
    assert said("seal", audited).exit_code == 0
    evidence = files_in(audited / "evidence")
    again = said("audit", plan, "--out", audited)
    assert again.exit_code == 0
    assert "is sealed: nothing more is gathered" in again.stderr
    assert files_in(audited / "evidence") == evidence
    one_mistake(
        said("probe", plan, "--out", audited),
        f"{audited}: the audit is sealed",
        "choose another --out",
    )
