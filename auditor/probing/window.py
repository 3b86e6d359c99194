"""How many requests a provider takes at once, found out by its answers alone.

Additive increase, multiplicative decrease (D.-M. Chiu, R. Jain, 1989), with the slow start of RFC
5681: double until the vendor objects, then grow by one for each round. Only 429 and overload lower
it; what the vendor's other failures mean is not known. No clock and no threads: see ``pace``.
"""

from dataclasses import dataclass

from auditor.probing.told import NOTHING, Told

FIRST = 16
"""In flight before anything is known."""
FORGOTTEN_AFTER = 60.0
"""Seconds since the last objection, after which it is doubled again: limits are for a minute."""
LONGEST_PAUSE = 8.0


@dataclass(frozen=True, slots=True)
class Ended:
    """What the end of one request says of its vendor."""

    answered: bool = False
    overloaded: bool = False
    told: Told = NOTHING


class Window:
    """The requests in flight to one provider with one key. All times are readings of one clock."""

    def __init__(self, most: int, now: float, pause: float, longest: float) -> None:
        self.limit = float(min(most, FIRST))
        self.in_flight = 0
        self._most = most
        self._pause = pause
        self._longest = longest
        """A wait beyond it is not waited for; the trials fail and the target is given up."""
        self._doubles_to = float(most)
        self._lowered = self._full = float("-inf")
        self._strikes = 0
        """Times that it was lowered since the last answer."""
        self._turned_away: float | None = None
        """When the first after the last answer was."""
        self._closed_until = now
        self._left: int | None = None
        self._reset = now

    def wait(self, now: float) -> float:
        """Seconds until one more may begin, or infinity when one must end first."""
        if now < self._closed_until:
            return self._closed_until - now
        if self.in_flight >= int(self.limit):
            return float("inf")
        if self._left is None or self._left > 0 or now >= self._reset:
            return 0.0
        # Whatever is in flight will tell anew how many are left.
        return float("inf") if self.in_flight else self._reset - now

    def begin(self, now: float) -> None:
        """One more is in flight."""
        self.in_flight += 1
        if self.in_flight >= int(self.limit):
            self._full = now
        if self._left is not None:
            self._left = self._left - 1 if now < self._reset else None

    def end(self, began: float, now: float, ended: Ended) -> None:
        """One that began at a moment has ended."""
        self.in_flight -= 1
        self._obey(now, ended.told)
        if ended.overloaded:
            if self._turned_away is None:
                self._turned_away = now
            # What had begun before it was lowered says nothing of what it is now.
            if began > self._lowered:
                self._lower(now)
        elif ended.answered:
            self._turned_away, self._strikes = None, 0
            # Unless it was used up meanwhile, nothing was learnt about more.
            if self._full >= began:
                self._grow(now)

    def turns_away(self, now: float) -> float:
        """Seconds for which the vendor has turned everything away.

        A slow answer, or a pause before the first question, is none of them.
        """
        return 0.0 if self._turned_away is None else now - self._turned_away

    def free(self) -> int:
        """How many may begin as far as the limit goes."""
        return max(0, int(self.limit) - self.in_flight)

    def _obey(self, now: float, told: Told) -> None:
        if told.wait is not None and told.wait <= self._longest:
            self._closed_until = max(self._closed_until, now + told.wait)
        if told.left is not None and 0 < told.reset <= self._longest:
            # The vendor may not have counted those yet that are on their way.
            self._left = max(0, told.left - self.in_flight)
            self._reset = now + told.reset

    def _lower(self, now: float) -> None:
        if not self._strikes:
            self._doubles_to = max(1.0, self.limit / 2)
        else:
            pause = min(LONGEST_PAUSE, self._pause * 2.0 ** min(self._strikes - 1, 10))
            self._closed_until = max(self._closed_until, now + pause)
        self._strikes += 1
        self.limit = max(1.0, self.limit / 2)
        self._lowered = now

    def _grow(self, now: float) -> None:
        if now - self._lowered > FORGOTTEN_AFTER:
            self._doubles_to = float(self._most)
        step = 1.0 if self.limit < self._doubles_to else 1 / self.limit
        self.limit = min(float(self._most), self.limit + step)
