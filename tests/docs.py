"""Keeps the help texts in README the ones that the commands print: ``python tests/docs.py``."""

import os
import re
import subprocess
import sys
from pathlib import Path

README = Path(__file__).parent.parent / "README.md"
BLOCK = re.compile(r"(<!-- help: ([a-z ]*)-->\n```text\n).*?(```\n<!-- end -->)", re.DOTALL)


def renewed(text: str) -> str:
    """The text with every help block as the command prints it now."""
    return BLOCK.sub(lambda found: found[1] + help_of(found[2].split()) + found[3], text)


def help_of(command: list[str]) -> str:
    """What ``auditor COMMAND --help`` prints, eighty columns wide."""
    done = subprocess.run(
        [sys.executable, "-P", "-m", "auditor", *command, "--help"],
        env={**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "TERMINAL_WIDTH": "80"},
        check=True,
        capture_output=True,
        text=True,
    )
    lines = done.stdout.replace("python -m auditor", "auditor").strip("\n").splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines)


if __name__ == "__main__":
    README.write_text(renewed(README.read_text("utf-8")), "utf-8")
