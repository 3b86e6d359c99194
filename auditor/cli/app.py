"""Wires the commands; the one place where an error becomes a line and an exit code."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from auditor import __version__
from auditor.cli import (
    auditing,
    checklist,
    claims,
    comparing,
    evidence,
    handing,
    importing,
    judging,
    keeping,
    listening,
    packs,
    reviewing,
    scanning,
    serving,
    starting,
    trending,
    vendors,
)
from auditor.cli.options import QUIET
from auditor.cli.passphrase import passphrase
from auditor.errors import AuditorError
from auditor.evidence.vault import PASSPHRASE

USERS_FAULT = 2
OUR_FAULT = 5
INTERRUPTED = 130
NOBODY_READS = 141
"""As a shell reports programs that a closed pipe ended."""

_OF_THE_MACHINE = {
    *(errno.EACCES, errno.EDQUOT, errno.EFBIG, errno.EIO),
    *(errno.ENOSPC, errno.EPERM, errno.EROFS),
}


class _Group(TyperGroup):
    """Shows the user's mistakes in a line, and ours with a traceback."""

    def list_commands(self, ctx: Any) -> list[str]:
        """In the order of the work, not of the alphabet."""
        del ctx
        return list(self.commands)

    def make_context(self, *args: Any, **extra: Any) -> Any:
        with _boundary():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: Any) -> Any:
        with _boundary():
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result


@contextmanager
def _boundary() -> Iterator[None]:
    try:
        yield
    except AuditorError as err:
        raise _told(str(err), err.hint, err.exit_code) from err
    except KeyboardInterrupt as err:
        told = "stopped; what was gathered is on disk"
        raise _told(told, "the same command with the same --out", INTERRUPTED) from err
    except BrokenPipeError as err:
        # What is left to write has nowhere to go; Python would complain when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        raise typer.Exit(NOBODY_READS) from err
    except OSError as err:
        if err.errno not in _OF_THE_MACHINE:
            raise _ours() from err
        where = f"{err.filename}: " if err.filename else ""
        raise _told(f"{where}{os.strerror(err.errno)}", "", USERS_FAULT) from err
    except (typer.Exit, typer.Abort):
        raise
    except Exception as err:
        if not hasattr(err, "format_message"):
            raise _ours() from err
        raise _misused(err) from err


def _misused(err: Any) -> typer.Exit:
    """For a command or option that typer does not understand; a group by itself shows its help."""
    told, _, more = err.format_message().partition("\n")
    if more:
        sys.stderr.write(f"{told}\n{more}\n")
        return typer.Exit(USERS_FAULT)
    return _told(told, f"{err.ctx.command_path} --help" if err.ctx else "", USERS_FAULT)


def _told(what: str, hint: str, code: int) -> typer.Exit:
    _line(f"Error: {what}")
    if hint:
        _line(f"try: {hint}")
    return typer.Exit(code)


def _ours() -> typer.Exit:
    import traceback  # only when something went wrong

    traceback.print_exc()
    return typer.Exit(OUR_FAULT)


def _line(text: str) -> None:
    """One line, whatever a file name or a vendor put into it."""
    shown = "".join(char if char.isprintable() else "·" for char in text)
    sys.stderr.write(shown + "\n")


app = typer.Typer(
    cls=_Group,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    pretty_exceptions_show_locals=False,
    rich_markup_mode=None,
    help="Vets AI vendors with evidence: probes their models, overhears their apps, judges both.",
)


def _version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"auditor {__version__}\n")
        raise typer.Exit


@app.callback()
def _options(
    ctx: typer.Context,
    version: Annotated[  # its callback does the work
        bool, typer.Option("--version", help="Show the version.", callback=_version, is_eager=True)
    ] = False,
    passphrase_file: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Opens encrypted evidence with what FILE holds."),
    ] = None,
    passphrase_env: Annotated[
        str, typer.Option(metavar="NAME", help="Opens it with this variable.")
    ] = "",
    quiet: Annotated[
        bool, typer.Option("--quiet", help="Print results and mistakes, no messages or progress.")
    ] = False,
) -> None:
    del version
    silent = QUIET.set(quiet)
    ctx.call_on_close(lambda: QUIET.reset(silent))
    given = PASSPHRASE.set(passphrase(passphrase_file, passphrase_env))
    ctx.call_on_close(lambda: PASSPHRASE.reset(given))


app.command()(auditing.demo)
app.command()(starting.init)
app.command()(starting.doctor)
app.command()(auditing.audit)
app.command()(auditing.probe)
app.command()(listening.capture)
app.command("import")(importing.import_)
app.command()(scanning.scan)
app.command()(claims.claims)
app.command()(claims.references)
app.command()(judging.judge)
app.command()(judging.report)
app.command()(comparing.compare)
app.command()(serving.serve)
app.command()(reviewing.review)
app.command()(trending.trend)
app.command()(checklist.checklist)
app.command()(evidence.seal)
app.command()(evidence.verify)
app.command()(evidence.redact)
app.command()(keeping.purge)
app.command()(keeping.encrypt)
app.command()(keeping.decrypt)
app.command()(handing.prove)
app.command()(handing.bundle)
app.add_typer(packs.app, name="packs")
app.add_typer(vendors.app, name="vendors")
