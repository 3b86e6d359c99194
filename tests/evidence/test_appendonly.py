"""A file that grows by whole pieces."""

import os
import resource
import signal
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from auditor.errors import AuditorError
from auditor.evidence.appendonly import AppendOnly


def test_pieces_follow_each_other(tmp_path: Path) -> None:
    file = AppendOnly(tmp_path / "f", 0)
    file.append(b"one")
    file.append(b"")
    file.append(b"two")
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


@contextmanager
def _at_most(size: int) -> Iterator[None]:
    """No file may grow beyond so many bytes."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, ignored)


def test_a_piece_that_does_not_fit_leaves_nothing_behind(tmp_path: Path) -> None:
    file = AppendOnly(tmp_path / "f", 0)
    file.append(b"x" * 1000)
    with _at_most(1500), pytest.raises(AuditorError, match="cannot write: File too large"):
        file.append(b"y" * 1000)
    assert (tmp_path / "f").read_bytes() == b"x" * 1000
    file.append(b"z")
    assert (tmp_path / "f").read_bytes() == b"x" * 1000 + b"z"
    file.close()


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "f").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="symbolic links"):
        AppendOnly(tmp_path / "f", 0)


def test_what_is_held_is_written_together(tmp_path: Path) -> None:
    file = AppendOnly(tmp_path / "f", 0)
    file.holding = True
    file.append(b"one")
    file.append(b"two")
    assert (file.end, file.held, (tmp_path / "f").read_bytes()) == (6, 6, b"")
    file.flush(3)
    assert (file.end, file.held, (tmp_path / "f").read_bytes()) == (6, 3, b"one")
    assert file.read(2, 0) == b"on"
    assert file.held == 3
    assert file.read(9, 2) == b"etwo"
    file.append(b"three")
    file.back_to(4)
    file.append(b"4")
    file.holding = False
    file.append(b"5")
    assert (tmp_path / "f").read_bytes() == b"onet45"
    file.holding = True
    file.append(b"6")
    file.close()
    assert (tmp_path / "f").read_bytes() == b"onet456"


def test_what_is_held_and_does_not_fit_is_lost_and_no_more_is_taken(tmp_path: Path) -> None:
    file = AppendOnly(tmp_path / "f", 0)
    file.append(b"x" * 1000)
    file.holding = True
    file.append(b"y" * 1000)
    with _at_most(1500), pytest.raises(AuditorError, match="cannot write: File too large"):
        file.flush()
    assert (file.end, (tmp_path / "f").read_bytes()) == (1000, b"x" * 1000)
    with pytest.raises(AuditorError, match="what was held is lost"):
        file.append(b"z")
    file.close()
    assert (tmp_path / "f").read_bytes() == b"x" * 1000
