"""Bounds what mitmproxy keeps of old dumps: until version 11 a WebSocket's messages stood in a flow
of their own, and each handshake before them is kept in memory until they come.
"""

from typing import Any

from mitmproxy.flow import Flow
from mitmproxy.io import compat

MOST = 500
"""Handshakes kept."""
MOST_BYTES = 64 * 2**20
"""Of them all, as they stood in the file."""
UNKNOWN = "unknown"
"""The host that mitmproxy makes up for messages without their handshake."""


class Handshakes:
    """Those of one dump; the oldest are dropped first."""

    def __init__(self) -> None:
        self._kept().clear()
        self._sizes: dict[str, int] = {}

    def bound(self, size: int) -> None:
        """After each flow: drop what is too much; ``size`` is the flow's, in bytes."""
        kept = self._kept()
        self._sizes = {name: self._sizes.get(name, size) for name in kept}
        whole = sum(self._sizes.values())
        for name in list(kept):
            if len(kept) <= MOST and whole <= MOST_BYTES:
                return
            whole -= self._sizes.pop(name)
            del kept[name]

    def _kept(self) -> dict[str, Any]:
        kept: dict[str, Any] = compat._websocket_handshakes  # noqa: SLF001 - it has no public way
        return kept


def is_orphan(flow: Flow) -> bool:
    """Whether a flow holds a WebSocket's messages, and nobody knows to whom they went."""
    request = getattr(flow, "request", None)
    return "duplicated" in flow.metadata and request is not None and request.host == UNKNOWN
