"""Records go to JSON and come back."""

import os
import stat
from pathlib import Path

import pytest

from auditor.errors import AuditorError
from auditor.evidence.exchange import Blob
from auditor.evidence.jsonl import decode, encode, read_lines, write_lines, write_private

BLOB = Blob("a" * 64, 5)


def test_a_record_comes_back_as_it_was() -> None:
    assert encode(BLOB) == b'{"id":"%b","size":5}' % (b"a" * 64)
    assert decode(encode(BLOB), Blob) == BLOB


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("caf\udce9", b'"caf\\\\udce9"'),
        ({"k\udc80": ["\udc80", 1, None]}, b'{"k\\\\udc80":["\\\\udc80",1,null]}'),
        (Blob("\udc80", 1), b'{"id":"\\\\udc80","size":1}'),
        ("größe 你好", '"größe 你好"'.encode()),
    ],
)
def test_bytes_that_are_no_text_are_written_by_their_numbers(value: object, shown: bytes) -> None:
    assert encode(value) == shown


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"[]", b'{"id":"a"}', b'{"id":1,"size":1}', b"\xff", b"[" * 10**5]
)
def test_what_is_no_record_is_told_with_its_place(raw: bytes) -> None:
    with pytest.raises(AuditorError, match=r"^file:7: not a record of the kind Blob"):
        decode(raw, Blob, "file:7")


def test_lines_come_back_in_order_and_errors_name_the_line(tmp_path: Path) -> None:
    path = tmp_path / "f.jsonl"
    write_lines(path, [BLOB, Blob("b", 2)])
    assert list(read_lines(path, Blob)) == [BLOB, Blob("b", 2)]
    path.write_bytes(path.read_bytes() + b"{}\n")
    with pytest.raises(AuditorError, match=r"f\.jsonl:3: "):
        list(read_lines(path, Blob))


@pytest.mark.parametrize("umask", [0o000, 0o777])
def test_a_private_file_is_its_owners_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    path = tmp_path / "f"
    path.write_bytes(b"old")
    path.chmod(0o644)
    before = os.umask(umask)
    try:
        write_private(path, b"new")
    finally:
        os.umask(before)
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", 0o600)
    assert list(tmp_path.iterdir()) == [path]
