"""The report as a record and as JSON."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from auditor.errors import EvidenceAltered
from auditor.evidence.coverage import Coverage
from auditor.evidence.folder import Folder
from auditor.evidence.seal import Seal, seal
from auditor.evidence.verifying import verify
from auditor.evidence.writer import Writer
from auditor.report.report import as_json, build
from auditor.schemas import problems
from tests.report.audits import (
    ABOUT,
    COVERAGE,
    FINDINGS,
    MEASURE,
    OBSERVATIONS,
    audit,
    empty_audit,
    exchange,
    judged,
    poisoned,
)

POISON = "<b>\u202e\x00\x1b[31m{{7*7}}\ud800"


def loaded(folder: Folder, findings: Any = FINDINGS) -> dict[str, Any]:
    made: dict[str, Any] = orjson.loads(as_json(build(folder, judged(findings))))
    return made


def sealed(folder: Folder) -> Seal:
    with Writer(folder.path) as writer:
        return seal(writer, Ed25519PrivateKey.generate())


def test_a_report_is_valid_against_its_schema(tmp_path: Path) -> None:
    assert list(problems("report", loaded(audit(tmp_path / "a")))) == []


def test_the_report_of_an_empty_audit_is_valid_and_says_nothing_good(tmp_path: Path) -> None:
    made = loaded(empty_audit(tmp_path / "a"), ())
    assert list(problems("report", made)) == []
    assert {each["rating"] for each in made["concerns"]} == {"not tested"}
    assert made["verdict"]["sentence"].startswith("No rule was applied")


def test_a_report_of_hostile_texts_is_valid_and_keeps_them_whole(tmp_path: Path) -> None:
    folder = audit(
        tmp_path / "a",
        poisoned(ABOUT, POISON),
        *(poisoned(part, POISON) for part in (OBSERVATIONS, (MEASURE,), COVERAGE)),
    )
    made = loaded(folder, poisoned(FINDINGS, POISON))
    assert list(problems("report", made)) == []
    place = made["observations"][0]["place"]
    assert place == "body.$.events[0].user.email<b>\u202e\x00\x1b[31m{{7*7}}\\ud800"


def test_a_report_says_what_was_audited_and_by_whom(tmp_path: Path) -> None:
    made = loaded(audit(tmp_path / "a"))
    assert made["schema"] == "auditor-report/1"
    assert made["audit"] == {
        "name": "Example Vendor, pre-purchase check",
        "authorisation": "Purchase request 7, the buyer's own accounts",
        "operator": "Ada Auditor",
        "plan_sha256": "ab" * 32,
        "as_of": "2026-11-23",
        "params": {"allowed-countries": ["DE", "FR"]},
        "retention": "180 days",
    }
    assert [(each["id"], each["kind"], each["phase"]) for each in made["targets"]] == [
        ("chat", "target", ""),
        ("our-client", "app", "after-consent"),
    ]


def test_a_report_names_the_head_and_the_root_that_verify_proves(tmp_path: Path) -> None:
    folder = audit(tmp_path / "a")
    proved = verify(folder.path)
    assert loaded(folder)["evidence"] == {
        "count": 2,
        "head": proved.head,
        "merkle_root": proved.merkle_root,
        "sealed": None,
    }


def test_a_seal_in_the_folder_is_told_with_what_it_proves(tmp_path: Path) -> None:
    folder = audit(tmp_path / "a")
    made = sealed(folder)
    told = loaded(folder)
    assert told["evidence"]["sealed"] == {"key": made.key, "at": made.sealed}
    assert "proves only that nothing changed" in told["limits"][-1]


def test_a_seal_of_other_evidence_is_refused(tmp_path: Path) -> None:
    foreign = sealed(audit(tmp_path / "b", replace(ABOUT, audit="another")))
    folder = audit(tmp_path / "a")
    with Writer(folder.path) as writer:
        writer.append(exchange(3))
    with pytest.raises(EvidenceAltered, match="not the chain that was sealed"):
        build(folder, judged(FINDINGS), sealed=foreign)


def test_a_broken_chain_gives_no_report(tmp_path: Path) -> None:
    folder = audit(tmp_path / "a")
    chain = folder.evidence / "exchanges.jsonl"
    chain.write_bytes(chain.read_bytes().replace(b"x-1", b"x-7"))
    with pytest.raises(EvidenceAltered):
        build(folder, judged(FINDINGS))


def test_the_limits_begin_with_what_could_not_be_seen(tmp_path: Path) -> None:
    assert loaded(audit(tmp_path / "a"))["limits"][0] == (
        "chat-b could not be reached (401: the key was refused): its rules are not tested."
    )


def test_full_coverage_still_leaves_limits(tmp_path: Path) -> None:
    assert loaded(audit(tmp_path / "a", coverage=Coverage()))["limits"] != []


def test_the_same_audit_gives_the_same_bytes(tmp_path: Path) -> None:
    folder = audit(tmp_path / "a")
    first, second = (as_json(build(folder, judged(FINDINGS))) for _ in range(2))
    assert first == second
    assert first.startswith(b'{\n  "schema": "auditor-report/1",\n  "audit": {\n')
