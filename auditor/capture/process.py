"""Starts the client, waits for it, and ends it with all it started."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from typing import Literal

from auditor.errors import AuditorError

type EndedBy = Literal["exit", "duration", "operator", "interrupt"]
"""``operator``: Ctrl-C, where nothing else would end it."""

STDERR = 2
GRACE = 5.0
"""Seconds between asking a client to end and ending it."""
_TICK = 0.2


def check(command: tuple[str, ...]) -> None:
    """AuditorError when a command cannot be started."""
    if not command or not command[0]:
        raise AuditorError("no command to run", hint="auditor capture -- python client.py")
    if shutil.which(command[0]) is None:
        there = os.path.exists(command[0])  # noqa: PTH110 - a command, not always a path
        what = "cannot be run: not an executable file" if there else "command not found"
        hint = f"chmod +x {command[0]}" if there else "check its spelling, or give its full path"
        raise AuditorError(what, where=command[0], hint=hint)


def start(
    command: tuple[str, ...], env: Mapping[str, str], *, quiet: bool = False
) -> subprocess.Popen[bytes]:
    """The running client in a session of its own; what it prints goes to our stderr, or nowhere."""
    out, keys = (subprocess.DEVNULL, subprocess.DEVNULL) if quiet else (STDERR, None)
    try:
        return subprocess.Popen(  # noqa: S603 - the plan's command is what the user wants run
            command, env=env, stdin=keys, stdout=out, stderr=out, start_new_session=True
        )
    except (OSError, ValueError) as err:
        why = getattr(err, "strerror", None) or err
        raise AuditorError(
            f"cannot be run: {why}", where=command[0], hint="try it in a shell first"
        ) from err


def wait(
    process: subprocess.Popen[bytes] | None, duration: float | None, stopped: Callable[[], bool]
) -> EndedBy:
    """Until the client exits, ``duration`` seconds passed, Ctrl-C, or ``stopped`` says so.

    ``stopped`` is asked several times a second. Without a process nothing exits.
    """
    until = time.monotonic() + (float("inf") if duration is None else duration)
    try:
        while not stopped():
            left = until - time.monotonic()
            if left <= 0:
                return "duration"
            if _exits(process, min(_TICK, left)):
                return "exit"
    except KeyboardInterrupt:
        pass
    return "interrupt"


def _exits(process: subprocess.Popen[bytes] | None, seconds: float) -> bool:
    if process is None:
        time.sleep(seconds)
        return False
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def end(process: subprocess.Popen[bytes]) -> None:
    """End the client and what it left running in its process group."""
    _signal(process, signal.SIGTERM)
    until = time.monotonic() + GRACE
    try:
        while _alive(process) and time.monotonic() < until:
            time.sleep(0.05)
    finally:
        _signal(process, signal.SIGKILL)
        process.wait()


def _alive(process: subprocess.Popen[bytes]) -> bool:
    process.poll()  # reaps it, so that the group can come to its end
    return _signal(process, 0)


def _signal(process: subprocess.Popen[bytes], number: int) -> bool:
    try:
        os.killpg(process.pid, number)
    except (ProcessLookupError, PermissionError):
        return False
    return True
