"""Asks every target its trials: bounded, interleaved, nothing lost."""

import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, zip_longest
from queue import SimpleQueue
from urllib.parse import urlsplit

from auditor.evidence.exchange import Exchange
from auditor.probing.budget import Budget
from auditor.probing.endpoint import Endpoint
from auditor.probing.lane import Lane
from auditor.probing.pace import Pace
from auditor.probing.schedule import Job
from auditor.probing.sender import Sender

GLANCE = 0.02
"""Seconds between looks at what came in."""

type Work = Sequence[tuple[Lane, Sequence[Job]]]
type Provider = tuple[str, str | None, int | None, str]
type Result = Exchange | BaseException | None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the asking has come."""

    done: int
    planned: int
    failed: int
    tokens: int
    usd: float


@dataclass(slots=True)
class _Group:
    """The targets of one provider and key: its limits are theirs together."""

    waiting: deque[tuple[Lane, Job]]
    open: int = 0
    taken: int = 0


@dataclass(frozen=True, slots=True)
class _Turns:
    """Who is asked next.

    A free worker takes a trial of the provider that has the fewest open. So one that stalls or is
    waited for holds no more than its share, and all the others' workers go on; workers of its own
    for each provider would stand idle once it is done.
    """

    groups: Sequence[_Group]
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self) -> tuple[_Group, Lane, Job] | None:
        """The next trial; None when there is none left."""
        with self.lock:
            left = [group for group in self.groups if group.waiting]
            if not left:
                return None
            group = min(left, key=lambda each: (each.open, each.taken))
            group.open += 1
            group.taken += 1
            return group, *group.waiting.popleft()

    def done(self, group: _Group) -> None:
        """One of a group is not open any more."""
        with self.lock:
            group.open -= 1

    def clear(self) -> None:
        """Let nothing more begin."""
        with self.lock:
            for group in self.groups:
                group.waiting.clear()


def ask_all(
    work: Work, budget: Budget, in_flight: int, progress: Callable[[Progress], None]
) -> None:
    """Ask every job; each exchange is on disk before its job counts as done."""
    planned = sum(len(jobs) for _, jobs in work)
    for lane, _ in work:
        lane.recall(budget)
    turns = _Turns(list(_groups(work, in_flight)))
    results: SimpleQueue[Result] = SimpleQueue()
    workers = [
        threading.Thread(target=_ask, args=(turns, budget, results), name=f"asking-{number}")
        for number in range(min(in_flight, planned))
    ]
    try:
        for worker in workers:
            worker.start()
        _follow(results, planned, budget, progress)
    except BaseException:
        turns.clear()
        for lane, _ in work:
            lane.stop()
        raise
    finally:
        for worker in workers:
            if worker.ident is not None:
                worker.join()


def _follow(
    results: "SimpleQueue[Result]",
    planned: int,
    budget: Budget,
    progress: Callable[[Progress], None],
) -> None:
    """Tell of each result; raise what a worker ran into."""
    over = asked = failed = 0
    while over < planned:
        # Woken for each result, this thread would take turns away from those that ask.
        time.sleep(GLANCE)
        for _ in range(results.qsize()):
            result = results.get()
            if isinstance(result, BaseException):
                raise result
            over += 1
            if result is not None:  # else it was never asked, and is no failure
                asked += 1
                failed += result.error is not None
                progress(Progress(asked, planned, failed, budget.tokens, budget.usd))


def _ask(turns: _Turns, budget: Budget, results: "SimpleQueue[Result]") -> None:
    while taken := turns.take():
        group, lane, job = taken
        try:
            results.put(lane.ask(job, budget))
        except BaseException as err:  # noqa: BLE001 - raised again where the run is waited for
            results.put(err)
            return
        finally:
            turns.done(group)


def _groups(work: Work, in_flight: int) -> Iterator[_Group]:
    """The work by provider and key, the targets of each in turn."""
    _set_paces((sender for lane, _ in work for sender in lane.senders), in_flight)
    together: dict[Provider, list[list[tuple[Lane, Job]]]] = defaultdict(list)
    for lane, jobs in work:
        together[_provider(lane.endpoint)].append([(lane, job) for job in jobs])
    for lanes in together.values():
        yield _Group(deque(pair for pair in chain.from_iterable(zip_longest(*lanes)) if pair))


def _set_paces(senders: Iterable[Sender], in_flight: int) -> None:
    """One pace for each provider and key."""
    paces: dict[Provider, Pace] = {}
    for sender in senders:
        provider = _provider(sender.endpoint)
        paces.setdefault(provider, Pace(in_flight, sender.patience))
        sender.pace = paces[provider]


def _provider(endpoint: Endpoint) -> Provider:
    """Whose limits a target shares: those of its address and key."""
    parts = urlsplit(endpoint.base_url.lower())
    return parts.scheme, parts.hostname, parts.port, endpoint.key
