"""A file that grows by whole pieces."""

import os
import stat
from pathlib import Path

import pytest

from auditor.errors import AuditorError
from auditor.evidence.appendonly import AppendOnly
from tests.making import no_file_longer_than


def test_pieces_follow_each_other(tmp_path: Path) -> None:
    file = AppendOnly(tmp_path / "f", 0)
    file.append(b"one")
    file.append(b"")
    file.append(b"two")
    assert (file.read(4, 2), file.read(9, 5)) == (b"etwo", b"o")
    assert (file.end, (tmp_path / "f").read_bytes()) == (6, b"onetwo")
    file.close()


def test_what_lies_beyond_the_end_is_cut(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"whole\nhalf")
    file = AppendOnly(tmp_path / "f", 6)
    file.append(b"next\n")
    assert (file.cut, (tmp_path / "f").read_bytes()) == (4, b"whole\nnext\n")
    file.back_to(6)
    assert (tmp_path / "f").read_bytes() == b"whole\n"
    file.close()


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o277, 0o777])
def test_only_its_owner_reads_it_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        AppendOnly(tmp_path / "f", 0).close()
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "f").stat().st_mode) == 0o600


def test_a_piece_that_does_not_fit_leaves_nothing_behind(tmp_path: Path) -> None:
    file = AppendOnly(tmp_path / "f", 0)
    file.append(b"x" * 1000)
    with (
        no_file_longer_than(1500),
        pytest.raises(AuditorError, match="cannot write: File too large"),
    ):
        file.append(b"y" * 1000)
    assert (tmp_path / "f").read_bytes() == b"x" * 1000
    file.append(b"z")
    assert (tmp_path / "f").read_bytes() == b"x" * 1000 + b"z"
    file.close()


def test_forcing_it_onto_the_disk_may_come_late(tmp_path: Path) -> None:
    file = AppendOnly(tmp_path / "f", 0)
    file.append(b"x")
    file.sync()
    file.close()
    file.sync()


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "f").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="symbolic links"):
        AppendOnly(tmp_path / "f", 0)
