"""Keeps clients of other machines off what only this machine may reach."""

import asyncio
import ipaddress
from collections.abc import Iterable

from mitmproxy.proxy.server_hooks import ServerConnectionHookData

WHY = "a device is not connected to this machine's own services"
RESOLVE_SECONDS = 5.0


class Shut:
    """A mitmproxy addon, for a proxy that others than this machine's programs can reach.

    Through it a device could otherwise reach loopback, where services trust whoever asks, and
    link-local addresses, where clouds hand out credentials.
    """

    async def server_connect(self, data: ServerConnectionHookData) -> None:
        """Before a connection is opened."""
        wanted = data.server.address
        if not wanted or _is_own(data.client.peername[0]):
            return
        if any(map(_is_own, await _addresses(*wanted[:2]))):
            data.server.error = WHY


async def _addresses(host: str, port: int) -> Iterable[str]:
    """What a name stands for; nothing where nobody knows it in time."""
    resolving = asyncio.get_running_loop().getaddrinfo(host, port)
    try:
        async with asyncio.timeout(RESOLVE_SECONDS):
            return [str(found[4][0]) for found in await resolving]
    except (OSError, UnicodeError, TimeoutError):
        return ()


def _is_own(address: str) -> bool:
    """Whether an address is one of this machine's alone, or of its link."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        found = found.ipv4_mapped or found
    return found.is_loopback or found.is_link_local or found.is_unspecified
