"""The ways in which a client comes to the proxy, and the proxy to servers."""

import platform
import re
import shutil
import sys
from dataclasses import dataclass
from urllib.parse import urlsplit

from auditor.errors import AuditorError

LOOPBACK = "127.0.0.1"
KINDS = ("regular", "upstream", "reverse", "socks5", "wireguard", "local")
WIREGUARD_PORT = 51820

_PORTS = {"http": 80, "https": 443}
_MODE = re.compile(r"(regular|socks5|wireguard|local)|(upstream|reverse|local):(\S+)")


@dataclass(frozen=True, slots=True)
class Way:
    """One way, as mitmproxy takes it."""

    kind: str
    spec: str
    auth: str | None = None
    """user:password for the proxy further up."""
    host: str = LOOPBACK
    """Where it listens."""
    port: int = 0
    """0 is any that is free."""

    @property
    def is_local_only(self) -> bool:
        """Whether only programs of this machine can reach it."""
        return self.kind == "local" or self.host in (LOOPBACK, "::1", "localhost")

    @property
    def is_open(self) -> bool:
        """Whether others can reach it and choose where it connects them."""
        return self.kind in ("regular", "socks5", "wireguard") and not self.is_local_only


def way(mode: str, listen: str = "", upstream: str | None = None) -> Way:
    """The way of a mode; AuditorError for one that is none, or cannot go by a proxy further up.

    It listens on loopback unless ``listen``, HOST or HOST:PORT, says otherwise.
    """
    found = _MODE.fullmatch(mode)
    if not found:
        raise AuditorError("no such mode", where=f"mode {mode!r}", hint=", ".join(_EXAMPLES))
    kind, data = found[1] or found[2], found[3] or ""
    host, port = _place(listen, WIREGUARD_PORT if kind == "wireguard" and listen else 0)
    if kind == "upstream" or (kind == "regular" and upstream):
        spec, auth = _further_up(data or upstream or "")
        return Way("upstream", spec, auth, host, port)
    if upstream:
        raise AuditorError(
            f"mode {kind} cannot go through another proxy", where="proxy", hint="mode: regular"
        )
    if kind == "reverse":
        _address(data, "mode reverse")
    return Way(kind, f"{kind}:{data}" if data else kind, None, host, port)


def why_not_local() -> str:
    """What keeps this system from redirecting its programs' connections; empty for nothing."""
    from mitmproxy_rs.local import LocalRedirector  # noqa: PLC0415 - only where it is asked for

    if reason := LocalRedirector.unavailable_reason():
        return " ".join(reason.split())[:200]
    if sys.platform != "linux":
        return ""
    release = platform.release()
    version = tuple(int(part) for part in re.findall(r"\d+", release)[:2])
    if version < _KERNEL:
        return f"Linux {release} is older than {'.'.join(map(str, _KERNEL))}"
    return "" if shutil.which("sudo") else "it takes its rights with sudo, which is not here"


_KERNEL = (6, 8)
"""From which on mitmproxy can redirect: https://docs.mitmproxy.org/stable/concepts/modes/"""
_EXAMPLES = ("regular", "upstream:http://proxy:3128", "reverse:https://api.example", "socks5",
             "wireguard", "local", "local:NAME")  # fmt: skip


def _further_up(proxy: str) -> tuple[str, str | None]:
    """The mode as mitmproxy names it, and user:password for the proxy further up."""
    host, port, scheme = _address(proxy, "proxy")
    auth = urlsplit(proxy).netloc.rpartition("@")[0]
    return f"upstream:{scheme}://{host}:{port}", auth or None


def _address(url: str, where: str) -> tuple[str, int, str]:
    what = "the address of a proxy" if where == "proxy" else "an address"
    wrong = AuditorError(f"not {what}", where=where, hint="http://host:port")
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS.get(parts.scheme)
    except ValueError as err:
        raise wrong from err
    if parts.hostname is None or port is None or parts.scheme not in _PORTS:
        raise wrong
    return f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname, port, parts.scheme


def _place(listen: str, usual: int) -> tuple[str, int]:
    try:
        parts = urlsplit(f"//{listen}")
        host, port = parts.hostname, parts.port
    except ValueError as err:
        raise AuditorError(
            "not a place to listen on", where=f"listen {listen!r}", hint="0.0.0.0:8080"
        ) from err
    return host or LOOPBACK, usual if port is None else port
