"""How far decoding may go, and which bounds it met: what was cut is never counted as clean."""

import time
from dataclasses import dataclass, field

DEPTH = 10
NESTING = 64
SIZE = 8 * 2**20
LEAVES = 20_000
SECONDS = 5.0
SELDOM = 15
LARGE = 1000


@dataclass(slots=True)
class Budget:
    """What one side of one exchange may cost. ``hit`` names the bounds that were met."""

    depth: int = DEPTH
    """Decoding steps inside each other."""
    nesting: int = NESTING
    """Containers inside each other."""
    size: int = SIZE
    """Bytes and characters looked at, all layers together."""
    leaves: int = LEAVES
    seconds: float = SECONDS
    """Of CPU time; generous, so that the same input gives the same result."""
    hit: set[str] = field(default_factory=set)
    _until: float = 0.0

    def take(self, size: int) -> bool:
        """As ``spend``, but with a look at the clock only now and then, or for a large piece."""
        if size > LARGE or not self.leaves & SELDOM or size > self.size:
            return self.spend(size)
        self.leaves -= 1
        self.size -= size
        return True

    def spend(self, size: int) -> bool:
        """Whether a piece of this size may still be looked at."""
        now = time.process_time()
        self._until = self._until or now + self.seconds
        if now > self._until:
            self.hit.add("time")
            return False
        if self.leaves <= 0:
            self.hit.add("leaves")
            return False
        if size > self.size:
            self.hit.add("size")
            return False
        self.leaves -= 1
        self.size -= size
        return True
