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
from auditor.capture.outcome import Overheard, detail, raise_unwritten, tell_end
from auditor.capture.phases import Phases
from auditor.capture.proxy import Proxy, Setup
from auditor.capture.recorder import Recorder
from auditor.capture.redirect import Redirect
from auditor.capture.scribe import Scribe
from auditor.capture.trust import client_trust, upstream_bundle
from auditor.capture.wrong import Wrong
from auditor.errors import AuditorError
from auditor.evidence.exchange import Exchange, Planted
from auditor.evidence.writer import Writer


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
    notice: Callable[[Exchange, tuple[str, ...]], None] = lambda *_: None
    """Each exchange once it is written, and the kinds of planted values that a quick look found in
    what was sent; from a thread of its own.
    """
    phase: Callable[[str], None] = lambda _: None
    """Each phase as it begins."""


def overhear(client: Client, writer: Writer, settings: Settings, teller: Teller) -> Overheard:
    """Run the client through a proxy of its own and write all that it says into the evidence."""
    clients.check(client)
    road = way(client.mode, client.listen, settings.upstream_proxy)
    marked = Phases(client.phase, client.marks)
    with tempfile.TemporaryDirectory(prefix="auditor-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        setup = _setup(folder, road, settings, client)
        wrong = Wrong(setup.confdir / "mitmproxy-ca.pem") if client.wrong_certificates else None
        scribe = Scribe(
            writer,
            app=client.app,
            phase=marked.at,
            planted=settings.planted,
            notice=teller.notice,
            wrong=wrong.shown if wrong else _nothing,
        )
        own = guides.ONBOARDING if client.is_device else ""
        with _ears(scribe, settings, own, wrong) as ears:
            heard = _listen(client, setup, folder, ears, marked, writer.path, teller)
        if settings.keep_ca:
            teller.tell(f"the authority's key stays in {settings.keep_ca}, as --keep-ca asks")
    raise_unwritten(ears.proxy.failure, writer)
    writer.sync()
    heard = Overheard(heard.exit_code, scribe.count, heard.ended_by, marked.begun, heard.around)
    tell_end(client, heard, teller.tell)
    for phase in heard.phases:
        told = detail(client, phase, scribe.session, heard)
        writer.record("captured", f"{client.app} was overheard", told)
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
def _ears(scribe: Scribe, settings: Settings, own: str, wrong: Wrong | None) -> Iterator[_Ears]:
    """A proxy whose addons write through the scribe, in one thread, in the order of ending."""
    with ThreadPoolExecutor(1, "auditor-scribe") as pen:

        async def write(heard: Hearing) -> None:
            await asyncio.get_running_loop().run_in_executor(pen, scribe.write, heard)

        async def write_unread(unread: Unread) -> None:
            await asyncio.get_running_loop().run_in_executor(pen, scribe.write_unread, unread)

        ledger = Ledger(write_unread, wrong.shown if wrong else _nothing)
        recorder = Recorder(write, ledger.destination, own)

        async def finish() -> None:
            await recorder.finish()
            await ledger.finish()

        addons = [ledger, Redirect(settings.addresses), recorder, *filter(None, [wrong])]
        proxy = Proxy(addons, finish)
        try:
            yield _Ears(proxy, ledger, scribe)
        finally:
            proxy.stop()


def _nothing(_client: str) -> str:
    """What is wrong with the proxy's own certificates."""
    return ""


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
