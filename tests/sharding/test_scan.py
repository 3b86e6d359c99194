import json
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.errors import AuditorError
from auditor.sharding.executors import Local
from auditor.sharding.manifest import Manifest
from auditor.sharding.scan import scan
from auditor.sharding.sources import sources_of
from tests.cli.running import said
from tests.sharding.making import HOW, a_corpus, scanned


@pytest.fixture(scope="module")
def two() -> Iterator[Local]:
    with Local(2, HOW) as made:
        yield made


@pytest.fixture
def corpus(tmp_path: Path) -> list[Path]:
    return a_corpus(tmp_path)


def test_workers_find_what_one_process_finds_and_nothing_is_scanned_again(
    corpus: list[Path], two: Local, tmp_path: Path
) -> None:
    manifest = tmp_path / "manifest"
    result = said("scan", *corpus)
    one = [json.loads(line) for line in result.stdout.splitlines()]
    told, rejected = scanned(corpus, two, manifest)
    assert len(one) > 120
    assert told == one
    assert f"not scanned: {rejected[0]}" in result.stderr
    assert stat.S_IMODE(manifest.stat().st_mode) == 0o600
    lines = manifest.read_bytes().splitlines(keepends=True)
    assert len(lines) > 5
    with Local(1, HOW) as closed:
        pass
    assert scanned(corpus, closed, manifest)[0] == one
    corpus[1].write_text("Write to eve@mail.example.\n")
    with pytest.raises(RuntimeError, match="after shutdown"):
        scanned(corpus, closed, manifest)


def test_what_stood_before_a_file_that_cannot_be_read_is_told_first(
    corpus: list[Path], two: Local, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"id": "a", "text": "To ben@mail.example."}\nno object\n')
    sources = sources_of([str(each) for each in (corpus[1], bad, corpus[0])])
    found, rejected = [], list[str]()
    with Manifest(None) as done:
        results = scan(sources, HOW, two, done, rejected)
        found.append(next(results).told[0]["id"])
        with pytest.raises(AuditorError, match='not an object with "id" and "text"'):
            next(results)
    assert found == [str(corpus[1])]
