"""Finds a browser and starts it with a fresh profile that goes through the proxy and trusts it."""

import base64
import hashlib
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from auditor.errors import AuditorError

PROGRAMS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
QUIET = (
    "--no-first-run",
    "--no-default-browser-check",
    "--no-pings",
    "--disable-background-networking",
    "--disable-breakpad",
    "--disable-client-side-phishing-detection",
    "--disable-component-extensions-with-background-pages",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-quic",
    "--disable-search-engine-choice-screen",
    "--disable-signin-scoped-device-id",
    "--gaia-url=http://127.0.0.1:9",
    "--google-apis-url=http://127.0.0.1:9",
    "--component-updater=url-source=http://127.0.0.1:9",
    "--disable-sync",
    "--metrics-recording-only",
    "--password-store=basic",
    "--safebrowsing-disable-auto-update",
    "--use-mock-keychain",
    "--disable-features=AutofillServerCommunication,CertificateTransparencyComponentUpdater,"
    "DialMediaRouteProvider,EncryptedClientHello,MediaRouter,NetworkTimeServiceQuerying,"
    "OptimizationHints,"
    "OptimizationGuideModelDownloading,Translate",
)
"""So that what is overheard is the page's talk and not the browser's own, over a protocol that the
proxy reads."""


@dataclass(frozen=True, slots=True)
class Browser:
    """A browser to overhear."""

    url: str
    """Its first page."""
    program: str = ""
    """A path or a command; the first of ``PROGRAMS`` that is there when empty."""
    headless: bool = False
    """Without a window; there is none anyway where there is no display."""


def find(browser: Browser) -> str:
    """The program's path; AuditorError when there is none."""
    for name in (browser.program,) if browser.program else PROGRAMS:
        if found := shutil.which(name):
            return found
    if browser.program:
        raise AuditorError(
            "no such browser", where=browser.program, hint="its full path, or leave it out"
        )
    raise AuditorError(
        "no Chromium, Chrome or Edge found",
        where="PATH",
        hint="install one, or name it with --program PATH",
    )


def command(browser: Browser, port: int, profile: Path, authority: Path) -> tuple[str, ...]:
    """How the browser is started: everything through the proxy, even what goes to this machine."""
    flags = [
        f"--user-data-dir={profile}",
        f"--proxy-server=http://127.0.0.1:{port}",
        "--proxy-bypass-list=<-loopback>",
        f"--ignore-certificate-errors-spki-list={fingerprint(authority)}",
        *QUIET,
    ]
    if browser.headless or not has_display():
        flags.append("--headless=new")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        flags.append("--no-sandbox")  # with it, Chromium refuses to run as root
    return (find(browser), *flags, browser.url)


def has_display() -> bool:
    """Whether a window can be shown."""
    if sys.platform != "linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def fingerprint(authority: Path) -> str:
    """Of the authority's public key, as Chromium's flag wants it: base64 of its SHA-256.

    mitmproxy's certificates for hosts bear the same key, so it names them all, and nothing else.
    """
    key = x509.load_pem_x509_certificate(authority.read_bytes()).public_key()
    info = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(hashlib.sha256(info).digest()).decode()
