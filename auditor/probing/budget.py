"""Limits of the whole run: requests, tokens, money and time."""

import threading
import time

from auditor.plan import Limits, Prices


class Budget:
    """Says before each request whether there may be one more."""

    def __init__(
        self, limits: Limits, spent_requests: int = 0, shared: "Budget | None" = None
    ) -> None:
        """``shared`` is that of several plans together, and holds beside the plan's own."""
        self._limits = limits
        self._shared = shared
        if shared:
            shared.also(spent_requests)
        self._lock = threading.Lock()
        self.end = time.monotonic() + limits.minutes * 60
        """When no more may begin, as the monotonic clock reads; each run has its own minutes."""
        self.requests = spent_requests
        self.tokens = 0
        self.usd = 0.0

    def take(self) -> str:
        """Count one request; the name of the limit that forbids it, or nothing."""
        with self._lock:
            limit = self._own() or (self._shared.take() if self._shared else "")
            if not limit:
                self.requests += 1
            return limit

    def also(self, requests: int) -> None:
        """Count the further tries of requests that an earlier run made."""
        with self._lock:
            self.requests += requests
        if self._shared:
            self._shared.also(requests)

    def spend(self, tokens_in: int, tokens_out: int, prices: Prices | None) -> None:
        """Count what an answer cost; free where no price is known."""
        with self._lock:
            self.tokens += tokens_in + tokens_out
            if prices:
                self.usd += (tokens_in * prices.tokens_in + tokens_out * prices.tokens_out) / 1e6
        if self._shared:
            self._shared.spend(tokens_in, tokens_out, prices)

    def reached(self) -> str:
        """The limit that was reached, or nothing."""
        shared = self._shared.reached() if self._shared else ""
        return self._own() or (shared and f"{shared} for all plans together")

    def _own(self) -> str:
        limits = self._limits
        if self.requests >= limits.requests:
            return f"the limit of {limits.requests} requests"
        if limits.tokens is not None and self.tokens >= limits.tokens:
            return f"the limit of {limits.tokens} tokens"
        if limits.usd is not None and self.usd >= limits.usd:
            return f"the limit of {limits.usd} USD"
        if time.monotonic() > self.end:
            return f"the limit of {limits.minutes:g} minutes"
        return ""
