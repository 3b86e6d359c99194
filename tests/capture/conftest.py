"""A folder to write to, a vendor to talk to, and a client that is overheard."""

import json
import os
import shutil
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from auditor.capture.client import Client
from auditor.capture.outcome import Overheard
from auditor.capture.session import Settings, Teller, overhear
from auditor.evidence.custody import Custody
from auditor.evidence.exchange import Exchange, Planted
from auditor.evidence.folder import Folder
from auditor.evidence.persona import Persona, persona_bytes
from auditor.evidence.verifying import verify
from auditor.evidence.writer import Writer
from tests.capture.vendor import authority, serving
from tests.making import an_about

HOSTS = ("api.vendor.test", "telemetry.third.test")


CLIENTS = ("curl", "node", "java", "chromium")
WANTED = ("curl", "node", "chromium", "openssl", "tshark")
"""Where AUDITOR_NO_SKIPS is set, as in CI, one that is missing is a failure."""


def pytest_terminal_summary(terminalreporter):
    for name in CLIENTS:
        if shutil.which(name) is None:
            terminalreporter.write_line(
                f"SKIPPED: no {name} on this machine, so none was overheard"
            )
    if shutil.which("tshark") is None:
        told = "SKIPPED: no tshark on this machine, so no TLS in packets was opened"
        terminalreporter.write_line(told)


def needs(name: str) -> None:
    """Go on only with a program that is there."""
    if shutil.which(name) is None:
        if os.environ.get("AUDITOR_NO_SKIPS") and name in WANTED:
            pytest.fail(f"{name} is missing, and nothing may be skipped here")
        pytest.skip(f"no {name} on this machine")


@dataclass(frozen=True)
class Lab:
    """Where the vendor listens, and whose certificate it shows."""

    tls_port: int
    http_port: int
    root: Path

    @property
    def addresses(self):
        made = dict.fromkeys(HOSTS, ("127.0.0.1", self.tls_port))
        return {**made, "plain.vendor.test": ("127.0.0.1", self.http_port)}


@dataclass(frozen=True)
class Heard:
    """What one overhearing left behind."""

    result: Overheard
    exchanges: list[Exchange]
    folder: Folder
    told: list[str]

    def only(self) -> Exchange:
        (exchange,) = self.exchanges
        return exchange

    def body(self, blob) -> bytes:
        return self.folder.body(blob) or b""

    def json(self, blob):
        return json.loads(self.body(blob))

    def custody(self) -> list[Custody]:
        return list(self.folder.custody())


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    root, context = authority(tmp_path_factory.mktemp("authority"), *HOSTS)
    with serving(context) as tls_port, serving() as http_port:
        yield Lab(tls_port, http_port, root)


@pytest.fixture
def writer(tmp_path):
    with Writer.create(tmp_path / "audit", an_about()) as writer:
        yield writer


@pytest.fixture
def listen(tmp_path, lab) -> Callable[..., Heard]:
    """Overhear a Python program; its text is the client."""

    def run(
        program: str | tuple[str, ...] | None,
        *,
        duration: float | None = 30,
        upstream_ca: Path | None = lab.root,
        upstream_proxy: str | None = None,
        addresses=lab.addresses,
        persona: Persona | None = None,
        keep_ca: Path | None = None,
        about: dict[str, object] | None = None,
        hearing: Callable[[str], None] = lambda _: None,
        noticing: Callable[..., None] = lambda *_: None,
        **more,
    ) -> Heard:
        command = (sys.executable, "-c", program) if isinstance(program, str) else program
        path, told = tmp_path / f"audit-{len(list(tmp_path.iterdir()))}", []

        def tell(line: str) -> None:
            told.append(line)
            hearing(line)

        with Writer.create(path, an_about(**about or {})) as writer:
            planted = ()
            if persona:
                blob = writer.keep(persona_bytes(persona))
                writer.amend(persona=blob)
                planted = tuple(Planted(kind, blob.id) for kind in persona.values)
            result = overhear(
                Client(command or (), "our-client", "after-consent", duration, **more),
                writer,
                Settings(upstream_ca, upstream_proxy, addresses, planted, keep_ca),
                Teller(tell, noticing),
            )
        verify(path)
        folder = Folder(path)
        return Heard(result, list(folder.exchanges()), folder, told)

    return run


@pytest.fixture
def unused_port():
    with socket.socket() as taken:
        # Bound but not listening: connections to it are refused.
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]
