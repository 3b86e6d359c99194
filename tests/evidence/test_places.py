"""Blobs are found by name and tag, however many there are."""

import hashlib
import tracemalloc
from pathlib import Path

import pytest

from auditor.errors import AuditorError, EvidenceAltered
from auditor.evidence import places
from auditor.evidence.index import Entry, line_of
from auditor.evidence.places import Places


def _hex(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _entry(number: int) -> Entry:
    name, tag = _hex(f"id {number}"), _hex(f"tag {number}")
    return Entry(name, "00000.seg", number * 5, stored=5, size=5, tag=tag)


def _index(path: Path, count: int) -> Path:
    index = path / "index.jsonl"
    index.write_bytes(b"".join(line_of(_entry(number)) for number in range(count)))
    return index


def _places(index: Path, key: str) -> Places:
    def line_at(at: int) -> bytes:
        with index.open("rb") as file:
            file.seek(at)
            return file.readline()

    return Places(key, line_at)


@pytest.mark.parametrize("key", ["id", "tag"])
@pytest.mark.parametrize(("recent", "batch"), [(1, 1), (2, 3), (3, 2), (100, 7), (100, 100)])
def test_every_entry_is_found_wherever_it_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str, recent: int, batch: int
) -> None:
    monkeypatch.setattr(places, "RECENT", recent)
    monkeypatch.setattr(places, "BATCH", batch)
    index = _index(tmp_path, 20)
    found = _places(index, key)
    assert found.read(index, unfinished=False).count == 20
    for number in [*range(20), 3, 19, 3]:
        assert found.find(_hex(f"{key} {number}")) == _entry(number)
    for other in (_hex("other"), _hex("id 1")[:16] + _hex("other")[16:], "", "no hex"):
        assert found.find(other) is None


@pytest.mark.parametrize("batch", [1, 100])
def test_a_name_that_comes_twice_is_altered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr(places, "RECENT", 1)
    monkeypatch.setattr(places, "BATCH", batch)
    index = _index(tmp_path, 5)
    again = Entry(_entry(1).id, "00000.seg", 25, stored=5, size=5)
    index.write_bytes(index.read_bytes() + line_of(again))
    with pytest.raises(EvidenceAltered) as told:
        _places(index, "id").read(index, unfinished=False)
    assert told.value.where == f"{index}:6"


def test_an_erased_blob_has_no_tag(tmp_path: Path) -> None:
    found = _places(tmp_path / "none", "tag")
    found.add(0, Entry("a", "00000.seg", 0, stored=5, size=0, erased="now"))
    assert found.find("") is None


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "BATCH", 1)
    found = _places(tmp_path / "none", "tag")
    found.add(0, _entry(0))
    found._file.close()
    with pytest.raises(AuditorError, match="cannot write a temporary file"):
        found.add(5, _entry(1))


def test_memory_does_not_grow_with_the_blobs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "RECENT", 200)
    monkeypatch.setattr(places, "BATCH", 500)
    monkeypatch.setattr(places, "FILTER_BYTES", 2**12)
    kept = []
    for count in (2_000, 8_000):
        found = _places(tmp_path / "none", "tag")
        tracemalloc.start()
        for number in range(count):
            found.add(number, _entry(number))
        kept.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert kept[1] < 1.2 * kept[0]
