"""Lets threads that wait for the same file write to it together."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock


@dataclass(slots=True)
class _Piece:
    content: bytes
    done: bool = False
    error: BaseException | None = None


class Together:
    """Group commit: whoever comes first writes for all who came meanwhile.

    A thread that writes by itself lets the others in with each call of the system, and they then
    wait for it; with many threads most of the time went into taking turns.
    """

    def __init__(self, write: Callable[[Sequence[bytes]], object]) -> None:
        self._write = write
        self.waiting: deque[_Piece] = deque()
        self._turn = Lock()

    def add(self, content: bytes) -> None:
        """Return when it is written; raises what ``write`` raised for it."""
        mine = _Piece(content)
        self.waiting.append(mine)
        with self._turn:
            if not mine.done:
                self._write_all([self.waiting.popleft() for _ in range(len(self.waiting))])
        if mine.error:
            raise mine.error

    def _write_all(self, pieces: Sequence[_Piece]) -> None:
        error = None
        try:
            self._write([piece.content for piece in pieces])
        except BaseException as err:  # noqa: BLE001 - raised in every thread that waits for it
            error = err
        for piece in pieces:
            piece.error = error
            piece.done = True
