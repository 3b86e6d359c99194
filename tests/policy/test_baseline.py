from pathlib import Path
from typing import Any

import msgspec
import orjson
import pytest

from auditor.errors import AuditorError
from auditor.evidence.finding import Finding, Gone
from auditor.policy.baseline import against, read_baseline
from tests.making import a_finding, a_measure


def a_report(tmp_path: Path, findings: Any = (), **changes: Any) -> Path:
    report = {
        "schema": "auditor-report/1",
        "audit": {"as_of": "2026-01-01", "name": "last year"},
        "vendor": {"id": "a-vendor"},
        "findings": msgspec.to_builtins(list(findings)),
        "measures": msgspec.to_builtins([a_measure(low=0.1, high=0.3)]),
        "more": "that is not needed",
        **changes,
    }
    path = tmp_path / "report.json"
    path.write_bytes(orjson.dumps(report))
    return path


def compared(tmp_path: Path, before: list[Finding], now: list[Finding], *measures: Any) -> Any:
    return against(now, measures, read_baseline(a_report(tmp_path, before), "a-vendor"))


RATED = a_finding(measures=("m-1",))


@pytest.mark.parametrize(
    ("before", "now", "change"),
    [
        (None, a_finding(), "new"),
        (a_finding(rule="another"), a_finding(), "new"),
        (a_finding(subject="another"), a_finding(), "new"),
        (a_finding(verdict="kept", risk=None), a_finding(), "new"),
        (a_finding(), a_finding(), "unchanged"),
        (a_finding(verdict="waived"), a_finding(), "unchanged"),
        (a_finding(), a_finding(verdict="waived"), "unchanged"),
        (a_finding(risk="medium"), a_finding(), "worse"),
        (a_finding(risk="critical"), a_finding(), "better"),
        (a_finding(hosts=("a",)), a_finding(fingerprint="f-2", hosts=("a", "b")), "worse"),
        (a_finding(hosts=("a", "b")), a_finding(fingerprint="f-2", hosts=("b",)), "better"),
        (a_finding(hosts=("a",)), a_finding(fingerprint="f-2", hosts=("b",)), "new"),
    ],
)
def test_a_broken_rule_is_new_worse_better_or_as_it_was(
    tmp_path: Path, before: Finding | None, now: Finding, change: str
) -> None:
    [told], _ = compared(tmp_path, [before] if before else [], [now])
    assert told.change == change


@pytest.mark.parametrize(
    ("low", "high", "change"),
    [
        (0.31, 0.5, "worse"),
        (0.2, 0.5, "unchanged"),
        (0.0, 0.09, "better"),
        (None, None, "unchanged"),
    ],
)
def test_a_rate_has_moved_only_when_its_intervals_lie_apart(
    tmp_path: Path, low: float | None, high: float | None, change: str
) -> None:
    [told], _ = compared(tmp_path, [RATED], [RATED], a_measure(low=low, high=high))
    assert told.change == change


@pytest.mark.parametrize(
    ("verdict", "fixed"), [("kept", True), ("inconclusive", False), ("not tested", False)]
)
def test_what_is_not_found_again_is_fixed_only_when_it_was_tested(
    tmp_path: Path, verdict: Any, fixed: bool
) -> None:
    now = a_finding(verdict=verdict, risk=None)
    [told], [gone] = compared(tmp_path, [a_finding()], [now])
    assert told.change is None
    assert gone == Gone("f-1", now.subject, now.rule, now.title, "high", verdict)
    assert gone.fixed is fixed


def test_a_rule_that_is_no_longer_asked_is_not_fixed(tmp_path: Path) -> None:
    _, [gone] = compared(tmp_path, [a_finding()], [])
    assert (gone.verdict, gone.fixed) == (None, False)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"schema": "another/1"}, "holds 'another/1', no auditor-report/1"),
        ({"vendor": {"id": "other"}}, "is about 'other', and this audit about 'a-vendor'"),
        ({"findings": [{"rule": 3}]}, "not a record of the kind Baseline"),
    ],
)
def test_what_is_no_report_of_this_vendor_is_refused(
    tmp_path: Path, changes: dict[str, Any], told: str
) -> None:
    with pytest.raises(AuditorError, match=told):
        read_baseline(a_report(tmp_path, **changes), "a-vendor")


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff\xfe", b"[" * 100_000])
def test_a_file_that_is_no_json_is_refused_in_a_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "report.json"
    path.write_bytes(content)
    with pytest.raises(AuditorError, match="not a record"):
        read_baseline(path, "a-vendor")


def test_a_report_that_is_not_there_is_refused_in_a_line(tmp_path: Path) -> None:
    with pytest.raises(AuditorError, match="cannot be read"):
        read_baseline(tmp_path / "none.json", "a-vendor")
