"""What is overheard, as it comes: a table on a terminal, lines elsewhere."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rich.console import Console
from rich.live import Live
from rich.table import Table
from rich.text import Text

from auditor.cli import screen
from auditor.detect.destinations import Destination, destination, read_hosts
from auditor.evidence.about import About
from auditor.evidence.exchange import Exchange

if TYPE_CHECKING:
    from auditor.collecting import Watcher
    from auditor.plan import Plan

HEADS = ("host", "owner", "country", "requests", "what was seen")
MOST_ROWS = 30
"""Shown; the last ones that spoke."""


@dataclass(slots=True)
class Row:
    """What one host was told so far."""

    where: Destination
    requests: int = 0
    seen: dict[str, int] = field(default_factory=dict)
    """Visibilities, kinds of secrets and of planted values, wrong certificates; with counts."""

    def cells(self) -> tuple[str, ...]:
        """As ``HEADS`` names them."""
        owner = self.where.owner or "unknown"
        at = self.where.ip_country
        country = self.where.owner_country or "?"
        if at and at != country:
            country += f", address {at}"
        seen = ", ".join(what if n == 1 else f"{what} ×{n}" for what, n in self.seen.items())
        return self.where.host, owner, country, str(self.requests), seen


class Heard:
    """The hosts of a capture, counted as they are overheard; its calls come from another thread."""

    def __init__(self, about: About, new: Callable[[Row], None] = lambda _: None) -> None:
        self._about = about
        self._hosts = read_hosts()
        self._rows: dict[str, Row] = {}
        self._new = new
        self._lock = threading.Lock()

    def notice(self, exchange: Exchange, planted: tuple[str, ...] = ()) -> None:
        """Count one exchange, and the kinds of planted values that a quick look found in it."""
        with self._lock:
            where = destination(exchange.connection, self._hosts, self._about)
            fresh = where.host not in self._rows
            row = self._rows.pop(where.host, None) or Row(where)
            self._rows[where.host] = row
            row.requests += exchange.sent is not None
            kinds = sorted({each.kind for each in exchange.placeholders if each.side == "sent"})
            leaked = [f"planted {kind}" for kind in planted]
            if wrong := exchange.connection.wrong_certificate:
                did = "took" if exchange.sent else "refused"
                leaked.append(f"{did} a certificate that was {wrong}")
            fresh = fresh or not row.seen.keys() >= set(leaked)
            for what in (*leaked, exchange.connection.visibility, *kinds):
                row.seen[what] = row.seen.get(what, 0) + 1
        if fresh:
            self._new(row)

    def table(self) -> Table:
        """The hosts, the ones that spoke last at the end."""
        made = Table(*HEADS, box=None, pad_edge=False)
        with self._lock:
            rows = [row.cells() for row in self._rows.values()]
        for cells in rows[-MOST_ROWS:]:
            made.add_row(*(Text(screen.one_line(cell)) for cell in cells))
        if len(rows) > MOST_ROWS:
            made.caption = f"and {len(rows) - MOST_ROWS} hosts more"
        return made


@contextmanager
def listening(plan: "Plan", about: About) -> "Iterator[Watcher]":
    """A table that grows, where nothing else writes to the terminal; else a line for each host."""
    from auditor.collecting import Watcher

    if not sys.stderr.isatty() or any(capture.run for capture in plan.captures):
        yield Watcher(screen.tell, overheard=Heard(about, _line).notice)
        return
    heard = Heard(about)
    console = Console(stderr=True)
    with Live(get_renderable=heard.table, console=console, refresh_per_second=4):
        yield Watcher(lambda text: _above(console, text), overheard=heard.notice)


def _above(console: Console, text: str) -> None:
    console.print(Text(screen.one_line(text)), soft_wrap=True)


def _line(row: Row) -> None:
    host, owner, country, _, seen = row.cells()
    screen.tell(f"{host} ({owner}, {country}): {seen}")
