from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import orjson
import pytest
import referencing
from referencing.jsonschema import DRAFT7

from auditor.report.cyclonedx import as_cyclonedx
from auditor.report.report import Report
from tests.report.reports import ALL, CLAIMS, EACH, full, hostile

SCHEMAS = files("cyclonedx.schema") / "_res"


def schema(name: str) -> dict[str, Any]:
    made: dict[str, Any] = orjson.loads((SCHEMAS / f"{name}.SNAPSHOT.schema.json").read_bytes())
    return made


@pytest.fixture(scope="module")
def checks() -> jsonschema.Draft7Validator:
    others = [schema(name) for name in ("spdx", "jsf-0.82", "cryptography-defs")]
    registry: referencing.Registry[Any] = referencing.Registry().with_resources(
        (each["$id"], DRAFT7.create_resource(each)) for each in others
    )
    return jsonschema.Draft7Validator(
        schema("bom-1.7"),
        registry=registry,
        format_checker=jsonschema.FormatChecker(),
    )


def bom_of(report: Report) -> dict[str, Any]:
    made: dict[str, Any] = orjson.loads(as_cyclonedx(report))
    return made


def refs_of(value: Any) -> Iterator[str]:
    match value:
        case dict():
            yield from ([value["bom-ref"]] if "bom-ref" in value else [])
            yield from (ref for each in value.values() for ref in refs_of(each))
        case list():
            yield from (ref for each in value for ref in refs_of(each))


@pytest.mark.parametrize("made", EACH)
def test_it_is_valid_by_the_official_schema(
    tmp_path: Path, checks: jsonschema.Draft7Validator, made: Callable[[Path], Report]
) -> None:
    bom = bom_of(made(tmp_path))
    assert [each.message for each in checks.iter_errors(bom)] == []
    bom["declarations"]["claims"] = [{"verdict": "fine"}]
    assert not checks.is_valid(bom)


@pytest.mark.parametrize("made", EACH)
def test_every_reference_has_its_one_end(tmp_path: Path, made: Callable[[Path], Report]) -> None:
    bom = bom_of(made(tmp_path))
    refs = list(refs_of(bom))
    assert len(refs) == len(set(refs))
    told = bom["declarations"]
    used = [told["attestations"][0]["assessor"]]
    for claim in told["claims"]:
        used += [claim["target"], *claim.get("evidence", ()), *claim.get("counterEvidence", ())]
    for each in told["attestations"][0]["map"]:
        used += [each["requirement"], *each.get("claims", ()), *each.get("counterClaims", ())]
    assert set(used) <= set(refs)


def test_evidence_speaks_for_what_was_kept_and_against_what_was_broken(tmp_path: Path) -> None:
    claims = bom_of(full(tmp_path))["declarations"]["claims"]
    for claim in claims:
        verdict = claim["reasoning"].partition(":")[0]
        assert ("evidence" in claim) == (verdict in ("kept", "supported"))
        assert ("counterEvidence" in claim) == (verdict in ("broken", "waived", "contradicted"))
    assert len(claims) == len(ALL) + len(CLAIMS)
    assert "accuracy is 0.93" in [claim["predicate"] for claim in claims]


def test_what_was_not_tested_has_no_score(tmp_path: Path) -> None:
    (attested,) = bom_of(full(tmp_path))["declarations"]["attestations"]
    scores = {
        each["conformance"]["rationale"].partition(":")[0]: each["conformance"].get("score")
        for each in attested["map"]
    }
    assert scores == {"broken": 0, "waived": 0, "kept": 1, "inconclusive": None, "not tested": None}


def test_a_hostile_text_is_shown(tmp_path: Path) -> None:
    claims = bom_of(hostile(tmp_path))["declarations"]["claims"]
    assert all("⟨U+202E⟩⟨U+0000⟩⟨U+001B⟩" in claim["predicate"] for claim in claims)
