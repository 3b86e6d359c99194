"""Scans files shard by shard, and tells what each holds in the order of the files."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import msgspec

from auditor.errors import AuditorError
from auditor.sharding.executors import Executor, Pending
from auditor.sharding.manifest import Line, Manifest, digest
from auditor.sharding.result import Result, With
from auditor.sharding.shards import Shard, shards
from auditor.sharding.sources import Source

AHEAD = 2
"""Shards for each worker that are read before they are needed."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A shard whose result is not told yet; ``pending`` is None where it is known already."""

    line: Line
    pending: Pending | None


def scan(
    sources: Iterable[Source],
    how: With,
    executor: Executor,
    manifest: Manifest,
    rejected: list[str],
    size: int = 0,
) -> Iterator[Result]:
    """The results of all shards; identical ones are looked at once.

    AuditorError for a file that cannot be read, after the results of what was read before it, and
    when workers are lost.
    """
    try:
        yield from _results(sources, how, executor, manifest, rejected, size)
    except Exception as err:
        if told := executor.lost(err):
            raise told from err
        raise


def _results(
    sources: Iterable[Source],
    how: With,
    executor: Executor,
    manifest: Manifest,
    rejected: list[str],
    size: int,
) -> Iterator[Result]:
    waiting: deque[_Waiting] = deque()
    known, bad = how.fingerprint, list[AuditorError]()
    for shard in _read(sources, rejected, size, bad):
        waiting.append(_begun(shard, known, executor, manifest, waiting))
        while len(waiting) > AHEAD * executor.workers:
            yield _result(manifest, waiting.popleft())
    while waiting:
        yield _result(manifest, waiting.popleft())
    for err in bad:
        raise err


def _read(
    sources: Iterable[Source], rejected: list[str], size: int, bad: list[AuditorError]
) -> Iterator[Shard]:
    """The shards of all files, up to the first that cannot be read."""
    try:
        for source in sources:
            yield from shards(source, rejected, size)
    except AuditorError as err:
        bad.append(err)


def _begun(
    shard: Shard, known: bytes, executor: Executor, manifest: Manifest, waiting: Iterable[_Waiting]
) -> _Waiting:
    sha256 = shard.sha256(known)
    line = Line(shard.file, shard.number, len(shard.units), sha256, "", Result())
    same = sha256 in manifest.done or any(sha256 == other.line.sha256 for other in waiting)
    return _Waiting(line, None if same else executor.submit(shard.units))


def _result(manifest: Manifest, waiting: _Waiting) -> Result:
    if waiting.pending is None:
        return manifest.done[waiting.line.sha256]
    result = waiting.pending.result()
    line = msgspec.structs.replace(waiting.line, result=result, result_sha256=digest(result))
    manifest.add(line)
    return result
