"""Commands in processes that begin warm, so that many of them can be killed in little time."""

import os
import resource
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

from auditor.evidence.folder import Folder

SOAK = bool(os.environ.get("AUDITOR_SOAK"))
"""Whether the long versions are wanted: ``make soak``."""
MOST_SECONDS = 1800.0 if SOAK else 300.0
"""That a command may take, on a machine that does much else."""

_WARM = get_context("forkserver")
_WARM.set_forkserver_preload(
    ["auditor.cli.app", "auditor.audit", "auditor.detect.personal", "auditor.report.files"]
)


def begin(
    folder: Path,
    *args: object,
    before: Callable[..., None] | None = None,
    given: tuple[object, ...] = (),
) -> BaseProcess:
    """A command that runs in a folder and prints to ``printed`` there; ``before`` is called first."""
    command = [str(arg) for arg in args]
    process = _WARM.Process(target=_run, args=(str(folder), command, before, given))
    process.start()
    return process


def finish(process: BaseProcess, seconds: float = MOST_SECONDS) -> int:
    """Its exit code."""
    process.join(seconds)
    if process.exitcode is None:
        process.kill()
    assert process.exitcode is not None, "it does not end"
    return process.exitcode


def printed(folder: Path) -> str:
    """What the commands printed that ran in a folder."""
    path = folder / "printed"
    return path.read_text() if path.exists() else ""


def until(so: Callable[[], bool], process: BaseProcess) -> None:
    """Wait until something is so, or the process has ended."""
    end = time.monotonic() + MOST_SECONDS
    while process.is_alive() and not so():
        assert time.monotonic() < end, "it does not come so far"
        time.sleep(0.002)


def verdicts(audit: Path) -> set[tuple[str, str, str]]:
    """Rule, subject and verdict of every finding."""
    return {(each.rule, each.subject, each.verdict) for each in Folder(audit).findings()}


def small_files(size: int) -> None:
    """No file may grow beyond a size, as on a disk that is full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def slow_disk(seconds: float) -> None:
    """Each write takes a while, and to force it onto the disk ten times as long."""
    write, force = os.pwrite, os.fsync

    def slowly(handle: int, content: bytes, at: int) -> int:
        time.sleep(seconds)
        return write(handle, content, at)

    def forced(handle: int) -> None:
        time.sleep(10 * seconds)
        force(handle)

    os.pwrite, os.fsync = slowly, forced


def jumping_clock(after: int, days: int) -> None:
    """From some reading on, the machine's clock is some days off."""
    from auditor.evidence import custody

    readings = 0
    true_time = time.time

    def jumped() -> float:
        nonlocal readings
        readings += 1
        return true_time() + (days * 86400 if readings > after else 0)

    class Jumping(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            off = jumped() - true_time()
            return datetime.now(tz) + timedelta(seconds=round(off))

    time.time = jumped
    custody.datetime = Jumping


def _run(
    folder: str, command: list[str], before: Callable[..., None] | None, given: tuple[object, ...]
) -> None:
    os.chdir(folder)
    out = os.open("printed", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for number, to in ((0, nothing), (1, out), (2, out)):
        os.dup2(to, number)
    if before:
        before(*given)
    from auditor.cli.app import app

    sys.argv = ["auditor", *command]
    app(command, prog_name="auditor")
