"""auditor purge, encrypt and decrypt, and how encrypted evidence is opened by other commands."""

from pathlib import Path

import pytest

from auditor.evidence.folder import Folder
from tests.cli.running import said
from tests.making import a_writer, an_exchange


@pytest.fixture
def words(tmp_path: Path) -> Path:
    path = tmp_path / "words"
    path.write_text("correct horse battery\n")
    return path


@pytest.fixture
def audit(tmp_path: Path) -> Path:
    with a_writer(tmp_path, ended="2026-11-23T18:30:00.000Z", retention="10 days") as writer:
        writer.append(an_exchange(writer, sent=b"told in confidence"))
    return writer.path


def test_encrypted_evidence_opens_with_its_passphrase_only(
    audit: Path, words: Path, tmp_path: Path
) -> None:
    assert said("--passphrase-file", words, "encrypt", audit).exit_code == 0
    wrong = tmp_path / "wrong"
    wrong.write_text("another passphrase\n")
    for command in (("verify", audit), ("seal", audit), ("judge", audit, "--observe")):
        refused = said("--passphrase-file", wrong, *command)
        assert (refused.exit_code, refused.stdout) == (2, "")
        (error,) = [line for line in refused.stderr.splitlines() if line.startswith("Error")]
        assert error == (
            f"Error: {audit}/evidence/vault.json: the passphrase does not open it, or this file "
            "was changed"
        )
    unsaid = said("verify", audit)
    assert (unsaid.exit_code, unsaid.stderr.count("Error: ")) == (2, 1)
    opened = said("--passphrase-file", words, "verify", audit)
    assert opened.exit_code == 0
    assert opened.stderr.startswith("unchanged: 1 exchanges, 4 bodies; not sealed")
    assert said("--passphrase-file", words, "seal", audit).exit_code == 0
    assert said("--passphrase-file", words, "decrypt", audit).exit_code == 0
    proved = said("verify", audit)
    assert proved.exit_code == 0
    assert "sealed" in proved.stderr


def test_what_is_no_audit_is_not_encrypted(tmp_path: Path, words: Path) -> None:
    result = said("--passphrase-file", words, "encrypt", tmp_path)
    assert result.exit_code == 2
    assert "not an audit folder" in result.stderr


def test_what_is_due_is_listed_and_kept_until_somebody_says_yes(audit: Path) -> None:
    for day, state in (("2026-12-03", "kept"), ("2026-12-04", "due")):
        listed = said("purge", audit, "--as-of", day)
        assert listed.exit_code == 0
        assert listed.stdout.splitlines()[1] == f"{audit}\t2026-12-03\t{state}"
    assert "1 due; --yes erases" in listed.stderr
    assert not any(entry.erased for entry in Folder(audit).blobs.entries.values())
    assert said("purge", audit, "--as-of", "2026-12-03", "--yes").stderr == ""
    erased = said("purge", audit, "--as-of", "2026-12-04", "--yes")
    assert erased.stderr == f"{audit}: erased 4 bodies\n"
    assert said("verify", audit).exit_code == 0
    deleted = said("purge", audit, "--as-of", "2026-12-04", "--yes", "--delete")
    assert deleted.stderr == f"{audit}: deleted\n"
    assert not audit.exists()


@pytest.mark.parametrize("day", ["soon", "2026-13-01"])
def test_a_wrong_day_is_the_users_to_mend(audit: Path, day: str) -> None:
    result = said("purge", audit, "--as-of", day)
    assert (result.exit_code, result.stdout) == (2, "")
