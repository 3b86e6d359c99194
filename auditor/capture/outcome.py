"""How an overhearing went, for the person and for custody."""

from collections.abc import Callable
from dataclasses import dataclass

from auditor.capture import guides
from auditor.capture.client import Client
from auditor.capture.process import EndedBy
from auditor.errors import AuditorError
from auditor.evidence.writer import Writer


@dataclass(frozen=True, slots=True)
class Overheard:
    """How it went."""

    exit_code: int | None
    """None when the client did not end by itself."""
    exchanges: int
    """Written, those without a readable request included."""
    ended_by: EndedBy
    phases: tuple[str, ...] = ()
    around: int = 0
    """Connections that the client made past the proxy, as far as they were seen."""


def raise_unwritten(failure: BaseException | None, writer: Writer) -> None:
    """AuditorError for a failure of the disk; any other one is ours and raised as it is."""
    if isinstance(failure, OSError):
        raise AuditorError(
            f"the evidence could not be written: {failure.strerror}",
            where=writer.path,
            hint="make room there, or choose another --out",
        ) from failure
    if failure is not None:
        raise failure


def tell_end(client: Client, heard: Overheard, tell: Callable[[str], None]) -> None:
    """What a person should know, and what to undo."""
    if heard.around:
        told = f"{client.app} went around the proxy {heard.around} times"
        tell(f"{told}: what it said there could not be read, and the report says so")
    elif not heard.exchanges:
        tell(f"{client.app} sent nothing through the proxy; it may ignore it")
    for line in guides.ending(client):
        tell(line)


def detail(
    client: Client, phase: str, session: str, heard: Overheard
) -> dict[str, str | int | list[str]]:
    """For custody. Arguments stay out: they may hold secrets."""
    return {
        "app": client.app,
        "phase": phase,
        "session": session,
        "mode": client.mode,
        "wrong certificates": "shown on purpose" if client.wrong_certificates else "none",
        "exchanges": heard.exchanges,
        "around the proxy": heard.around,
        "exit code": "" if heard.exit_code is None else heard.exit_code,
        "ended by": heard.ended_by,
        "command": client.name,
        "arguments": max(len(client.command) - 1, 0),
    }
