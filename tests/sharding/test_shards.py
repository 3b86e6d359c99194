from pathlib import Path

import pytest

from auditor.sharding.result import With
from auditor.sharding.shards import LEAST, MOST, Shard, shards, size_of
from auditor.sharding.sources import Source
from tests.sharding.making import a_corpus


def made(path: Path, rejected: list[str], size: int) -> list[Shard]:
    return [*shards(Source(str(path), path.stat().st_size), rejected, size)]


def test_shards_hold_whole_units_in_their_order(tmp_path: Path) -> None:
    lines, plain, har = a_corpus(tmp_path)
    (one,) = made(lines, [], 10_000)
    ids = [each.id for unit in one.units for each in unit if not isinstance(each, str)]
    assert ids == [f"t{n}" for n in range(120)]
    assert [len(each.units) for each in made(plain, [], 10)] == [1]
    rejected: list[str] = []
    some = made(har, rejected, 1000)
    assert [each.number for each in some] == [*range(len(some))]
    names = [name for shard in some for name, _ in shard.units]
    assert names == [f"{har}:{n}" for n in (*range(1, 7), *range(8, 14))]
    assert len(rejected) == 1


def test_a_shard_goes_by_what_is_in_it_and_with_what_it_is_looked_at(tmp_path: Path) -> None:
    _, plain, har = a_corpus(tmp_path)
    (same,), (again,), (other,) = made(plain, [], 0), made(plain, [], 0), made(har, [], 0)
    known = With().fingerprint
    assert same.sha256(known) == again.sha256(known)
    assert same.sha256(known) != other.sha256(known)
    assert same.sha256(known) != same.sha256(With(gate=True).fingerprint)


@pytest.mark.parametrize(
    ("file", "size"),
    [(0, LEAST), (40 * 2**20, 5 * 2**19), (200 * 2**20, 25 * 2**19), (2**34, MOST)],
)
def test_the_size_goes_by_the_file_alone(file: int, size: int) -> None:
    assert size_of(file) == size
