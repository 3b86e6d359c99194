"""How long a target is waited for, and how often it is tried."""

import random
from dataclasses import dataclass

AGAIN = frozenset({408, 429, 500, 502, 503, 504, 529})
"""Statuses after which another try may help."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Bounds of one question. Times are seconds."""

    connect: float = 10
    read: float = 120
    """Without a byte."""
    total: float = 300
    """For one whole answer."""
    tries: int = 4
    """A vendor that asks to slow down does not use them up."""
    pause: float = 0.5
    """Before the second try; doubled before each further one."""
    longest: float = 60
    """A Retry-After beyond it is not waited for."""
    storm: float = 300
    """For which a vendor may turn everything away before a question is given up."""
    body_bytes: int = 16 * 2**20

    def wait(self, tries: int, told: float | None) -> float | None:
        """Seconds until the next try after so many; None when there is to be none."""
        if tries >= self.tries:
            return None
        return self.pause_after(tries) if told is None else self._obeyed(told)

    def slow_down(self, so_far: float, told: float | None) -> float | None:
        """The same for a vendor that has turned everything away for so many seconds."""
        if so_far > self.storm:
            return None
        return self.pause_after(1) if told is None else self._obeyed(told)

    def pause_after(self, tries: int) -> float:
        """Seconds, with jitter: what was dropped together shall not come back together."""
        jitter = random.uniform(0.5, 1.0)  # noqa: S311 - guards nothing
        return min(8.0, self.pause * float(2 ** (tries - 1))) * jitter

    def _obeyed(self, told: float) -> float | None:
        return told if told <= self.longest else None


USUAL = Patience()
