"""An archive of a folder: all of it, nothing else, and always the same bytes."""

import os
import shutil
import zipfile
from pathlib import Path

import pytest

from auditor.errors import AuditorError
from auditor.evidence.bundle import write_bundle
from auditor.evidence.verifying import verify
from tests.making import a_writer, an_exchange


@pytest.fixture
def audit(tmp_path: Path) -> Path:
    with a_writer(tmp_path) as writer:
        writer.append(an_exchange(writer))
    (writer.path / "report").mkdir()
    (writer.path / "report" / "report.html").write_text("<p>told</p>")
    return writer.path


def test_it_holds_every_file_and_verifies_when_unpacked(audit: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.zip"
    count = write_bundle(audit, out)
    assert out.stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(out) as archive:
        names = archive.namelist()
        archive.extractall(tmp_path / "there")
    files = {p.relative_to(audit).as_posix() for p in audit.rglob("*") if p.is_file()} - {".lock"}
    assert (set(names), len(names)) == ({f"audit/{name}" for name in files}, count)
    assert names == sorted(names)
    for name in files:
        assert (tmp_path / "there" / "audit" / name).read_bytes() == (audit / name).read_bytes()
    assert verify(tmp_path / "there" / "audit").exchanges == 1


def test_two_copies_made_at_two_times_give_the_same_bytes(audit: Path, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere" / "copy"
    shutil.copytree(audit, copy)
    for path in copy.rglob("*"):
        os.utime(path, (1, 1))
    write_bundle(audit, tmp_path / "a.zip")
    write_bundle(copy, tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_nothing_from_outside_gets_in(audit: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    (audit / "report" / "link").symlink_to(tmp_path / "secret")
    with pytest.raises(AuditorError, match="neither a file nor a folder"):
        write_bundle(audit, tmp_path / "out.zip")
    assert not list(tmp_path.glob("out.zip*"))


@pytest.mark.parametrize("name", ["audit/out.zip", "audit/report/report.html", "there"])
def test_it_replaces_nothing_and_does_not_lie_in_what_it_packs(
    audit: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / "there").write_text("kept")
    with pytest.raises(AuditorError, match=r"is there already|own folder"):
        write_bundle(audit, tmp_path / name)
    assert (tmp_path / "there").read_text() == "kept"
