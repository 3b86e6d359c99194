"""Sends connections for named hosts to another address, as a hosts file would."""

from collections.abc import Mapping

from mitmproxy.proxy.server_hooks import ServerConnectionHookData


class Redirect:
    """A mitmproxy addon. Names in TLS and HTTP, and so the checks of certificates, stay."""

    def __init__(self, addresses: Mapping[str, tuple[str, int]]) -> None:
        self._addresses = addresses

    def server_connect(self, data: ServerConnectionHookData) -> None:
        """Before a connection is opened."""
        wanted = data.server.address
        if wanted and wanted[0] in self._addresses:
            data.server.address = self._addresses[wanted[0]]
