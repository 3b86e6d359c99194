"""Coverage as a file, and as its schema describes it."""

import msgspec

from auditor.evidence.coverage import (
    AppCoverage,
    Control,
    Coverage,
    DetectorCoverage,
    HostCoverage,
    ImportCoverage,
    ProbeCoverage,
    TargetCoverage,
)
from auditor.evidence.jsonl import decode, encode
from auditor.schemas import problems, schema

FULL = Coverage(
    targets=(TargetCoverage("chat", reachable=False, because="refused"),),
    probes=(
        ProbeCoverage("chat", "p", "en", "test", 6, 5, 2, 2, 1, 0, 1, {"timeout": 1}),
        ProbeCoverage("chat", "p", "en", "control", 6),
    ),
    apps=(AppCoverage("our-client", "after-consent", captured=False, because="never ran"),),
    hosts=(
        HostCoverage(
            "our-client", "capture", "a.test", "pinned", 0, 2, "unknown", "refused", address="::1"
        ),
    ),
    detectors=(DetectorCoverage("our-client", "planted", 14, 1, {"depth": 1}, {"de": 2}),),
    imports=(ImportCoverage("a.har", "ab" * 32, 3, 1, ("no request",)),),
    controls=(Control("our-client", "prompt-seen-at-vendor", 2),),
    observed_with={"planted": "1"},
    notes=("a note",),
)


def test_coverage_comes_back_as_it_was() -> None:
    assert decode(encode(FULL), Coverage) == FULL
    assert decode(encode(Coverage()), Coverage) == Coverage()


def test_coverage_is_valid_against_its_schema() -> None:
    for coverage in (FULL, Coverage()):
        assert list(problems("coverage", msgspec.json.decode(encode(coverage)))) == []


def test_the_examples_of_the_schema_are_coverage() -> None:
    examples = schema("coverage")["examples"]
    assert examples
    for example in examples:
        coverage = msgspec.convert(example, Coverage, strict=True)
        assert msgspec.json.decode(encode(coverage)) == example
