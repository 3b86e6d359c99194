"""Three reports that every export must hold: a full one, an empty one, and a hostile one."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from auditor.evidence.claim import Claim
from auditor.evidence.finding import Finding, Waiver
from auditor.evidence.folder import Folder
from auditor.report.report import Report, build
from tests.report.audits import (
    ABOUT,
    COVERAGE,
    FINDINGS,
    MEASURE,
    OBSERVATIONS,
    WAIVED,
    audit,
    empty_audit,
    judged,
    poisoned,
)

EVIL = (
    "\n=1+1|<script>alert(1)</script><svg onload=x>[a](javascript:x) @all #1 ]]>{{7*7}}{% x %}#panic(1)$y$"
    "\u202e\x00\x1b[31m\ud800\ufffe"
)
LONG = "Ω" * 2_500_000
WAIVER = Waiver("waived-rule", "accepted until March", "A. Person", "2026-01-01", "2026-12-31")
ALL = (*FINDINGS, replace(WAIVED, waiver=WAIVER, risk="high", pack="a-pack", change="new"))
CLAIM = Claim(
    id="c-1",
    vendor="example",
    concern="performance-claims",
    check="rates/accuracy",
    subject="example-1",
    measure="accuracy",
    verdict="contradicted",
    because="stated 0.93, measured 0.71",
    target="chat",
    benchmark="arithmetic",
    stated=0.93,
    measured=0.71,
    low=0.65,
    high=0.77,
    n=200,
)
CLAIMS = (
    CLAIM,
    replace(CLAIM, id="c-2", measure="context", stated="128k", verdict="supported"),
    replace(CLAIM, id="c-3", measure="=cost", verdict="not tested", measured=None, n=None),
)


def full(tmp_path: Path) -> Report:
    return _report(audit(tmp_path / "full"), ALL, CLAIMS)


def empty(tmp_path: Path) -> Report:
    return build(empty_audit(tmp_path / "empty"), judged())


def hostile(tmp_path: Path) -> Report:
    parts = (ABOUT, OBSERVATIONS, (MEASURE,), COVERAGE)
    folder = audit(tmp_path / "hostile", *(poisoned(part, EVIL) for part in parts))
    return _report(folder, poisoned(ALL, EVIL), poisoned(CLAIMS, EVIL))


def heavy(tmp_path: Path) -> Report:
    """With a text of 5 MB in every part of a finding that others' words reach."""
    finding = replace(FINDINGS[0], subject=LONG, rule=LONG, title=LONG, because=LONG, remedy=LONG)
    return _report(audit(tmp_path / "heavy"), (replace(finding, hosts=(LONG,)),), ())


def texts_of(value: Any) -> Iterator[str]:
    """Every text in a decoded document, keys too."""
    match value:
        case str():
            yield value
        case dict():
            yield from (text for pair in value.items() for each in pair for text in texts_of(each))
        case list():
            yield from (text for each in value for text in texts_of(each))


def _report(folder: Folder, findings: tuple[Finding, ...], claims: tuple[Claim, ...]) -> Report:
    return replace(build(folder, judged(findings)), claims=claims)


EACH = (full, empty, hostile)
