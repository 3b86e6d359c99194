"""Everything that ``make test`` checks, in the order in which a mistake shows soonest."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
PYTHON = (sys.executable, "-P", "-m")
CHECKS = (
    ("format", (*PYTHON, "ruff", "format", "--check", "--quiet", ".")),
    ("lint", (*PYTHON, "ruff", "check", "--quiet", ".")),
    ("types", (*PYTHON, "mypy")),
    ("packs", (*PYTHON, "auditor", "packs", "check")),
    ("examples", (*PYTHON, "auditor", "packs", "test")),
    # Most tests wait for a server, a client or a clock: two files at a time.
    ("tests", (*PYTHON, "pytest", "--quiet", "-n", "2", "--dist", "loadfile")),
)


def main() -> int:
    """Run every check; returns how many failed."""
    # Started in the background, a shell has us ignore Ctrl-C, and so would all that we test.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    failed = [name for name, command in CHECKS if not _passes(name, command)]
    for name in failed:
        print(f"FAILED: {name}", flush=True)
    return len(failed)


def _passes(name: str, command: tuple[str, ...]) -> bool:
    started = time.monotonic()
    # Everything here must work offline and the same way for everyone.
    environment = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False)
    print(f"{name}: {time.monotonic() - started:.0f} s", flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
