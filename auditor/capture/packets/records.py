"""Counts the records of TLS that carry what an application says, opened or not."""

_HEAD = 5
_DATA = 23


class Records:
    """One side of a connection, from its first byte."""

    def __init__(self) -> None:
        self.count = 0
        self._head = b""
        self._left = 0
        self._lost = False

    def take(self, data: bytes) -> None:
        """The next bytes."""
        at = 0
        while at < len(data) and not self._lost:
            if self._left:
                step = min(self._left, len(data) - at)
                self._left -= step
            else:
                step = min(_HEAD - len(self._head), len(data) - at)
                self._head += data[at : at + step]
                if len(self._head) == _HEAD:
                    self._begin()
            at += step

    def miss(self) -> None:
        """Bytes are missing, and nobody knows where the next record begins."""
        self._lost = True

    def _begin(self) -> None:
        self.count += self._head[0] == _DATA
        self._left = int.from_bytes(self._head[3:])
        self._head = b""
