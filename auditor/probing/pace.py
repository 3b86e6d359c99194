"""The gate before one provider and key: every request of every target there goes through it."""

import threading
import time
from collections.abc import Callable

from auditor.probing.patience import USUAL, Patience
from auditor.probing.window import Ended, Window


class Pace:
    """Lets requests begin as the provider's answers allow. Safe to use from many threads."""

    def __init__(
        self,
        most: int = 1,
        patience: Patience = USUAL,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._clock = clock
        self._window = Window(most, clock(), patience.pause, patience.longest)
        self._free = threading.Condition()

    def begin(self, until: float, stopped: threading.Event) -> float | None:
        """When it began, once it may; None when there is no turn before ``until``."""
        with self._free:
            while not stopped.is_set():
                now = self._clock()
                wait = self._window.wait(now)
                if wait <= 0 and now <= until:
                    self._window.begin(now)
                    return now
                if now > until or until < now + wait < float("inf"):
                    break
                self._free.wait(min(wait, max(until - now, 0.001), threading.TIMEOUT_MAX))
            # Whoever woke this one up meant that somebody may begin.
            self._free.notify()
            return None

    def end(self, began: float, ended: Ended) -> None:
        """Give the turn back, and learn from what came of it."""
        with self._free:
            self._window.end(began, self._clock(), ended)
            self._free.notify(max(1, self._window.free()))

    def turns_away(self) -> float:
        """Seconds for which the provider has turned everything away."""
        with self._free:
            return self._window.turns_away(self._clock())

    def wake(self) -> None:
        """Let everybody who waits look again whether they were stopped."""
        with self._free:
            self._free.notify_all()
