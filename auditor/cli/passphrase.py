"""Where the passphrase of encrypted evidence comes from: a file, a variable or the terminal."""

import os
import sys
from pathlib import Path

from auditor.errors import AuditorError, Unopened
from auditor.evidence.vault import Passphrase

MAX_BYTES = 4096


def passphrase(file: Path | None, variable: str) -> Passphrase:
    """The passphrase of one command, read when it is first needed."""
    if file and variable:
        raise AuditorError("--passphrase-file and --passphrase-env together", hint="give one")
    if file:
        return Passphrase(lambda: _of_file(file))
    if variable:
        return Passphrase(lambda: _of_variable(variable))
    return Passphrase(_of_terminal, typed=True)


def new_passphrase(given: Passphrase) -> str:
    """A passphrase to encrypt with; asked for twice where it is typed."""
    text = given.text()
    if given.typed and _asked("the same again: ") != text:
        raise AuditorError("not the same passphrase twice", hint="type it again")
    return text


def _of_file(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        text = content.decode().removesuffix("\n").removesuffix("\r")
    except (OSError, ValueError) as err:
        raise AuditorError("cannot be read as a passphrase", where=path) from err
    if not text or len(content) > MAX_BYTES:
        raise AuditorError(f"holds no passphrase of at most {MAX_BYTES} bytes", where=path)
    return text


def _of_variable(name: str) -> str:
    if text := os.environ.get(name, ""):
        return text
    raise AuditorError(f"the variable {name} holds no passphrase", hint=f"export {name}")


def _of_terminal() -> str:
    if not sys.stdin.isatty():
        raise Unopened(
            "a passphrase is needed, and nobody sits here to type it",
            hint="auditor --passphrase-file FILE, or --passphrase-env NAME, before the command",
        )
    return _asked("passphrase: ")


def _asked(prompt: str) -> str:
    import getpass

    return getpass.getpass(prompt, sys.stderr)
