"""What is handed over verifies, and without bodies shows none."""

import shutil
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from auditor.bundling import bundle
from auditor.errors import AuditorError, EvidenceAltered
from auditor.evidence.folder import Folder
from auditor.evidence.seal import seal
from auditor.evidence.verifying import verify
from tests.making import ADA, a_writer, an_exchange


@pytest.fixture
def audit(tmp_path: Path) -> Path:
    writer = a_writer(tmp_path)
    for number in range(2):
        writer.append(
            an_exchange(writer, id=f"x-{number}", sent=b"secret %d" % number, persona=ADA)
        )
    writer.end()
    seal(writer, Ed25519PrivateKey.generate())
    (writer.path / "persona.json").write_text('{"email": "ada.k7m2q9@mail.example"}')
    return writer.path


def unpacked(archive: Path, home: Path) -> Path:
    shutil.unpack_archive(archive, home)
    return home / "audit"


def test_the_whole_is_the_same_twice_and_verifies(audit: Path, tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        bundle(audit, tmp_path / name)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    there = unpacked(tmp_path / "a.zip", tmp_path / "there")
    assert verify(there) == verify(audit)
    (there / "evidence" / "exchanges.jsonl").write_bytes(b"")
    with pytest.raises(EvidenceAltered):
        verify(there)


def test_the_redacted_one_holds_no_body_and_its_seal_holds(audit: Path, tmp_path: Path) -> None:
    bundle(audit, tmp_path / "a.zip", redacted=True)
    there = unpacked(tmp_path / "a.zip", tmp_path / "there")
    proved = verify(there)
    assert (proved.redacted, proved.blobs, proved.seal) == (6, 6, verify(audit).seal)
    assert not any(entry.size for entry in Folder(there).blobs.entries.values())
    assert not (there / "persona.json").exists()
    assert verify(audit).redacted == 0
    assert (audit / "persona.json").exists()
    assert not list(tmp_path.glob(".auditor-*"))
    acts = [act.why for act in Folder(there).custody() if act.action == "redacted"]
    assert acts == ["handed over without its bodies"]


@pytest.mark.parametrize("redacted", [False, True])
def test_altered_evidence_is_not_handed_over_and_nothing_is_replaced(
    audit: Path, tmp_path: Path, redacted: bool
) -> None:
    (tmp_path / "there.zip").write_text("kept")
    with pytest.raises(AuditorError, match="is there already"):
        bundle(audit, tmp_path / "there.zip", redacted=redacted)
    assert (tmp_path / "there.zip").read_text() == "kept"
    chain = audit / "evidence" / "exchanges.jsonl"
    chain.write_bytes(chain.read_bytes().replace(b"x-1", b"x-9"))
    with pytest.raises(EvidenceAltered):
        bundle(audit, tmp_path / "out.zip", redacted=redacted)
    assert not (tmp_path / "out.zip").exists()
