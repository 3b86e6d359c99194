"""What a person does so that a device, an app or a browser is overheard, and what to undo after."""

from collections.abc import Iterator
from pathlib import Path

from auditor.capture.browser import has_display
from auditor.capture.client import Client
from auditor.capture.modes import LOOPBACK, Way

ONBOARDING = "mitm.it"
"""Where a device that goes through the proxy gets the certificate from the proxy itself."""
DEVICES = """\
Whatever you set up: the app must reach the proxy, and must trust the certificate that the proxy
shows. Where it does not trust it, auditor sees that it connects to a host and nothing inside; the
report calls such a host pinned, and rules about its content are not tested.

ANY PROGRAM OF THIS MACHINE
  auditor capture -- COMMAND
  sets the variables that Python, Node, curl, Java, Go and most others read. A program with a list
  of certificates of its own, or with variables it does not read, goes around the proxy or refuses
  it. On Linux auditor sees connections around the proxy and reports them.

A WEB PAGE
  auditor capture --browser https://chat.example
  starts Chromium, Chrome or Edge with a fresh profile. Pages do not pin certificates. Use a browser
  of its own for what is audited: an installed profile brings extensions that talk as well.

ANDROID
  auditor capture --mode wireguard --listen ADDRESS --app ID
  1. Install the app WireGuard, scan the code, switch the tunnel on.
  2. Open http://mitm.it in the browser and install the certificate: Settings, Security, Encryption
     and credentials, Install a certificate, CA certificate.
  From Android 7 on an app trusts certificates that the user installed only if its maker allows it,
  and few do. So on a phone as it is sold most apps show up as pinned, though they merely follow the
  default. To see inside: a rooted phone or an emulator image without Google Play with the
  certificate among the system's, or a debug build of the app whose network security configuration
  trusts user certificates.

IOS AND IPADOS
  auditor capture --mode wireguard --listen ADDRESS --app ID
  1. Install the app WireGuard, scan the code, switch the tunnel on.
  2. Open http://mitm.it in Safari, allow the profile, install it under Settings, General, VPN and
     Device Management; then switch it on under General, About, Certificate Trust Settings.
  Apps then trust it unless they pin. What Apple's own services say stays pinned.

A PROGRAM OF THIS MACHINE WITHOUT SETTINGS FOR A PROXY
  auditor capture --mode local:NAME --app ID
  takes over the connections of programs with that name; it needs the rights of an administrator,
  and on Linux sudo and a kernel from 6.8 on. The certificate must be in the system's store.

AN API CLIENT WHOSE ADDRESS CAN BE SET
  auditor capture --mode reverse:https://api.example --listen 127.0.0.1:8080 --app ID
  Point the client at http://127.0.0.1:8080. It needs no certificate.

CERTIFICATES AND PINNING
  The authority is made for one capture, its key lies in a folder only you can read and is deleted
  at the end. With --keep-ca FOLDER it stays, so that a phone needs it installed only once; whoever
  has that key can read what the phone sends, so remove the certificate from the phone afterwards.
  Pinned in the handshake: the app refused the certificate. Pinned after it: the app accepts it,
  then closes without a request, again and again, while other hosts work. Opaque: QUIC, or another
  protocol than HTTP. What a page or an app does when it is not overheard may differ.
  With --wrong-certificates each connection is shown one that must be refused: self-signed, for
  another host, or expired. It says most after a capture in which the app accepted the right one; on
  a phone use --keep-ca FOLDER for both, so that the same authority is trusted.
"""
"""Shown by ``auditor capture --help-devices``. Sources: Android's network security configuration
and Apple's "Trust manually installed certificate profiles", as documented in November 2026."""


def beginning(
    client: Client, way: Way, port: int, authority: Path, wireguard: str
) -> Iterator[str]:
    """What to do so that a client that was set up comes to the proxy."""
    place = f"{way.host}:{port}" if port else "this machine"
    if client.wrong_certificates:
        yield f"{client.app} is shown WRONG CERTIFICATES on purpose: self-signed, for another host,"
        yield "or expired; it should refuse each, and so may seem broken while this lasts"
    if not client.is_device:
        yield f"overhearing {client.app} on {place}"
        if client.browser and not has_display():
            yield "there is no display here: the browser runs without a window"
    else:
        yield from _device(client, way, place, authority)
    if wireguard:
        yield from _wireguard(wireguard)
    if not client.command and client.marks:
        yield f"Enter begins the next phase: {', '.join(client.marks)}"
    if not client.command:
        yield "Ctrl-C ends it; all is on disk"


def ending(client: Client) -> Iterator[str]:
    """What to undo."""
    if client.is_device:
        yield "on the device, now: switch off the tunnel or proxy, and remove the certificate"
        yield "  Android: Settings, Security, Encryption and credentials, User credentials"
        yield "  iOS: Settings, General, VPN and Device Management, the profile mitmproxy"
        yield "  this machine: only if you put it into a store; its name there is mitmproxy"


def _device(client: Client, way: Way, place: str, authority: Path) -> Iterator[str]:
    yield f"waiting for {client.app} on {place}, mode {way.kind}"
    if way.is_local_only and way.kind != "local":
        yield f"only programs of this machine reach {LOOPBACK}; for a device: --listen ADDRESS"
    if way.kind in ("regular", "upstream"):
        yield f"set the device's HTTP proxy to {place}"
    elif way.kind == "socks5":
        yield f"set the device's SOCKS proxy to {place}"
    elif way.kind == "reverse":
        yield f"point the client at http://{place}; it needs no certificate"
        return
    yield f"its certificate: http://mitm.it on the device, or {authority}"
    yield "for each kind of device: auditor capture --help-devices"


def _wireguard(configuration: str) -> Iterator[str]:
    import segno  # noqa: PLC0415 - only here

    yield "scan this with the app WireGuard, or import the lines below it:"
    code = segno.make(configuration, error="l")
    yield from _drawn([bytes(row) for row in code.matrix_iter(border=2)])
    yield from configuration.splitlines()


def _drawn(rows: list[bytes]) -> Iterator[str]:
    """A code in half blocks, dark on light, whatever the colours of the terminal."""
    rows = [*rows, bytes(len(rows[0]))] if len(rows) % 2 else rows
    for upper, lower in zip(rows[::2], rows[1::2], strict=True):
        yield "".join(_HALVES[bool(one), bool(two)] for one, two in zip(upper, lower, strict=True))


_HALVES = {(True, True): " ", (True, False): "▄", (False, True): "▀", (False, False): "█"}
