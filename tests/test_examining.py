"""What a machine and a plan lack is said before anything is asked."""

from pathlib import Path
from typing import Any

import pytest

from auditor.examining import Check, examine_machine, examine_plan
from auditor.plan import plan_of
from auditor.prepared import prepare
from tests.probing.fake import FakeVendor, refuse, serving


@pytest.fixture
def vendor() -> Any:
    with serving() as made:
        yield made


def examined(tmp_path: Path, vendor: FakeVendor, **changes: Any) -> dict[str, Check]:
    target = {"id": "chat", "base-url": vendor.url, "model": "small", **changes.pop("target", {})}
    value = {
        "audit": "Example",
        "vendor": "generic",
        "authorisation": "ticket 4711",
        "targets": [target],
        "probes": ["privacy/record-to-stranger"],
        "policies": [],
        **changes,
    }
    checks = examine_plan(prepare(plan_of(value, tmp_path / "plan.yaml")))
    return {check.what: check for check in checks}


def test_the_machine_is_looked_at_without_a_network() -> None:
    checks = {check.what: check for check in examine_machine()}
    assert next(iter(checks)) == "python"
    assert {"mitmproxy", "spacy", "spaCy model", "local model", "write here"} <= checks.keys()
    assert all(check.ok for check in checks.values() if check.needed)
    assert checks["clock"].found.endswith(" UTC")


def test_a_program_that_is_not_there_is_told_and_not_needed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    checks = {check.what: check for check in examine_machine()}
    for name in ("chromium", "node", "tshark"):
        assert (checks[name].ok, checks[name].needed) == (False, False)
        assert checks[name].found.startswith("not found: for ")


def test_what_a_plan_has_is_said(tmp_path: Path, vendor: FakeVendor) -> None:
    checks = examined(tmp_path, vendor)
    assert all(check.ok for check in checks.values() if check.needed)
    assert checks["chat: reachable"].found == "127.0.0.1 answers"
    assert checks["chat: TLS"].found == "none: anybody on the way can read what is asked"
    assert checks["chat: clock"].found.endswith("its clock")
    assert vendor.asked == []


def test_a_key_is_looked_for_and_never_shown(
    tmp_path: Path, vendor: FakeVendor, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = {"key-env": "KEY_A", "second-key-env": "KEY_B"}
    monkeypatch.setenv("KEY_A", "sk-one-of-ours")
    monkeypatch.delenv("KEY_B", raising=False)
    checks = examined(tmp_path, vendor, target=target)
    assert list(checks) == ["chat: key"]
    assert (checks["chat: key"].ok, checks["chat: key"].needed) == (False, True)
    assert "KEY_B is not set" in checks["chat: key"].found
    monkeypatch.setenv("KEY_B", "sk-two-of-ours")
    checks = examined(tmp_path, vendor, target=target)
    assert checks["chat: key"].found == "set in KEY_A and KEY_B"
    assert checks["chat: second account"].found == "accepted"
    assert "sk-" not in repr(checks)
    keys = {seen.headers["authorization"] for seen in vendor.seen}
    assert keys == {"Bearer sk-one-of-ours", "Bearer sk-two-of-ours"}


def test_a_key_that_is_not_accepted_is_missing(tmp_path: Path, vendor: FakeVendor) -> None:
    vendor.models = refuse(401)
    check = examined(tmp_path, vendor)["chat: reachable"]
    assert (check.ok, check.needed) == (False, True)
    assert check.found == "answered 401: the key was not accepted"


def test_without_a_second_account_what_it_leaves_untested_is_named(
    tmp_path: Path, vendor: FakeVendor
) -> None:
    check = examined(tmp_path, vendor, probes=["cross-session"])["chat: second account"]
    assert (check.ok, check.needed) == (False, False)
    assert check.found == "recalled-in-another-account, recalled-of-others not tested"


@pytest.mark.parametrize(
    ("run", "ok", "found"),
    [
        (["sh", "-c", "true"], True, "can be started"),
        (["no-such-client"], False, "command not found"),
    ],
)
def test_clients_are_looked_for_and_not_started(
    tmp_path: Path, vendor: FakeVendor, run: list[str], ok: bool, found: str
) -> None:
    captures = [{"run": run, "app": "our-client"}]
    check = examined(tmp_path, vendor, captures=captures)["our-client: client"]
    assert (check.ok, check.found, check.needed) == (ok, found, True)
