"""Reads HTTP/1 one message at a time with h11, so that either side can be followed alone."""

from typing import Any

import h11

from auditor.capture.flows import printable
from auditor.capture.packets.pair import MAX_HEADERS, Message, Pair
from auditor.capture.packets.room import Lost

MAX_HEAD = 2**16
"""Bytes of a message's head, or of anything else that h11 must have whole."""
TO_ITS_END = -1
"""The length of a body that ends with the connection."""


def fresh(role: Any) -> h11.Connection:
    """A connection of which nothing was read."""
    return h11.Connection(role, max_incomplete_event_size=MAX_HEAD)


def listening(pair: Pair) -> h11.Connection:
    """A connection that waits for the answer to a request."""
    made = fresh(h11.CLIENT)
    asks = [("upgrade", "any")] if switches(pair) and pair.method != "CONNECT" else []
    made.send(h11.Request(method=pair.method, target="/", headers=[("host", "a"), *asks]))
    made.send(h11.EndOfMessage())
    return made


def next_of(connection: h11.Connection) -> Any:
    """What was read next; Lost for what is no HTTP."""
    try:
        return connection.next_event()
    except h11.ProtocolError as err:
        raise Lost("it keeps no rules of HTTP") from err


def waits(event: Any) -> bool:
    """Whether nothing more can be read for now."""
    closed = isinstance(event, h11.ConnectionClosed)
    return closed or event is h11.NEED_DATA or event is h11.PAUSED


def switches(pair: Pair) -> bool:
    """Whether a request asks for another protocol to follow."""
    return pair.method == "CONNECT" or bool(pair.sent.header("upgrade"))


def length(message: Message, otherwise: int) -> int:
    """Bytes of a body: as stated, 0 for one in chunks."""
    if message.header("transfer-encoding"):
        return 0
    stated = message.header("content-length")
    return int(stated[:18]) if stated.isascii() and stated.isdigit() else otherwise


def pairs(headers: Any) -> list[tuple[str, str]]:
    """Headers as text, names as they were written."""
    return [(printable(name), printable(value)) for name, value in headers.raw_items()][
        :MAX_HEADERS
    ]
