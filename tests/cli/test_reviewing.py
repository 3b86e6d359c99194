"""auditor review, and what judging makes of waivers, a baseline and a rule to explain."""

import shutil
from pathlib import Path

import orjson
import pytest

from auditor.evidence.folder import Folder
from tests.cli.running import one_mistake, said

RULE = "no-personal-data-in-addresses"
REASON = "the test host has no certificate yet"


def broken(folder: Path, rule: str) -> str:
    return next(f.fingerprint for f in Folder(folder).findings() if f.rule == rule)


def a_waiver(folder: Path, **changes: object) -> Path:
    waiver = {
        "rule": RULE,
        "scope": {"app": "our-client"},
        "reason": REASON,
        "approved-by": "A. Person",
        "approved-at": "2026-01-01",
        "expires": "2026-12-31",
    }
    path = folder / "waivers.yaml"
    path.write_bytes(orjson.dumps({"waivers": [waiver | changes]}))
    return path


def report_of(folder: Path) -> dict[str, object]:
    assert said("report", folder, "--format", "html,json").exit_code == 0
    made: dict[str, object] = orjson.loads((folder / "report/report.json").read_bytes())
    return made


def page_of(folder: Path) -> str:
    return (folder / "report/report.html").read_text()


def test_a_decision_and_a_reply_stand_in_the_report(audited: Path) -> None:
    fingerprint = broken(audited, RULE)
    args = ("review", audited, fingerprint[:12], "--by", "A. Person")
    assert said(*args, "--decision", "disputed", "--note", "a lab host").exit_code == 0
    assert said(*args, "--vendor-reply", "It is mended in 2.1.").exit_code == 0
    report_of(audited)
    assert all(each in page_of(audited) for each in ("a lab host", "It is mended in 2.1."))
    assert said("verify", audited).exit_code == 0


@pytest.mark.parametrize(
    ("args", "what", "hint"),
    [
        ((), "nothing to note", "--decision accepted, or --vendor-reply TEXT"),
        (("--decision", "no"), "no decision is called 'no'", "accepted or disputed"),
        (
            ("--decision", "accepted"),
            "0123456789: no such finding",
            "a fingerprint of auditor judge --json",
        ),
    ],
)
def test_a_review_that_is_none_is_refused(
    audited: Path, args: tuple[str, ...], what: str, hint: str
) -> None:
    one_mistake(said("review", audited, "0123456789", *args), what, hint)


def test_a_waiver_is_applied_shown_and_gone_once_it_has_expired(audited: Path) -> None:
    waivers = a_waiver(audited)
    said("judge", audited, "--waivers", waivers, "--as-of", "2026-12-31")
    made = report_of(audited)
    (use,) = made["waivers"]  # type: ignore[misc]
    assert use["state"] == "applied"
    assert REASON in page_of(audited)
    late = said("judge", audited, "--waivers", waivers, "--as-of", "2027-01-01")
    assert f"the waiver of {RULE}, which ended on 2026-12-31: expired" in late.stderr
    report_of(audited)
    assert "ended on 2026-12-31; what it covered stands again" in page_of(audited)
    assert broken(audited, RULE)


def test_with_a_baseline_only_what_is_new_fails(audited: Path, tmp_path: Path) -> None:
    report_of(audited)
    old = shutil.copy(audited / "report/report.json", tmp_path / "old.json")
    same = said("judge", audited, "--baseline", old, "--fail-on", "new-low")
    assert same.exit_code in (0, 3)
    assert "broken, unchanged" in same.stdout
    fewer = orjson.loads(old.read_bytes())
    fewer["findings"] = [each for each in fewer["findings"] if each["rule"] != RULE]
    old.write_bytes(orjson.dumps(fewer))
    assert said("judge", audited, "--baseline", old, "--fail-on", "new-low").exit_code == 1
    report_of(audited)
    assert "Changes since the baseline" in page_of(audited)


def test_new_findings_cannot_be_told_without_a_baseline(audited: Path) -> None:
    result = said("judge", audited, "--fail-on", "new-high")
    assert result.exit_code == 2
    assert "Error: nothing to tell new findings by" in result.stderr


def test_a_rule_is_explained_record_by_record(audited: Path) -> None:
    before = (audited / "findings.json").read_bytes()
    result = said("judge", audited, "--explain", RULE)
    assert result.exit_code == 0
    assert f"{RULE} on our-client: broken." in result.stdout
    assert ": breaks it" in result.stdout
    assert (audited / "findings.json").read_bytes() == before
    one_mistake(
        said("judge", audited, "--explain", "no-personal-data-in-addressess"),
        "--explain: no rule is called 'no-personal-data-in-addressess'",
        f"did you mean {RULE!r}?",
    )
