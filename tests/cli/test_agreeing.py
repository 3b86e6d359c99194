"""A new plan is shown and asked about before anything of it runs."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.cli.running import (
    COMMAND,
    a_client,
    a_plan,
    said,
    trials,
)
from tests.probing.fake import FakeVendor


def in_a_terminal(args: list[str], typed: str) -> tuple[int, str]:
    """The exit code of a command before which somebody sits, and what they saw."""
    near, far = os.openpty()
    shown = b""
    with subprocess.Popen([*COMMAND, *args], stdin=far, stdout=far, stderr=far) as run:
        os.close(far)
        try:
            while b"Run it?" not in shown:
                shown += os.read(near, 4096)
            os.write(near, typed.encode() or b"\x04")
            while part := os.read(near, 4096):
                shown += part
        except OSError:  # nobody holds the other end any more
            pass
    os.close(near)
    return run.returncode, shown.decode()


def test_a_new_plan_is_not_run_unasked(tmp_path: Path, fake_vendor: FakeVendor) -> None:
    marks = a_client("open('ran', 'w')")
    plan = a_plan(tmp_path, fake_vendor.url, captures=[{"run": marks, "app": "ours"}])
    for command in ("audit", "probe", "capture"):
        result = said(command, plan)
        *_, error, hint = result.stderr.splitlines()
        assert result.exit_code == 2
        assert error == f"Error: {plan}: a new plan is not run unasked"
        assert hint == "try: --yes"
    assert [path.name for path in tmp_path.iterdir()] == ["plan.yaml"]
    assert fake_vendor.seen == []


def test_a_dry_run_says_all_and_does_nothing(
    tmp_path: Path, fake_vendor: FakeVendor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OUR_KEY", raising=False)
    target = {"id": "chat", "base-url": fake_vendor.url, "model": "small", "key-env": "OUR_KEY"}
    client = {"run": ["sh", "-c", "touch ran"], "app": "ours", "phase": "first-use"}
    plan = a_plan(tmp_path, targets=[target], captures=[client])
    result = said("audit", plan, "--dry-run")
    authorised, asks, runs, spends = result.stdout.splitlines()
    assert result.exit_code == 0
    assert authorised == "authorised by: ticket 4711"
    assert f"small at {fake_vendor.url}, with the key in OUR_KEY" in asks
    assert "127.0.0.1 is not among the hosts of" in asks
    assert runs == "runs sh -c 'touch ran' as ours, first-use"
    assert spends.startswith(f"about {trials(plan)} requests and up to ")
    assert [path.name for path in tmp_path.iterdir()] == ["plan.yaml"]
    assert fake_vendor.seen == []


@pytest.mark.parametrize(
    ("typed", "runs"), [("y\n", True), ("n\n", False), ("\n", False), ("", False)]
)
def test_a_person_decides(tmp_path: Path, typed: str, runs: bool) -> None:
    plan = a_plan(tmp_path)
    status, shown = in_a_terminal(["audit", str(plan), "--out", "audit"], typed)
    assert "a new plan" in shown
    assert "Run it?" in shown
    assert Path("audit").exists() is runs
    assert status == 2
    assert ("nobody agreed to it, so nothing was run" in shown) is not runs


def test_what_a_plan_says_cannot_steer_the_terminal_that_asks(tmp_path: Path) -> None:
    client = {"run": ["sh", "-c", "\x1b[2K\rharmless\x07"], "app": "ours"}
    result = said("audit", a_plan(tmp_path, authorisation="\x1b]0;x\x07me", captures=[client]))
    assert result.exit_code == 2
    assert "\x1b" not in result.stderr
    assert "\r" not in result.stderr
    assert "harmless" in result.stderr


def test_a_plan_that_goes_on_is_not_asked_about_again(
    tmp_path: Path, fake_vendor: FakeVendor
) -> None:
    plan = a_plan(tmp_path, fake_vendor.url)
    assert said("probe", plan, "--yes", "--out", "audit").exit_code == 0
    again = said("probe", plan, "--out", "audit")
    assert again.exit_code == 0
    assert "a new plan" not in again.stderr
    assert len(fake_vendor.asked) == trials(plan)
