"""What is past its day is erased or deleted, and nothing else."""

from datetime import date
from pathlib import Path

import pytest

from auditor.errors import AuditorError, EvidenceAltered
from auditor.evidence.folder import Folder
from auditor.evidence.retention import Kept
from auditor.evidence.verifying import verify
from auditor.purging import audits_in, delete, erase
from tests.making import ADA, a_writer, an_exchange

UNTIL = date(2026, 12, 3)


@pytest.fixture
def audit(tmp_path: Path) -> Path:
    with a_writer(tmp_path, ended="2026-11-23T18:30:00.000Z", retention="10 days") as writer:
        writer.append(an_exchange(writer, persona=ADA))
        (writer.path / "persona.json").write_text("{}")
    return writer.path


def test_every_body_goes_and_custody_says_why(audit: Path) -> None:
    assert erase(Kept(audit, UNTIL)) == 5
    assert erase(Kept(audit, UNTIL)) == 0
    (act,) = [act for act in Folder(audit).custody() if act.action == "redacted"]
    assert act.why == "its retention of 10 days ended on 2026-12-03"
    assert verify(audit).redacted == 5
    assert not (audit / "persona.json").exists()


def test_altered_evidence_is_not_purged(audit: Path) -> None:
    chain = audit / "evidence" / "exchanges.jsonl"
    chain.write_bytes(chain.read_bytes().replace(b"x-1", b"x-2"))
    with pytest.raises(EvidenceAltered):
        erase(Kept(audit, UNTIL))


def test_a_folder_is_deleted_whole_unless_something_else_lies_in_it(audit: Path) -> None:
    (audit / "notes.txt").write_text("mine")
    with pytest.raises(AuditorError, match=r"did not write 'notes.txt'"):
        delete(Kept(audit, UNTIL))
    assert (audit / "audit.json").exists()
    (audit / "notes.txt").unlink()
    delete(Kept(audit, UNTIL))
    assert not audit.exists()


def test_a_link_is_not_followed(audit: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(audit)
    with pytest.raises(AuditorError, match="a link to an audit"):
        delete(Kept(tmp_path / "link", UNTIL))
    assert list(audits_in([tmp_path])) == [audit]
    assert (audit / "audit.json").exists()


def test_audits_are_found_in_the_folder_that_holds_them(audit: Path, tmp_path: Path) -> None:
    assert list(audits_in([tmp_path, audit])) == [audit, audit]
    with pytest.raises(AuditorError, match="neither an audit folder"):
        list(audits_in([audit / "evidence"]))
