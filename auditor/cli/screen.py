"""Messages and progress on stderr, results on stdout."""

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import orjson
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from auditor.cli.options import QUIET

if TYPE_CHECKING:
    from auditor.collecting import Watcher
    from auditor.probing.asking import Progress as Asked

SECONDS_BETWEEN_LINES = 5.0


class Results(Console):
    """Prints on stdout; a reader who went away ends the program without a word."""

    def on_broken_pipe(self) -> None:
        """Say so to whoever made the command."""
        raise BrokenPipeError


def tell(text: str) -> None:
    """A message on its way; none with --quiet."""
    if not QUIET.get():
        sys.stderr.write(one_line(text) + "\n")
        sys.stderr.flush()


def show(value: object) -> None:
    """A result as JSON."""
    sys.stdout.write(orjson.dumps(value, option=orjson.OPT_INDENT_2).decode() + "\n")


def say(text: str) -> None:
    """A result of one line."""
    sys.stdout.write(one_line(text) + "\n")


def table(rows: Sequence[Sequence[str]]) -> None:
    """Rows, the first one their heads; in a pipe, separated by tabs."""
    lines = [[one_line(cell) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        sys.stdout.writelines("\t".join(line) + "\n" for line in lines)
        return
    made = Table(*lines[0], box=None, pad_edge=False)
    for line in lines[1:]:
        made.add_row(*map(Text, line))
    Results().print(made)


@contextmanager
def watching() -> "Iterator[Watcher]":
    """A bar on a terminal; a line now and then elsewhere."""
    from auditor.collecting import Watcher  # it brings the libraries that ask

    if QUIET.get() or not sys.stderr.isatty():
        yield Watcher(tell, _Lines().progress)
        return
    with _Bar(Console(stderr=True)) as bar:
        yield Watcher(bar.tell, bar.progress)


class _Bar:
    """Progress on a terminal. It is there only while targets are asked: clients print as well."""

    def __init__(self, console: Console) -> None:
        columns = (
            TextColumn("{task.description}"),
            BarColumn(bar_width=None),
            MofNCompleteColumn(),
            TextColumn("{task.fields[spent]}"),
        )
        self._console = console
        self._bar = Progress(*columns, console=console, transient=True, expand=True)
        self._task = self._bar.add_task("asking", total=None, spent="")
        self._pace = _Pace()

    def __enter__(self) -> "_Bar":
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def tell(self, text: str) -> None:
        """A message above the bar."""
        self._console.print(Text(one_line(text)), soft_wrap=True)

    def progress(self, now: "Asked") -> None:
        told = self._pace.told(now)
        self._bar.update(self._task, completed=now.done, total=now.planned, spent=told)
        if now.done < now.planned:
            self._bar.start()
        else:
            self._bar.stop()
            self.tell(f"asked {now.done} of {now.planned}: {told}")


class _Lines:
    """Progress for a pipe: at most one line in some seconds, and the last one."""

    def __init__(self) -> None:
        self._last = time.monotonic()
        self._pace = _Pace()

    def progress(self, now: "Asked") -> None:
        told = self._pace.told(now)
        due = time.monotonic() - self._last > SECONDS_BETWEEN_LINES
        if due or now.done == now.planned:
            self._last = time.monotonic()
            tell(f"asked {now.done} of {now.planned}: {told}")


class _Pace:
    """How fast the asking goes, counted from its first answer."""

    def __init__(self) -> None:
        self._first: tuple[float, int] | None = None

    def told(self, now: "Asked") -> str:
        """Rate, time left, tokens, cost and failures, as far as there are any."""
        self._first = self._first or (time.monotonic(), now.done)
        seconds, done = time.monotonic() - self._first[0], now.done - self._first[1]
        rate = done / seconds if seconds > 0 else 0.0
        left = now.planned - now.done
        parts = (
            f"{rate:.1f}/s" if rate else "",
            f"{_duration(left / rate)} left" if rate and left else "",
            f"{now.tokens:,} tokens",
            f"{now.usd:.2f} USD" if now.usd else "",
            f"{now.failed} failed" if now.failed else "",
        )
        return ", ".join(filter(None, parts))


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def one_line(text: str) -> str:
    """One line, whatever a plan, a pack or a vendor put into it."""
    return "".join(char if char.isprintable() else "·" for char in text)
