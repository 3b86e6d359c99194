import json
import os
import signal
import stat
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from auditor.errors import AuditorError
from auditor.sharding import Manifest, Result, With, pool_of, scan, shards
from tests.cli.running import one_mistake, said

HOW = With()


@pytest.fixture(scope="module")
def pool() -> Iterator[ProcessPoolExecutor]:
    with pool_of(2, HOW) as made:
        yield made


@pytest.fixture
def corpus(tmp_path: Path) -> list[Path]:
    """Texts of their own ids, a plain text, and a capture with an entry that cannot be read."""
    lines, plain, har = (tmp_path / name for name in ("some.jsonl", "notes.txt", "some.har"))
    text = "Ada Quillfeather wrote from Leeds, ada{}@mail.example, on that day. " * 4
    lines.write_text(
        "".join(
            json.dumps({"id": f"t{n}", "text": text.format(*[n] * 4)}) + "\n" for n in range(120)
        )
    )
    plain.write_text("Write to bob@mail.example.\n\n我叫张伟。\n")
    entries = [
        {
            "startedDateTime": "2026-11-01T10:00:00.000Z", "time": 1,
            "request": {
                "method": "POST", "url": f"https://api.vendor.test/{n}", "headers": [],
                "postData": {"mimeType": "application/json", "text": json.dumps({"to": f"c{n}@mail.example"})},
            },
            "response": {"status": 200, "headers": [], "content": {"mimeType": "text/plain", "text": "ok"}},
        }
        for n in range(12)
    ]  # fmt: skip
    har.write_text(json.dumps({"log": {"entries": [*entries[:6], {"request": 7}, *entries[6:]]}}))
    return [lines, plain, har]


def scanned(
    corpus: list[Path], pool: ProcessPoolExecutor, manifest: Path | None, size: int = 600
) -> tuple[list[dict[str, object]], list[str]]:
    told: list[dict[str, object]] = []
    rejected: list[str] = []
    with Manifest(manifest) as done:
        for path in corpus:
            for result in scan(path, HOW, pool, 4, done, rejected, size):
                told += result.told
    return json.loads(json.dumps(told)), rejected


def test_shards_hold_whole_units_in_their_order(corpus: list[Path]) -> None:
    lines, plain, har = corpus
    made = list(shards(lines, [], 10_000))
    assert len(made) == 1
    ids = [each.id for shard in made for unit in shard for each in unit]
    assert ids == [f"t{n}" for n in range(120)]
    assert [len(each) for each in shards(plain, [], 10)] == [1]
    rejected: list[str] = []
    names = [name for shard in shards(har, rejected, 1000) for name, _ in shard]
    assert names == [f"{har}:{n}" for n in (*range(1, 7), *range(8, 14))]
    assert len(rejected) == 1


def test_workers_find_what_one_process_finds_and_nothing_is_scanned_again(
    corpus: list[Path], pool: ProcessPoolExecutor, tmp_path: Path
) -> None:
    manifest = tmp_path / "manifest"
    result = said("scan", *corpus)
    one = [json.loads(line) for line in result.stdout.splitlines()]
    told, rejected = scanned(corpus, pool, manifest)
    assert len(one) > 120
    assert told == one
    assert f"not scanned: {rejected[0]}" in result.stderr
    assert stat.S_IMODE(manifest.stat().st_mode) == 0o600
    lines = manifest.read_bytes().splitlines(keepends=True)
    assert len(lines) > 5
    with pool_of(1, HOW) as closed:
        pass
    assert scanned(corpus, closed, manifest)[0] == one
    corpus[1].write_text("Write to eve@mail.example.\n")
    with pytest.raises(RuntimeError, match="after shutdown"):
        scanned(corpus, closed, manifest)


def test_a_killed_worker_is_told_and_the_manifest_goes_on(
    corpus: list[Path], tmp_path: Path
) -> None:
    manifest = tmp_path / "manifest"
    rejected: list[str] = []
    with pool_of(1, HOW) as pool, Manifest(manifest) as done:
        found = scan(corpus[2], HOW, pool, 1, done, rejected, 500)
        first = next(found)
        for pid in list(pool._processes):
            os.kill(pid, signal.SIGKILL)
        with pytest.raises(AuditorError, match="a worker was killed"):
            list(found)
    kept = manifest.read_bytes()
    manifest.write_bytes(kept + b'{"file":"unfin')
    with Manifest(manifest) as again:
        ids = [each.told[0]["id"] for each in again.done.values()]
        # What was read ahead may have been done before the kill.
        assert ids[0] == first.told[0]["id"]
        assert len(ids) < 12
    assert manifest.read_bytes() == kept


def test_a_manifest_that_was_altered_counts_for_nothing(tmp_path: Path) -> None:
    from auditor.sharding import Line, _digest

    manifest, result = tmp_path / "manifest", Result([{"id": "a"}])
    with Manifest(manifest) as done:
        done.add(Line("f", 0, 1, "ab", _digest(result), result))
        done.add(Line("f", 1, 1, "cd", _digest(result), result))
    manifest.write_bytes(manifest.read_bytes().replace(b'"id":"a"', b'"id":"b"', 1))
    with Manifest(manifest) as again:
        assert (list(again.done), again.altered) == (["cd"], 1)
    manifest.write_bytes(b"a diary\n")
    with pytest.raises(AuditorError, match="not a manifest of a scan"):
        Manifest(manifest)


def test_the_command_scans_in_shards(corpus: list[Path], tmp_path: Path) -> None:
    manifest = tmp_path / "manifest"
    few = corpus[1:]
    one = said("scan", *few)
    several = said("scan", *few, "--workers", 2, "--manifest", manifest, "--require-complete")
    assert several.exit_code == 3
    assert (several.stdout, several.stderr) == (one.stdout, one.stderr)
    assert len(manifest.read_bytes().splitlines()) == 2


def test_what_has_no_shards_is_refused(tmp_path: Path) -> None:
    what = "-: only files are scanned in shards, no audits and not stdin"
    one_mistake(said("scan", "-", "--workers", 2), what, "leave --workers and --manifest out")
