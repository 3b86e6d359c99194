from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import orjson
import pytest
import referencing

from auditor.report.report import Report
from auditor.report.sarif import as_sarif
from tests.report.reports import ALL, EACH, full

SCHEMA = Path(__file__).parent.parent / "data" / "schemas" / "sarif-2.1.0-errata01.schema.json"


@pytest.mark.parametrize("made", EACH)
def test_it_is_valid_by_oasis_schema(tmp_path: Path, made: Callable[[Path], Report]) -> None:
    schema = orjson.loads(SCHEMA.read_bytes())
    checks = jsonschema.Draft4Validator(schema, registry=referencing.Registry())
    log = orjson.loads(as_sarif(made(tmp_path)))
    assert log["$schema"] == schema["id"]
    assert [each.message for each in checks.iter_errors(log)] == []
    assert not checks.is_valid(log | {"version": "2.0.0"})


def run_of(report: Report) -> dict[str, Any]:
    log = orjson.loads(as_sarif(report))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    made: dict[str, Any] = run
    return made


def test_what_was_not_tested_is_open_and_only_what_was_kept_passes(tmp_path: Path) -> None:
    results = run_of(full(tmp_path))["results"]
    kinds = [each["kind"] for each in results]
    assert kinds.count("pass") == sum(each.verdict == "kept" for each in ALL)
    assert kinds.count("open") == sum(each.verdict == "not tested" for each in ALL)
    assert {each["level"] for each in results if each["kind"] != "fail"} == {"none"}


def test_a_waived_finding_is_suppressed_with_its_reason(tmp_path: Path) -> None:
    (waived,) = [each for each in run_of(full(tmp_path))["results"] if "suppressions" in each]
    assert waived["suppressions"][0]["justification"] == "accepted until March (A. Person)"
    assert waived["baselineState"] == "new"


@pytest.mark.parametrize("made", EACH)
def test_every_result_has_what_code_scanning_needs(
    tmp_path: Path, made: Callable[[Path], Report]
) -> None:
    run = run_of(made(tmp_path))
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        rule = rules[result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        assert rule["shortDescription"]["text"]
        assert rule["help"]["text"]
        (place,) = result["locations"]
        physical = place["physicalLocation"]
        assert physical["artifactLocation"]["uri"].startswith("policies/packs/")
        assert physical["region"]["startLine"] == 1
        assert physical["artifactLocation"]["uri"].isascii()
        assert not set(physical["artifactLocation"]["uri"]) & set(' <>{}|\\^`"')
        assert result["partialFingerprints"]["primaryLocationLineHash"]


def test_the_severity_of_a_rule_is_the_gravest_of_its_findings(tmp_path: Path) -> None:
    rules = {each["id"]: each for each in run_of(full(tmp_path))["tool"]["driver"]["rules"]}
    for finding in ALL:
        severity = rules[finding.rule]["properties"].get("security-severity")
        assert (severity is None) == (finding.verdict != "broken")
