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


def test_what_the_vendor_answered_stands_beside_what_was_measured(
    writer: Writer, tmp_path: Path
) -> None:
    answers = tmp_path / "answers.yaml"
    answers.write_text("vendor: generic\nanswers: [{topic: pr-02, answer: 'yes'}]\n")
    folder = Folder(writer.path)
    judge_folder(folder, Wanted(attestations=answers))
    judged = folder.judged()
    [topic] = [each for each in judged.checklist if each.id == "pr-02"]
    assert (topic.state, bool(topic.contradiction)) == ("not met", True)
    [gdpr] = [each for each in judged.frameworks if each.id == "gdpr"]
    states = {control.id: control.state for control in gdpr.controls}
    assert (states["art-5"], states["art-33"]) == ("failed", "no rule")
    assert judged.stale == ()


def test_what_is_old_on_the_day_is_told(writer: Writer) -> None:
    folder = Folder(writer.path)
    judge_folder(folder, Wanted(as_of="2031-01-01"))
    [told] = folder.judged().stale
    assert told.startswith("Lists of controls were read more than 365 days before")


def test_a_rule_about_attestations_is_judged_by_the_answers(writer: Writer, tmp_path: Path) -> None:
    pack = tmp_path / "own"
    pack.mkdir()
    (pack / "pack.yaml").write_text(
        "{id: own, kind: rules, version: 1.0.0, format: 1, title: Own, description: x, "
        "concerns: [governance]}\n"
    )
    (pack / "an-agreement-is-in-force.yaml").write_text(
        """\
id: an-agreement-is-in-force
title: An agreement is in force
concern: governance
about: attestation
when: {topic: pr-09}
broken-if: {state: [not met, document expired]}
impact: 3
why: the law asks for one
remedy: sign one
fair-sentence: No agreement was shown that is in force.
other-explanations: [it was signed lately]
may-not-conclude: That the vendor breaks the law.
maps: {gdpr: [art-28]}
source: https://gdpr-info.eu/art-28-gdpr/
"""
    )
    answers = tmp_path / "answers.yaml"
    answers.write_text(
        "vendor: generic\nanswers: [{topic: pr-09, answer: 'yes', document: DPA, reviewer: A, "
        "reviewed: 2026-01-02, expires: 2026-12-31}]\n"
    )

    def verdict(**wanted: object) -> str:
        [found] = judge_folder(Folder(writer.path), Wanted([str(pack)], **wanted))  # type: ignore[arg-type]
        return found.verdict

    assert verdict() == "not tested"
    assert verdict(attestations=answers) == "kept"
    assert verdict(attestations=answers, as_of="2027-01-01") == "broken"
    assert verdict(attestations=answers, as_of="2026-01-01") == "not tested"
