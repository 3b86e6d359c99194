"""auditor serve."""

from pathlib import Path
from typing import Annotated

import typer

from auditor.errors import AuditorError


def serve(
    folders: Annotated[
        list[Path], typer.Argument(metavar="F…", help="Folders of one audit or more.")
    ],
    port: Annotated[
        int, typer.Option(min=1024, max=65535, metavar="N", help="On 127.0.0.1, and nowhere else.")
    ] = 8417,
    language: Annotated[str, typer.Option(metavar="WORD", help="Of the pages: en or zh.")] = "en",
) -> None:
    """Show audits on a read-only page of this machine, at an address with a random token."""
    from auditor.cli import screen

    try:
        from auditor.serving import serve as until_stopped
    except ImportError as err:
        raise AuditorError(
            "the page needs starlette and uvicorn", hint="pip install 'auditor[serve]'"
        ) from err
    screen.tell("stop it with Ctrl-C")
    until_stopped(folders, port, screen.say, language)
