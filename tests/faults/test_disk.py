"""Disks that are full or may only be read, and clocks that jump."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from auditor.evidence.folder import Folder, is_audit
from auditor.evidence.verifying import verify
from auditor.probing.outcomes import finished
from tests.cli.running import COMMAND, a_plan, parrot, trials
from tests.faults.running import (
    SOAK,
    begin,
    finish,
    jumping_clock,
    printed,
    slow_disk,
    small_files,
    verdicts,
)
from tests.probing.fake import serving


def _mounting(mount: str, *args: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """A command that sees another file system in the folder ``audit``; only root can make one."""
    if sys.platform != "linux" or os.geteuid() or not shutil.which("unshare"):
        pytest.skip("only root can mount a file system")
    script = f'mount {mount} && exec "$@"'
    command = ["unshare", "-m", "sh", "-c", script, "sh", *COMMAND, *map(str, args)]
    return subprocess.run(
        command, capture_output=True, check=False, cwd=cwd, text=True, timeout=120
    )


def _one_line(stderr: str) -> str:
    """The one line that says what went wrong."""
    assert "Traceback" not in stderr
    (line,) = [each for each in stderr.splitlines() if each.startswith("Error: ")]
    return line


@pytest.mark.parametrize("size", [300, 12_000, 40_000] if SOAK else [40_000])
def test_on_a_full_disk_one_line_says_so_and_with_room_it_goes_on(
    tmp_path: Path, size: int
) -> None:
    with serving() as vendor:
        vendor.always = parrot
        plan = a_plan(tmp_path, vendor.url, probes=["privacy/record-to-stranger"])
        args = ("audit", plan, "--yes", "--out", "audit")
        assert finish(begin(tmp_path, *args, before=small_files, given=(size,))) == 2
        assert "File too large" in _one_line(printed(tmp_path))
        kept = (
            [each.id for each in Folder(tmp_path / "audit").exchanges()]
            if (is_audit(tmp_path / "audit"))
            else []
        )
        if not is_audit(tmp_path / "audit"):
            assert not (tmp_path / "audit" / "audit.json").exists()
            shutil.rmtree(tmp_path / "audit", ignore_errors=True)
        assert finish(begin(tmp_path, *args)) == 1
    now = list(Folder(tmp_path / "audit").exchanges())
    assert [each.id for each in now][: len(kept)] == kept
    assert len(finished(now)) == trials(plan)
    assert verify(tmp_path / "audit").notes == ()


def test_no_space_left_on_a_small_disk_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "audit").mkdir()
    with serving() as vendor:
        vendor.always = parrot
        plan = a_plan(tmp_path, vendor.url)
        mount = "-t tmpfs -o size=64k none audit"
        done = _mounting(mount, "audit", plan, "--yes", "--out", "audit", cwd=tmp_path)
    assert done.returncode == 2
    assert "No space left on device" in _one_line(done.stderr)


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("audited")
    with serving() as vendor:
        vendor.always = parrot
        plan = a_plan(home, vendor.url, probes=["privacy/record-to-stranger"])
        assert finish(begin(home, "audit", plan, "--yes", "--out", "audit")) == 1
    return home


@pytest.mark.parametrize(("command", "code"), [("verify", 0), ("judge", 2)])
def test_what_may_only_be_read_is_proved_and_not_written(
    audited: Path, command: str, code: int
) -> None:
    mount = "--bind audit audit && mount -o remount,ro,bind audit"
    done = _mounting(mount, command, "audit", cwd=audited)
    assert done.returncode == code, done.stderr
    if code:
        assert "Read-only file system" in _one_line(done.stderr)
    assert verify(audited / "audit").notes == ()


@pytest.mark.parametrize("seconds", [0.002, 0.05] if SOAK else [0.002])
def test_a_slow_disk_changes_nothing(tmp_path: Path, audited: Path, seconds: float) -> None:
    with serving() as vendor:
        vendor.always = parrot
        plan = a_plan(tmp_path, vendor.url, probes=["privacy/record-to-stranger"])
        args = ("audit", plan, "--yes", "--out", "audit")
        assert finish(begin(tmp_path, *args, before=slow_disk, given=(seconds,)), 600) == 1
    assert verify(tmp_path / "audit").notes == ()
    assert verdicts(tmp_path / "audit") == verdicts(audited / "audit")


@pytest.mark.parametrize("days", [-3, 400] if SOAK else [-3])
def test_a_clock_that_jumps_changes_no_verdict(tmp_path: Path, audited: Path, days: int) -> None:
    with serving() as vendor:
        vendor.always = parrot
        plan = a_plan(tmp_path, vendor.url, probes=["privacy/record-to-stranger"])
        args = ("audit", plan, "--yes", "--out", "audit")
        assert finish(begin(tmp_path, *args, before=jumping_clock, given=(20, days))) == 1
    about = Folder(tmp_path / "audit").about
    assert (about.ended < about.started) == (days < 0)
    assert verify(tmp_path / "audit").notes == ()
    assert verdicts(tmp_path / "audit") == verdicts(audited / "audit")
