"""Cuts a file into shards: consecutive units that one worker looks at."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.evidence.jsonl import encode
from auditor.scanning import Capture, batches, is_capture, opened, passages
from auditor.sharding.result import Unit
from auditor.sharding.sources import Source

LEAST, MOST = 2 * 2**20, 64 * 2**20
"""Bytes of a shard, nearly; a unit is never cut. A worker holds its shard twice, as it comes and as
it is looked at, so that one of 64 MB fits into 700 MB beside the model."""
IN_ALL = 16
"""Shards of a file that is smaller than so many of the largest: with fewer, one worker would have
nothing to do while another looks at the last one."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Some units of a file."""

    file: str
    number: int
    """From 0 in its file."""
    units: tuple[Unit, ...]

    def sha256(self, known: bytes) -> str:
        """Over what is looked at and with what, so that only what changed is scanned again."""
        return hashlib.sha256(known + encode(self.units)).hexdigest()


def size_of(file: int) -> int:
    """Bytes of a shard of a file of some bytes.

    It depends on that file alone: the same file has the same shards, whichever others are scanned.
    """
    return min(max(file // IN_ALL, LEAST), MOST)


def shards(source: Source, rejected: list[str], size: int = 0) -> Iterator[Shard]:
    """The units of a file in shards; what cannot be read is added to ``rejected``."""
    held: list[Unit] = []
    total = number = 0
    size = size or size_of(source.size)
    for unit, its in _units(source, rejected):
        held.append(unit)
        total += its
        if total >= size:
            yield Shard(source.name, number, tuple(held))
            held, total, number = [], 0, number + 1
    if held:
        yield Shard(source.name, number, tuple(held))


def _units(source: Source, rejected: list[str]) -> Iterator[tuple[Unit, int]]:
    """The units of a file with their sizes."""
    with source.local() as path:
        if is_capture(path):
            capture = Capture(path, source.name)
            for name, entry in capture.entries():
                yield (name, entry), len(encode(entry))
            rejected += [f"{source.name}: {n} × {why}" for why, n in capture.rejected.items()]
            return
        with opened(path) as file:
            for batch in batches(passages(file, source.name)):
                yield batch, sum(len(each.text) for each in batch)
