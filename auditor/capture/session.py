"""Overhears one client from its start to its end."""

import asyncio
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen

from auditor.capture import client as clients
from auditor.capture import guides, phases, process
from auditor.capture.around import Watch
from auditor.capture.client import Client
from auditor.capture.heard import Hearing, Unread
from auditor.capture.ledger import Ledger
from auditor.capture.modes import Way, way
from auditor.capture.phases import Phases
from auditor.capture.process import EndedBy
from auditor.capture.proxy import Proxy, Setup
from auditor.capture.recorder import Recorder
from auditor.capture.redirect import Redirect
from auditor.capture.scribe import Scribe
from auditor.capture.trust import client_trust, upstream_bundle
from auditor.errors import AuditorError
from auditor.evidence.exchange import Exchange, Planted
from auditor.evidence.writer import Writer

__all__ = ["Client", "Overheard", "Settings", "Teller", "overhear"]


@dataclass(frozen=True, slots=True)
class Settings:
    """How the proxy reaches servers, and what the client was given to leak."""

    upstream_ca: Path | None
    upstream_proxy: str | None
    """Never taken from the environment."""
    addresses: Mapping[str, tuple[str, int]]
    """Host name → where the proxy connects instead."""
    planted: tuple[Planted, ...]
    keep_ca: Path | None = None
    """A folder whose authority is used, or made there, and stays; else it is gone at the end."""


@dataclass(frozen=True, slots=True)
class Teller:
    """Who is told while it goes on."""

    tell: Callable[[str], None]
    notice: Callable[[Exchange], None] = lambda _: None
    """Each exchange once it is written, from a thread of its own."""
    phase: Callable[[str], None] = lambda _: None
    """Each phase as it begins."""


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


def overhear(client: Client, writer: Writer, settings: Settings, teller: Teller) -> Overheard:
    """Run the client through a proxy of its own and write all that it says into the evidence."""
    clients.check(client)
    road = way(client.mode, client.listen, settings.upstream_proxy)
    marked = Phases(client.phase, client.marks)
    scribe = Scribe(
        writer, app=client.app, phase=marked.at, planted=settings.planted, notice=teller.notice
    )
    with tempfile.TemporaryDirectory(prefix="auditor-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        setup = _setup(folder, road, settings, client)
        with _ears(scribe, settings, guides.ONBOARDING if client.is_device else "") as ears:
            heard = _listen(client, setup, folder, ears, marked, writer.path, teller)
        if settings.keep_ca:
            teller.tell(f"the authority's key stays in {settings.keep_ca}, as --keep-ca asks")
    raise_unwritten(ears.proxy.failure, writer)
    writer.sync()
    heard = Overheard(heard.exit_code, scribe.count, heard.ended_by, marked.begun, heard.around)
    _tell_end(client, heard, teller)
    for phase in heard.phases:
        detail = _detail(client, phase, scribe, heard)
        writer.record("captured", f"{client.app} was overheard", detail)
    return heard


@dataclass(frozen=True, slots=True)
class _Ears:
    proxy: Proxy
    ledger: Ledger
    scribe: Scribe


def _listen(
    client: Client,
    setup: Setup,
    folder: Path,
    ears: _Ears,
    marked: Phases,
    audit: Path,
    teller: Teller,
) -> Overheard:
    """From the start of the client to its end."""
    port = ears.proxy.start(setup)
    trust = client_trust(folder, setup.confdir / "mitmproxy-ca-cert.pem")
    for line in guides.beginning(client, setup.way, port, trust.authority, ears.proxy.wireguard()):
        teller.tell(line)
    running = clients.start(client, setup.way, port, trust, folder)
    watch = _watch(running, setup.way, port)
    try:
        ended_by = process.wait(running, client.duration, _ticking(ears, marked, audit, teller))
    finally:
        exit_code = running.poll() if running else None
        ears.ledger.ending = exit_code is None
        if watch:
            watch.stop()
        if running:
            process.end(running)
    if ended_by == "interrupt" and not client.command and ears.proxy.failure is None:
        ended_by = "operator"
    for socket in watch.seen if watch else ():
        ears.scribe.write_around(socket)
    return Overheard(exit_code, 0, ended_by, around=len(watch.seen) if watch else 0)


def _ticking(ears: _Ears, marked: Phases, audit: Path, teller: Teller) -> Callable[[], bool]:
    """Switches phases when asked; says whether all must stop."""
    keys = phases.terminal()

    def tick() -> bool:
        for name in phases.asked(audit, keys, marked):
            marked.mark(name)
            teller.phase(name)
            teller.tell(f"from now on: {name}")
        return ears.proxy.failure is not None

    return tick


def _watch(running: Popen[bytes] | None, road: Way, port: int) -> Watch | None:
    """Sees what goes past the proxy, where the system shows it; in mode local nothing can."""
    if running is None or road.kind == "local":
        return None
    watch = Watch(running.pid, port)
    if not watch.can_see:
        return None
    watch.start()
    return watch


@contextmanager
def _ears(scribe: Scribe, settings: Settings, own: str) -> Iterator[_Ears]:
    """A proxy whose addons write through the scribe, in one thread, in the order of ending."""
    with ThreadPoolExecutor(1, "auditor-scribe") as pen:

        async def write(heard: Hearing) -> None:
            await asyncio.get_running_loop().run_in_executor(pen, scribe.write, heard)

        async def write_unread(unread: Unread) -> None:
            await asyncio.get_running_loop().run_in_executor(pen, scribe.write_unread, unread)

        ledger = Ledger(write_unread)
        recorder = Recorder(write, ledger.destination, own)

        async def finish() -> None:
            await recorder.finish()
            await ledger.finish()

        proxy = Proxy([ledger, Redirect(settings.addresses), recorder], finish)
        try:
            yield _Ears(proxy, ledger, scribe)
        finally:
            proxy.stop()


def _setup(folder: Path, road: Way, settings: Settings, client: Client) -> Setup:
    confdir = settings.keep_ca or folder
    try:
        confdir.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as err:
        raise AuditorError(f"cannot be made: {err.strerror}", where=confdir) from err
    return Setup(
        confdir=confdir,
        upstream_bundle=upstream_bundle(folder, settings.upstream_ca),
        way=road,
        onboarding=client.is_device,
    )


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


def _tell_end(client: Client, heard: Overheard, teller: Teller) -> None:
    if heard.around:
        told = f"{client.app} went around the proxy {heard.around} times"
        teller.tell(f"{told}: what it said there could not be read, and the report says so")
    elif not heard.exchanges:
        teller.tell(f"{client.app} sent nothing through the proxy; it may ignore it")
    for line in guides.ending(client):
        teller.tell(line)


def _detail(
    client: Client, phase: str, scribe: Scribe, heard: Overheard
) -> dict[str, str | int | list[str]]:
    """For custody. Arguments stay out: they may hold secrets."""
    return {
        "app": client.app,
        "phase": phase,
        "session": scribe.session,
        "mode": client.mode,
        "exchanges": heard.exchanges,
        "around the proxy": heard.around,
        "exit code": "" if heard.exit_code is None else heard.exit_code,
        "ended by": heard.ended_by,
        "command": client.name,
        "arguments": max(len(client.command) - 1, 0),
    }
