"""What protects the ends."""

from pathlib import Path

import pytest

from auditor.errors import EvidenceAltered
from auditor.evidence.chain import Head
from auditor.evidence.heads import Heads, read_heads, write_heads

CLOSED = Heads(Head(1, "a"), Head(2, "b"), Head(3, "c"), closed=True)
OPEN = Heads(Head(1, "a"), Head(2, "b"), Head(), closed=False)


@pytest.mark.parametrize("heads", [CLOSED, OPEN])
def test_heads_come_back_as_written(tmp_path: Path, heads: Heads) -> None:
    write_heads(tmp_path, heads)
    assert read_heads(tmp_path) == heads


def test_no_head_is_one_where_nothing_was_written(tmp_path: Path) -> None:
    assert read_heads(tmp_path) == Heads(Head(), Head(), Head(), closed=False)
    (tmp_path / "exchanges.jsonl").write_bytes(b"")
    assert not read_heads(tmp_path).closed
    (tmp_path / "exchanges.jsonl").write_bytes(b"{}\n")
    with pytest.raises(EvidenceAltered, match="is missing"):
        read_heads(tmp_path)


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff", b"[" * 10**5])
def test_what_is_no_head_is_altered(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "head.json").write_bytes(content)
    with pytest.raises(EvidenceAltered):
        read_heads(tmp_path)


def test_a_closed_head_made_open_is_altered(tmp_path: Path) -> None:
    write_heads(tmp_path, CLOSED)
    head = tmp_path / "head.json"
    head.write_bytes(head.read_bytes().replace(b'"closed":true', b'"closed":false'))
    with pytest.raises(EvidenceAltered):
        read_heads(tmp_path)
