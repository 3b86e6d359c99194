import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest
from google.protobuf.json_format import Parse, ParseDict, ParseError
from in_toto_attestation.predicates.test_result.v0 import test_result_pb2
from in_toto_attestation.v1 import statement_pb2
from in_toto_attestation.v1.statement import Statement

from auditor.report.intoto import as_intoto
from auditor.report.report import Report, as_json
from tests.report.reports import ALL, EACH, empty, full


def predicate_of(report: Report) -> dict[str, Any]:
    made: dict[str, Any] = orjson.loads(as_intoto(report))["predicate"]
    return made


@pytest.mark.parametrize("made", EACH)
def test_it_is_valid_by_the_official_messages(
    tmp_path: Path, made: Callable[[Path], Report]
) -> None:
    report = made(tmp_path)
    Statement.copy_from_pb(Parse(as_intoto(report), statement_pb2.Statement())).validate()
    ParseDict(predicate_of(report), test_result_pb2.TestResult())
    with pytest.raises(ParseError):
        ParseDict(predicate_of(report) | {"verdict": "fine"}, test_result_pb2.TestResult())


def test_its_subject_is_the_report_by_its_hash_and_the_evidence_by_its_head(
    tmp_path: Path,
) -> None:
    report = full(tmp_path)
    told, chain = orjson.loads(as_intoto(report))["subject"]
    assert told["digest"] == {"sha256": hashlib.sha256(as_json(report)).hexdigest()}
    assert chain["digest"]["auditorHead"] == report.evidence.head


@pytest.mark.parametrize(
    ("verdicts", "result"),
    [
        (("broken", "kept"), "FAILED"),
        (("kept", "not tested"), "WARNED"),
        (("kept", "inconclusive"), "WARNED"),
        (("kept", "waived"), "WARNED"),
        (("not tested",), "WARNED"),
        (("kept",), "PASSED"),
    ],
)
def test_only_what_was_kept_passes(tmp_path: Path, verdicts: tuple[str, ...], result: str) -> None:
    some = tuple(each for each in ALL if each.verdict in verdicts)
    said = predicate_of(replace(full(tmp_path), findings=some))
    assert said["result"] == result
    assert len(said["passedTests"]) == sum(each.verdict == "kept" for each in some)
    assert len(said["failedTests"]) == sum(each.verdict == "broken" for each in some)


def test_an_audit_that_tested_nothing_has_not_passed(tmp_path: Path) -> None:
    assert predicate_of(empty(tmp_path))["result"] == "WARNED"
