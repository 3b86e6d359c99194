"""Lets what waits for the same file be written together."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock


@dataclass(slots=True)
class _Piece:
    content: bytes
    left: bool = False
    done: bool = False
    error: BaseException | None = None


class Together:
    """Group commit: whoever comes first writes for all who came meanwhile.

    A thread that writes by itself lets the others in with each call of the system, and they then
    wait for it; with many threads most of the time went into taking turns. Whoever needs not wait
    leaves a piece for the next who writes.
    """

    def __init__(self, write: Callable[[Sequence[bytes]], object]) -> None:
        self._write = write
        self.waiting: deque[_Piece] = deque()
        self._turn = Lock()
        self._left = 0

    def add(self, content: bytes) -> None:
        """Return when it is written; raises what ``write`` raised for it."""
        mine = _Piece(content)
        self.waiting.append(mine)
        with self._turn:
            if not mine.done:
                self._write_all()
        if mine.error:
            raise mine.error

    def leave(self, content: bytes) -> int:
        """Take it without writing it; how many bytes wait so."""
        with self._turn:
            self.waiting.append(_Piece(content, left=True))
            self._left += len(content)
            return self._left

    def flush(self) -> None:
        """Write all that waits; what was left and could not be written goes on waiting."""
        with self._turn:
            if error := self._write_all():
                raise error

    def _write_all(self) -> BaseException | None:
        pieces = [self.waiting.popleft() for _ in range(len(self.waiting))]
        if not pieces:
            return None
        error = None
        try:
            self._write([piece.content for piece in pieces])
        except BaseException as err:  # noqa: BLE001 - raised in every thread that waits for it
            error = err
            self.waiting.extendleft(piece for piece in reversed(pieces) if piece.left)
        else:
            self._left = 0
        for piece in pieces:
            piece.error = error
            piece.done = True
        return error
