"""The index names every byte of the segments, in their order."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from auditor.errors import EvidenceAltered
from auditor.evidence.chain import Head
from auditor.evidence.index import Entry, Tally, check_segments, line_of, read_index, segment_name


def _entry(name: str, segment: str, offset: int, stored: int = 5) -> Entry:
    return Entry(name, segment, offset, stored, size=5)


GOOD = [_entry("a", "00000.seg", 0), _entry("b", "00000.seg", 5), _entry("c", "00001.seg", 0)]


def _write(path: Path, entries: list[Entry]) -> Path:
    index = path / "index.jsonl"
    index.write_bytes(b"".join(map(line_of, entries)))
    return index


def test_entries_come_back_in_order(tmp_path: Path) -> None:
    assert read_index(_write(tmp_path, GOOD)) == GOOD
    assert read_index(tmp_path / "none") == []


@pytest.mark.parametrize(
    ("entries", "line"),
    [
        ([_entry("a", "00001.seg", 0)], 1),
        ([_entry("a", "00000.seg", 1)], 1),
        ([_entry("a", "../0.seg", 0)], 1),
        ([_entry("a", "00000.seg", 0, 0)], 1),
        ([_entry("a", "00000.seg", 0, -5)], 1),
        ([GOOD[0], GOOD[0]], 2),
        ([GOOD[0], _entry("a", "00000.seg", 5)], 2),
        ([GOOD[0], _entry("b", "00000.seg", 6)], 2),
        ([GOOD[0], _entry("b", "00002.seg", 0)], 2),
        ([*GOOD, _entry("d", "00000.seg", 10)], 4),
    ],
)
def test_a_line_out_of_order_is_altered(tmp_path: Path, entries: list[Entry], line: int) -> None:
    index = _write(tmp_path, entries)
    with pytest.raises(EvidenceAltered) as told:
        read_index(index)
    assert told.value.where == f"{index}:{line}"


@pytest.mark.parametrize("line", [b"\n", b"{}\n", b"[" * 10**5, b"\xff\n", b' {"id":"a"}\n'])
def test_what_is_no_line_of_an_index_is_altered(tmp_path: Path, line: bytes) -> None:
    (tmp_path / "index.jsonl").write_bytes(line)
    with pytest.raises(EvidenceAltered):
        read_index(tmp_path / "index.jsonl")


def test_an_unfinished_last_line_is_passed_over_where_one_may_be(tmp_path: Path) -> None:
    index = _write(tmp_path, GOOD)
    index.write_bytes(index.read_bytes()[:-1])
    assert read_index(index, unfinished=True) == GOOD[:2]
    with pytest.raises(EvidenceAltered):
        read_index(index)


@dataclass(frozen=True)
class Sizes:
    """Bytes in each segment, and what is said of them."""

    on_disk: dict[str, int]
    longer: list[str] | None


@pytest.mark.parametrize(
    "sizes",
    [
        Sizes({"00000.seg": 10, "00001.seg": 5}, []),
        Sizes({"00000.seg": 11, "00001.seg": 5}, ["00000.seg"]),
        Sizes({"00000.seg": 10, "00001.seg": 5, "00002.seg": 0}, ["00002.seg"]),
        Sizes({"00000.seg": 10, "00001.seg": 4}, None),
        Sizes({"00000.seg": 10}, None),
    ],
)
def test_the_segments_hold_what_the_index_names(tmp_path: Path, sizes: Sizes) -> None:
    for name, size in sizes.on_disk.items():
        (tmp_path / name).write_bytes(bytes(size))
    if sizes.longer is None:
        with pytest.raises(EvidenceAltered, match="shorter"):
            check_segments(tmp_path, Tally(GOOD), exact=False)
        return
    assert [p.name for p in check_segments(tmp_path, Tally(GOOD), exact=False)] == sizes.longer
    if sizes.longer:
        with pytest.raises(EvidenceAltered, match=sizes.longer[0]):
            check_segments(tmp_path, Tally(GOOD), exact=True)


def test_segments_are_numbered() -> None:
    assert [segment_name(n) for n in (0, 12, 123456)] == ["00000.seg", "00012.seg", "123456.seg"]


def test_the_head_names_the_blobs_in_their_order() -> None:
    assert Tally().head == Head()
    assert Tally(GOOD).head.count == 3
    assert Tally(GOOD[:2]).head != Tally(GOOD[1::-1]).head
    assert [Tally(GOOD[:n]).lines_up_to("00000.seg") for n in range(4)] == [0, 1, 2, 2]
