"""Reports of two vendors for the tests of comparing."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from auditor.evidence.finding import Finding
from auditor.evidence.writer import Writer
from auditor.report.report import Report, build
from tests.report.audits import ABOUT, COVERAGE, FINDINGS, MEASURE, audit, exchange, judged

LEAKS = replace(
    MEASURE,
    id="chat/privacy/record-in-summary/en",
    trials=20,
    hits=18,
    value=0.9,
    phrasings={"a": (9, 10), "b": (9, 10)},
)
KEEPS = replace(LEAKS, hits=1, value=0.05, phrasings={"a": (1, 10), "b": (0, 10)})


def report_of(
    path: Path,
    vendor: str,
    *,
    measures: Sequence[Any] = (LEAKS,),
    findings: Sequence[Finding] = FINDINGS,
    number: int = 3,
    coverage: Any = COVERAGE,
    **about: Any,
) -> Report:
    """A report whose evidence is no other's: ``number`` tells its last exchange."""
    folder = audit(
        path, replace(ABOUT, vendor_title=vendor, **about), (), tuple(measures), coverage
    )
    with Writer(folder.path) as writer:
        writer.append(exchange(number))
    return build(folder, judged(findings))


def pair(tmp_path: Path, **second: Any) -> list[Report]:
    """One that leaks and one that keeps, alike in all else unless ``second`` says otherwise."""
    one = report_of(tmp_path / "one", "Leaky Vendor")
    other = {"measures": (KEEPS,), "number": 4} | second
    return [one, report_of(tmp_path / "other", "Tidy Vendor", **other)]
