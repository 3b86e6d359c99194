"""One packet of a file, whatever format the file has."""

from dataclasses import dataclass

MAX_BYTES = 2**18
"""Of one packet: what the programs that write such files take for the most."""


@dataclass(frozen=True, slots=True)
class Packet:
    """A packet as it was captured."""

    at: float
    """Seconds since 1970."""
    link: int
    """How it begins, by the number in the registry of link types."""
    data: bytes
    lost: int = 0
    """Bytes at its end that the capture left out."""
    app: str = ""
    """The app that sent or received it, where the file says so."""
