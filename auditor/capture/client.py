"""What is overheard: a program, a browser, or whoever connects."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from auditor.capture import browser, process
from auditor.capture.browser import Browser
from auditor.capture.environment import trusting, variables
from auditor.capture.modes import Way, way, why_not_local
from auditor.capture.trust import Trust
from auditor.errors import AuditorError
from auditor.plan import Capture

_SCHEMES = {"regular": "http", "upstream": "http", "socks5": "socks5h"}


@dataclass(frozen=True, slots=True)
class Client:
    """What is run, and as what it is overheard."""

    command: tuple[str, ...]
    app: str
    phase: str
    duration: float | None
    """Seconds after which it is ended."""
    browser: Browser | None = None
    """Instead of a command."""
    mode: str = "regular"
    listen: str = ""
    """HOST or HOST:PORT; only this machine's programs reach the proxy when empty."""
    marks: tuple[str, ...] = ()
    """The phases that follow the first."""
    wrong_certificates: bool = False
    """Whether it is shown certificates that are wrong on purpose."""

    @property
    def is_device(self) -> bool:
        """Whether nothing is started here, and whoever connects is overheard."""
        return not self.command and self.browser is None

    @property
    def name(self) -> str:
        """What is run, for custody. Arguments stay out: they may hold secrets."""
        if self.browser:
            return Path(browser.find(self.browser)).name
        return Path(self.command[0]).name if self.command else ""


def of_plan(capture: Capture) -> Client:
    """The client that a plan names."""
    page = Browser(capture.browser, capture.program, capture.headless) if capture.browser else None
    return Client(
        command=capture.run,
        app=capture.app,
        phase=capture.phase,
        duration=capture.duration,
        browser=page,
        mode=capture.mode,
        listen=capture.listen,
        marks=capture.marks,
        wrong_certificates=capture.wrong_certificates,
    )


def check(client: Client) -> None:
    """AuditorError when a client cannot be started."""
    road = way(client.mode, client.listen)
    if road.kind == "local" and (why := why_not_local()):
        raise AuditorError(
            f"not on this machine: {why}",
            where=f"mode {client.mode!r}",
            hint="auditor capture -- COMMAND, or --mode socks5",
        )
    if client.browser:
        browser.find(client.browser)
        if client.wrong_certificates:
            raise AuditorError(
                "a browser checks certificates itself, and its pages cannot change that",
                where="wrong certificates",
                hint="ask it of an app or a program",
            )
        if client.mode != "regular":
            raise AuditorError(
                "a browser is overheard in the mode regular",
                where=f"mode {client.mode!r}",
                hint="leave the mode out",
            )
    elif not client.is_device:
        process.check(client.command)


def start(
    client: Client, road: Way, port: int, trust: Trust, folder: Path
) -> subprocess.Popen[bytes] | None:
    """The running client, told of the proxy; None for a device, which somebody else starts."""
    if client.browser:
        profile = folder / "profile"
        profile.mkdir(mode=0o700)
        command = browser.command(client.browser, port, profile, trust.authority)
        return process.start(command, os.environ, quiet=True)
    if not client.command:
        return None
    if scheme := _SCHEMES.get(road.kind):
        made = variables(os.environ, f"{scheme}://127.0.0.1:{port}", trust)
    else:
        made = trusting(os.environ, trust)
        made["AUDITOR_ADDRESS"] = f"http://127.0.0.1:{port}"
    return process.start(client.command, made)
