from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest

from auditor.errors import AuditorError
from auditor.evidence.finding import Finding, Waiver
from auditor.policy.waivers import read_waivers, waive
from tests.making import a_finding

RULE = "no-planted-data-to-third-parties"
ACCEPTED: dict[str, Any] = {
    "rule": RULE,
    "scope": {"app": "our-client"},
    "reason": "the tracker is switched off in March",
    "approved-by": "A. Person, CISO",
    "approved-at": "2026-01-10",
    "expires": "2026-06-30",
    "ticket": "RISK-7",
}
FOUND = a_finding(hosts=("a.tracker.test", "b.tracker.test"))


def a_file(tmp_path: Path, *waivers: dict[str, Any]) -> Path:
    path = tmp_path / "waivers.yaml"
    path.write_bytes(orjson.dumps({"waivers": list(waivers)}))
    return path


def waived(
    tmp_path: Path, finding: Finding = FOUND, as_of: str = "2026-03-01", **changes: Any
) -> Any:
    waivers = read_waivers(a_file(tmp_path, ACCEPTED | changes))
    [found], [use] = waive(
        [finding], waivers, vendor="a-vendor", as_of=as_of, rules={RULE, "another-rule"}
    )
    return found, use


def test_what_was_accepted_is_waived_and_says_by_whom_and_until_when(tmp_path: Path) -> None:
    found, use = waived(tmp_path)
    accepted = Waiver(
        rule=RULE,
        reason="the tracker is switched off in March",
        approved_by="A. Person, CISO",
        approved_at="2026-01-10",
        expires="2026-06-30",
        ticket="RISK-7",
        subject="our-client",
    )
    assert found == replace(FOUND, verdict="waived", waiver=accepted)
    assert (use.waiver, use.state, use.fingerprints) == (accepted, "applied", ("f-1",))


@pytest.mark.parametrize(
    ("scope", "state"),
    [
        ({"vendor": "a-vendor"}, "applied"),
        ({"vendor": "another"}, "matches nothing"),
        ({"app": "another"}, "matches nothing"),
        ({"target": "our-client"}, "applied"),
        ({"host": "tracker.test"}, "applied"),
        ({"host": "TRACKER.test."}, "applied"),
        # More is broken than was accepted.
        ({"host": "a.tracker.test"}, "matches nothing"),
        ({"vendor": "a-vendor", "app": "our-client", "host": "other.test"}, "matches nothing"),
    ],
)
def test_a_waiver_covers_only_its_scope(tmp_path: Path, scope: dict[str, str], state: str) -> None:
    found, use = waived(tmp_path, scope=scope)
    assert use.state == state
    assert found.verdict == ("waived" if state == "applied" else "broken")


def test_a_waiver_for_a_host_covers_no_finding_that_names_none(tmp_path: Path) -> None:
    found, _ = waived(tmp_path, replace(FOUND, hosts=()), scope={"host": "tracker.test"})
    assert found.verdict == "broken"


@pytest.mark.parametrize(
    ("as_of", "state"),
    [
        ("2026-01-09", "not yet"),
        ("2026-01-10", "applied"),
        ("2026-06-30", "applied"),
        ("2026-07-01", "expired"),
    ],
)
def test_a_waiver_holds_from_its_approval_to_its_last_day(
    tmp_path: Path, as_of: str, state: str
) -> None:
    found, use = waived(tmp_path, as_of=as_of)
    assert (use.state, found.verdict) == (state, "waived" if state == "applied" else "broken")
    assert use.fingerprints == ("f-1",)


@pytest.mark.parametrize("verdict", ["not tested", "inconclusive", "kept"])
def test_a_waiver_hides_nothing_but_what_is_broken(tmp_path: Path, verdict: Any) -> None:
    found, use = waived(tmp_path, replace(FOUND, verdict=verdict))
    assert (found.verdict, use.state) == (verdict, "matches nothing")


def test_a_rule_that_nobody_judged_is_said(tmp_path: Path) -> None:
    assert waived(tmp_path, rule="no-such-rule")[1].state == "unknown rule"
    assert waived(tmp_path, rule="another-rule")[1].state == "matches nothing"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"expires": "2027-01-11"}, "holds for more than 365 days"),
        ({"expires": "2026-01-09"}, "expires before it was approved"),
        ({"expires": "2026-02-30"}, "'2026-02-30' is no day"),
        ({"approved-at": "soon"}, "a date such as 2026-11-23"),
        ({"scope": {}}, "scope"),
        ({"scope": {"app": "a", "target": "b"}}, "a scope of an app and a target"),
        ({"reason": "ok"}, "reason"),
        ({"until": "2027-01-01"}, "until"),
    ],
)
def test_a_wrong_waiver_is_refused_with_its_line(
    tmp_path: Path, changes: dict[str, Any], told: str
) -> None:
    path = a_file(tmp_path, ACCEPTED | changes)
    with pytest.raises(AuditorError) as error:
        read_waivers(path)
    assert told in f"{error.value} {error.value.hint}"
    assert error.value.where.startswith(f"{path}:1:")


@pytest.mark.parametrize(
    "key", ["rule", "scope", "reason", "approved-by", "approved-at", "expires"]
)
def test_nothing_that_an_auditor_asks_for_may_be_left_out(tmp_path: Path, key: str) -> None:
    path = a_file(tmp_path, {name: value for name, value in ACCEPTED.items() if name != key})
    with pytest.raises(AuditorError, match=key):
        read_waivers(path)
