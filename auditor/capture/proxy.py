"""Runs mitmproxy inside this process, in a thread and an event loop of its own."""

import asyncio
import logging
import re
import threading
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from mitmproxy.addons import default_addons
from mitmproxy.exceptions import OptionsError
from mitmproxy.master import Master
from mitmproxy.net import local_ip
from mitmproxy.options import Options

from auditor.capture.modes import Way
from auditor.capture.shut import Shut
from auditor.errors import AuditorError

NEEDED = frozenset(
    "Block Core DisableH2C DnsResolver NextLayer Onboarding Proxyserver StripDnsHttpsRecords "
    "TlsConfig UpdateAltSvc UpstreamAuth".split()
)
"""Of mitmproxy's own addons. Each of them costs time with every event, and the others change,
replay or save what passes, which nobody asks of this proxy."""
START_SECONDS = 30.0
DRAIN_SECONDS = 3.0
"""How long connections may take to end once the client has."""


@dataclass(frozen=True, slots=True)
class Setup:
    """How the proxy reaches servers."""

    confdir: Path
    """Holds the authority made for this run."""
    upstream_bundle: Path
    way: Way
    onboarding: bool = False
    """Whether a device may fetch the authority's certificate from http://mitm.it."""


class Proxy:
    """One proxy; mitmproxy keeps process-wide state, so only one at a time."""

    def __init__(self, addons: list[object], finish: Callable[[], Awaitable[None]]) -> None:
        self._addons = addons
        self._finish = finish
        self._log = _Log()
        self._ready = threading.Event()
        self._thread = ThreadPoolExecutor(1, "auditor-proxy")
        self._master: Master | None = None
        self._done: Future[None] | None = None

    def start(self, setup: Setup) -> int:
        """The port, 0 where there is none; AuditorError when the proxy does not start."""
        self._log.install()
        self._done = self._thread.submit(asyncio.run, self._serve(setup))
        until = time.monotonic() + START_SECONDS
        while not self._ready.wait(0.05) and not self._done.done() and time.monotonic() < until:
            pass
        if self._done.done() and (error := self._done.exception()):
            raise _not_started(error)
        ports = self._ports() if self._ready.is_set() else []
        if self.failure or not self._running() or not (ports or setup.way.kind == "local"):
            raise _not_started(self._log.error)
        return ports[0] if ports else 0

    @property
    def failure(self) -> BaseException | None:
        """What went wrong in an addon of ours; the evidence is not whole then."""
        return self._log.failure

    def stop(self) -> None:
        """Let connections end, write what is still open, close the port."""
        if self._master and self._done and not self._done.done():
            ending = asyncio.run_coroutine_threadsafe(self._drain(), self._master.event_loop)
            ending.result(DRAIN_SECONDS + 60)
            self._master.shutdown()
        self._thread.shutdown(wait=True)
        self._log.uninstall()

    async def _serve(self, setup: Setup) -> None:
        options = Options(
            listen_host=setup.way.host,
            listen_port=setup.way.port,
            confdir=str(setup.confdir),
            mode=[setup.way.spec],
            ssl_verify_upstream_trusted_ca=str(setup.upstream_bundle),
        )
        self._master = Master(options)
        needed = [addon for addon in default_addons() if type(addon).__name__ in NEEDED]
        shut = [Shut()] if setup.way.is_open else []
        self._master.addons.add(*needed, *shut, *self._addons, _Ready(self._ready))
        self._master.options.update(onboarding=setup.onboarding, upstream_auth=setup.way.auth)
        await self._master.run()

    async def _drain(self) -> None:
        server = self._server()
        until = time.monotonic() + DRAIN_SECONDS
        while server.connections and time.monotonic() < until:
            await asyncio.sleep(0.02)
        await server.servers.update([])
        await self._finish()

    def wireguard(self) -> str:
        """What a WireGuard client is configured with; empty in any other mode."""
        for each in self._servers():
            if conf := getattr(each, "client_conf", None):
                host, port = each.listen_addrs[0][:2]
                host = local_ip.get_local_ip() or host if ip_address(host).is_unspecified else host
                # mitmproxy names the address and port it was asked for, even "any".
                return re.sub(
                    "(?m)^Endpoint = .*", f"Endpoint = {_place(host, port)}", conf() or ""
                )
        return ""

    def _running(self) -> bool:
        return any(each.is_running for each in self._servers())

    def _servers(self) -> list[Any]:
        server = self._server()
        return list(server.servers) if server else []

    def _ports(self) -> list[int]:
        return [address[1] for address in self._server().listen_addrs()]

    def _server(self) -> Any:
        return self._master.addons.get("proxyserver") if self._master else None


class _Ready:
    """Says when the proxy listens."""

    def __init__(self, ready: threading.Event) -> None:
        self._ready = ready

    def running(self) -> None:
        self._ready.set()


class _Log(logging.Handler):
    """Takes mitmproxy's log, which may hold what clients sent, and keeps only failures."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.error: str = "mitmproxy gave no reason"
        self.failure: BaseException | None = None
        self._loggers = [logging.getLogger(name) for name in ("mitmproxy", "asyncio", "hpack")]
        self._propagated = [logger.propagate for logger in self._loggers]

    def install(self) -> None:
        for logger in self._loggers:
            logger.addHandler(self)
            logger.propagate = False

    def uninstall(self) -> None:
        for logger, propagate in zip(self._loggers, self._propagated, strict=True):
            logger.removeHandler(self)
            logger.propagate = propagate

    def emit(self, record: logging.LogRecord) -> None:
        self.error = " ".join(record.getMessage().split("\n", 1)[0].split())[:200] or self.error
        if record.exc_info and self.error.startswith("Addon error"):
            self.failure = self.failure or record.exc_info[1]


def _place(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _not_started(why: BaseException | str) -> AuditorError:
    told = str(why) if isinstance(why, str | OSError | OptionsError) else type(why).__name__
    return AuditorError(
        f"the proxy did not start: {told}", where="127.0.0.1", hint="auditor doctor"
    )
