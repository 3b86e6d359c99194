from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import orjson
import pytest
import referencing

from auditor.report.oscal import as_oscal
from auditor.report.report import Report
from tests.report.reports import ALL, EACH, empty, full, hostile, texts_of

SCHEMA = Path(__file__).parent.parent / "data" / "schemas" / "oscal-ar-1.2.3.schema.json"


@pytest.fixture(scope="module")
def checks() -> jsonschema.Draft7Validator:
    # Python's expressions know no \\p{L}; for what the schema says with it, these are the same.
    raw = SCHEMA.read_bytes().replace(
        rb"^(\\p{L}|_)(\\p{L}|\\p{N}|[.\\-_])*$", rb"^[^\\W\\d][\\w.\\-]*$"
    )
    assert b"p{L}" not in raw
    return jsonschema.Draft7Validator(orjson.loads(raw), registry=referencing.Registry())


def results_of(report: Report) -> dict[str, Any]:
    made: dict[str, Any] = orjson.loads(as_oscal(report))["assessment-results"]
    return made


@pytest.mark.parametrize("made", EACH)
def test_it_is_valid_by_nists_schema(
    tmp_path: Path, checks: jsonschema.Draft7Validator, made: Callable[[Path], Report]
) -> None:
    log = orjson.loads(as_oscal(made(tmp_path)))
    assert [each.message for each in checks.iter_errors(log)] == []
    log["assessment-results"]["results"][0]["start"] = "yesterday"
    assert not checks.is_valid(log)


@pytest.mark.parametrize("made", EACH)
def test_every_reference_has_its_end(tmp_path: Path, made: Callable[[Path], Report]) -> None:
    made_of = results_of(made(tmp_path))
    (result,) = made_of["results"]
    seen = {each["uuid"] for each in result.get("observations", ())}
    risks = {each["uuid"] for each in result.get("risks", ())}
    for finding in result.get("findings", ()):
        assert {each["observation-uuid"] for each in finding["related-observations"]} <= seen
        assert {each["risk-uuid"] for each in finding.get("related-risks", ())} <= risks
    resources = {f"#{each['uuid']}" for each in made_of["back-matter"]["resources"]}
    assert made_of["import-ap"]["href"] in resources
    ids = [text for text in texts_of(orjson.loads(as_oscal(made(tmp_path / "b")))) if text in seen]
    assert len(seen) == len(result.get("observations", ()))
    assert set(ids) == seen


def test_only_what_was_kept_is_satisfied(tmp_path: Path) -> None:
    (result,) = results_of(full(tmp_path))["results"]
    assert len(result["observations"]) == len(ALL)
    states = [each["target"]["status"]["state"] for each in result["findings"]]
    assert states.count("satisfied") == sum(each.verdict == "kept" for each in ALL)
    judged = ("broken", "waived", "kept")
    assert len(states) == sum(each.verdict in judged for each in ALL)


def test_a_waiver_is_a_deviation_with_its_last_day(tmp_path: Path) -> None:
    (result,) = results_of(full(tmp_path))["results"]
    (waived,) = [each for each in result["risks"] if each["status"] == "deviation-approved"]
    assert waived["deadline"] == "2026-12-31T23:59:59Z"
    assert waived["mitigating-factors"][0]["description"] == (
        "Waived by A. Person\\: accepted until March"
    )


def test_an_empty_audit_reviewed_no_control(tmp_path: Path) -> None:
    (result,) = results_of(empty(tmp_path))["results"]
    assert "findings" not in result
    (chosen,) = result["reviewed-controls"]["control-selections"]
    assert chosen["include-controls"] == [{"control-id": "no-rule-was-applied"}]


def test_a_hostile_text_is_no_markup(tmp_path: Path) -> None:
    (result,) = results_of(hostile(tmp_path))["results"]
    for each in result["observations"]:
        assert "<script" not in each["description"].replace("\\<", "")
        assert "\\[a\\](javascript" in each["description"]
