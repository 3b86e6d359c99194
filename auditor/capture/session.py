"""Overhears one client from its start to its end."""

import asyncio
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from auditor.capture import process
from auditor.capture.environment import variables
from auditor.capture.heard import Hearing, Unread
from auditor.capture.ledger import Ledger
from auditor.capture.process import EndedBy
from auditor.capture.proxy import Proxy, Setup
from auditor.capture.recorder import Recorder
from auditor.capture.redirect import Redirect
from auditor.capture.scribe import Scribe
from auditor.capture.trust import client_trust, upstream_bundle
from auditor.errors import AuditorError
from auditor.evidence.exchange import Planted
from auditor.evidence.writer import Writer

_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Client:
    """What is run, and as what it is overheard."""

    command: tuple[str, ...]
    app: str
    phase: str
    duration: float | None
    """Seconds after which it is ended."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the proxy reaches servers, and what the client was given to leak."""

    upstream_ca: Path | None
    upstream_proxy: str | None
    """Never taken from the environment."""
    addresses: Mapping[str, tuple[str, int]]
    """Host name → where the proxy connects instead."""
    planted: tuple[Planted, ...]


@dataclass(frozen=True, slots=True)
class Overheard:
    """How it went."""

    exit_code: int | None
    """None when the client did not end by itself."""
    exchanges: int
    """Written, those without a readable request included."""
    ended_by: EndedBy


def overhear(
    client: Client, writer: Writer, settings: Settings, tell: Callable[[str], None]
) -> Overheard:
    """Run the client through a proxy of its own and write all that it says into the evidence."""
    process.check(client.command)
    scribe = Scribe(writer, app=client.app, phase=client.phase, planted=settings.planted)
    with tempfile.TemporaryDirectory(prefix="auditor-") as folder, _ears(scribe, settings) as ears:
        port = ears.proxy.start(_setup(Path(folder), settings))
        trust = client_trust(Path(folder), Path(folder) / "mitmproxy-ca-cert.pem")
        tell(f"overhearing {client.app} on 127.0.0.1:{port}")
        running = process.start(client.command, variables(os.environ, port, trust))
        try:
            ended_by = process.wait(
                running, client.duration, lambda: ears.proxy.failure is not None
            )
        finally:
            exit_code = running.poll()
            ears.ledger.ending = exit_code is None
            process.end(running)
    raise_unwritten(ears.proxy.failure, writer)
    writer.sync()
    if not scribe.count:
        tell(f"{client.app} sent nothing through the proxy; it may ignore it")
    heard = Overheard(exit_code, scribe.count, ended_by)
    writer.record("captured", f"{client.app} was overheard", _detail(client, scribe, heard))
    return heard


@dataclass(frozen=True, slots=True)
class _Ears:
    proxy: Proxy
    ledger: Ledger


@contextmanager
def _ears(scribe: Scribe, settings: Settings) -> Iterator[_Ears]:
    """A proxy whose addons write through the scribe, in one thread, in the order of ending."""
    with ThreadPoolExecutor(1, "auditor-scribe") as pen:

        async def write(heard: Hearing) -> None:
            await asyncio.get_running_loop().run_in_executor(pen, scribe.write, heard)

        async def write_unread(unread: Unread) -> None:
            await asyncio.get_running_loop().run_in_executor(pen, scribe.write_unread, unread)

        ledger = Ledger(write_unread)
        recorder = Recorder(write, ledger.destination)

        async def finish() -> None:
            await recorder.finish()
            await ledger.finish()

        proxy = Proxy([Redirect(settings.addresses), ledger, recorder], finish)
        try:
            yield _Ears(proxy, ledger)
        finally:
            proxy.stop()


def _setup(folder: Path, settings: Settings) -> Setup:
    mode, auth = _way_out(settings.upstream_proxy)
    return Setup(
        confdir=folder,
        upstream_bundle=upstream_bundle(folder, settings.upstream_ca),
        mode=mode,
        upstream_auth=auth,
    )


def _way_out(proxy: str | None) -> tuple[str, str | None]:
    """The proxy's mode, and user:password for the one further up."""
    if not proxy:
        return "regular", None
    wrong = AuditorError("not the address of a proxy", where="proxy", hint="http://host:port")
    try:
        parts = urlsplit(proxy)
        port = parts.port or _PORTS.get(parts.scheme)
    except ValueError as err:
        raise wrong from err
    if parts.hostname is None or port is None or parts.scheme not in _PORTS:
        raise wrong
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    auth = parts.netloc.rpartition("@")[0]
    return f"upstream:{parts.scheme}://{host}:{port}", auth or None


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


def _detail(client: Client, scribe: Scribe, heard: Overheard) -> dict[str, str | int | list[str]]:
    """For custody. Arguments stay out: they may hold secrets."""
    return {
        "app": client.app,
        "phase": client.phase,
        "session": scribe.session,
        "exchanges": heard.exchanges,
        "exit code": "" if heard.exit_code is None else heard.exit_code,
        "ended by": heard.ended_by,
        "command": Path(client.command[0]).name,
        "arguments": len(client.command) - 1,
    }
