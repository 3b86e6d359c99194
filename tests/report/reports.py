"""Three reports that every export must hold: a full one, an empty one, and a hostile one."""

from dataclasses import replace
from pathlib import Path

from auditor.evidence.finding import Waiver
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
    "\n=1+1|<script>alert(1)</script><svg onload=x>[a](javascript:x) @all #1 ]]>{{7*7}}"
    "\u202e\x00\x1b[31m\ud800\ufffe"
)
WAIVER = Waiver("waived-rule", "accepted until March", "A. Person", "2026-01-01", "2026-12-31")
ALL = (*FINDINGS, replace(WAIVED, waiver=WAIVER, risk="high", pack="a-pack", change="new"))


def full(tmp_path: Path) -> Report:
    return build(audit(tmp_path / "full"), judged(ALL))


def empty(tmp_path: Path) -> Report:
    return build(empty_audit(tmp_path / "empty"), judged())


def hostile(tmp_path: Path) -> Report:
    parts = (ABOUT, OBSERVATIONS, (MEASURE,), COVERAGE)
    folder = audit(tmp_path / "hostile", *(poisoned(part, EVIL) for part in parts))
    return build(folder, judged(poisoned(ALL, EVIL)))


EACH = (full, empty, hostile)
