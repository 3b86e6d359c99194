"""Who looks at shards: a pool of processes here, or any other that does the same."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Protocol, Self

from auditor.errors import AuditorError
from auditor.sharding.analysing import analyse, prepare
from auditor.sharding.result import Result, Unit, With

GOES_ON = "the same command goes on, with --manifest"


class Pending(Protocol):
    """A shard that is looked at."""

    def result(self) -> Result:
        """What it holds, once it is known."""


class Executor(Protocol):
    """Looks at shards, in any order and wherever it likes."""

    workers: int

    def submit(self, units: tuple[Unit, ...]) -> Pending:
        """Begin to look at a shard."""

    def lost(self, err: BaseException) -> AuditorError | None:
        """What a person is told when an error means that workers were lost; None if it does not."""

    def __enter__(self) -> Self:
        """Itself."""

    def __exit__(self, *_: object) -> None:
        """End its workers."""


class Local:
    """Processes on this machine, each with its analyser ready."""

    def __init__(self, workers: int, how: With) -> None:
        self.workers = workers
        # A fork would copy locks that other threads hold.
        context = multiprocessing.get_context("spawn")
        self.pool = ProcessPoolExecutor(workers, context, initializer=prepare, initargs=(how,))

    def submit(self, units: tuple[Unit, ...]) -> Pending:
        """Begin to look at a shard. BrokenProcessPool when a worker was killed."""
        return self.pool.submit(analyse, units)

    def lost(self, err: BaseException) -> AuditorError | None:
        """A pool that lost a worker is of no more use."""
        if isinstance(err, BrokenProcessPool):
            return AuditorError("a worker was killed", hint=GOES_ON)
        return None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.pool.shutdown(cancel_futures=True)
