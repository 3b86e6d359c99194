from pathlib import Path

import pytest

from auditor.errors import AuditorError
from auditor.evidence.coverage import (
    AppCoverage,
    Control,
    Coverage,
    DetectorCoverage,
    HostCoverage,
)
from auditor.evidence.folder import Folder
from auditor.evidence.writer import Writer
from auditor.judging import Wanted, judge_folder
from tests.making import a_writer, an_observation

SEEN = Coverage(
    apps=(AppCoverage("our-client", "after-consent", captured=True),),
    hosts=(
        HostCoverage("our-client", "capture", "api.example-vendor.test", "decrypted", 1, 0, "vendor"),
        HostCoverage("our-client", "capture", "metrics.tracker.test", "decrypted", 1, 0, "third"),
    ),
    detectors=tuple(
        DetectorCoverage("our-client", detector, 2, side=side)
        for detector in ("planted", "personal-data", "secret", "transport")
        for side in ("sent", "received")
    ),
    controls=(Control("our-client", "prompt-seen-at-vendor", 1),),
)  # fmt: skip


@pytest.fixture
def writer(tmp_path: Path) -> Writer:
    with a_writer(tmp_path, ended="2026-11-23T18:30:00.000Z") as made:
        made.write_observed([an_observation(kind="planted/prompt")], [], SEEN)
    return made


def test_every_rule_is_judged_for_every_subject_it_is_about_and_written_down(
    writer: Writer,
) -> None:
    findings = judge_folder(Folder(writer.path))
    assert Folder(writer.path).findings() == findings
    told = {(each.rule, each.subject): each.verdict for each in findings}
    assert len(told) == len(findings)
    assert told["no-chat-content-to-third-parties", "our-client"] == "broken"
    assert told["no-plain-http", "our-client"] == "kept"
    assert {subject for _, subject in told} == {"chat", "our-client"}
    assert {verdict for (_, subject), verdict in told.items() if subject == "chat"} == {
        "not tested"
    }


def test_the_date_is_the_end_of_the_audit_or_the_one_that_is_asked_for(writer: Writer) -> None:
    folder = Folder(writer.path)
    first = judge_folder(folder)
    assert folder.judged().as_of == "2026-11-23"
    assert judge_folder(folder, Wanted(as_of="2027-01-01")) == first
    assert folder.judged().as_of == "2027-01-01"


def test_while_an_audit_goes_on_the_date_is_that_of_its_beginning(tmp_path: Path) -> None:
    with a_writer(tmp_path, started="2026-11-20T09:00:00.000Z") as made:
        made.write_observed([], [], Coverage())
    judge_folder(Folder(made.path))
    assert Folder(made.path).judged().as_of == "2026-11-20"


def test_judging_twice_says_the_same(writer: Writer) -> None:
    judge_folder(Folder(writer.path))
    once = (writer.path / "findings.json").read_bytes()
    judge_folder(Folder(writer.path))
    assert (writer.path / "findings.json").read_bytes() == once


def test_what_was_never_observed_is_not_judged(tmp_path: Path) -> None:
    a_writer(tmp_path).close()
    with pytest.raises(AuditorError, match=r"observations\.jsonl is missing"):
        judge_folder(Folder(tmp_path / "audit"))
    assert not (tmp_path / "audit" / "findings.json").exists()


def test_an_unknown_pack_changes_nothing(writer: Writer) -> None:
    with pytest.raises(AuditorError, match="no pack of rules is called 'nothing'"):
        judge_folder(Folder(writer.path), Wanted(["baseline", "nothing"]))
    assert not (writer.path / "findings.json").exists()
