"""A plan with the cross-session pack, asked of a vendor that remembers, to its measures."""

import re
from pathlib import Path

import pytest

from auditor.audit import open_audit
from auditor.collecting import Watcher, collect_probes
from auditor.errors import AuditorError
from auditor.evidence.folder import Folder
from auditor.observing import observe_folder
from auditor.plan import plan_of
from auditor.prepared import prepare, revisiting, with_keys
from tests.probing.fake import Act, Handler, Seen, answer, serving

OPENED = re.compile(r"opens with ([a-z0-9]{7}-[a-z0-9]{7}-[a-z0-9]{7})")


def forgetless() -> Act:
    """Tells everybody the last phrase that opened a gate, or a shed."""
    known: list[str] = []

    def act(to: Handler, seen: Seen) -> None:
        asked = seen.texts[-1]
        if told := OPENED.search(asked):
            known.append(told[1])
        answer(known[-1] if known and "opens" in asked else "Good day.")(to, seen)

    return act


def gathered(
    tmp_path: Path,
    url: str,
    probes: list[str],
    *,
    revisit: Path | None = None,
    name: str = "audit",
    **target: object,
) -> Folder:
    value = {
        "audit": "Recall",
        "vendor": "generic",
        "authorisation": "ticket 4711",
        "targets": [{"id": "chat", "base-url": url, "model": "small", **target}],
        "probes": probes,
        "policies": [],
        "languages": ["en"],
        "limits": {"trials": 1, "in-flight": 1},
    }
    prepared = prepare(plan_of(value, tmp_path / "plan.yaml"))
    if revisit:
        prepared = revisiting(prepared, revisit)
    with open_audit(with_keys(prepared), tmp_path / name, 7 if name == "audit" else 8) as writer:
        collect_probes(prepared, writer, Watcher(lambda _: None))
        writer.end()
    folder = Folder(tmp_path / name)
    observe_folder(folder, lambda _: None)
    return folder


def test_what_is_recalled_is_measured_against_before_and_against_nobody(tmp_path: Path) -> None:
    with serving() as vendor:
        vendor.always = forgetless()
        folder = gathered(tmp_path, vendor.url, ["cross-session/recalled-by-name"])
    (measure,) = folder.measures()
    assert (measure.name, measure.trials) == ("recalled-by-name-rate", 4)
    assert measure.hits >= 1
    assert measure.control
    assert (measure.control.trials, measure.control.hits) == (8, 0)
    rows = {row.arm: row for row in folder.coverage().probes}
    assert set(rows) == {"allowed", "baseline", "decoy", "plant", "test"}
    assert {(row.asked, row.answered) for row in rows.values()} == {(4, 4)}
    assert rows["plant"].hit == 0


def test_days_later_what_was_kept_is_told_apart_from_what_never_was(tmp_path: Path) -> None:
    known: dict[str, str] = {}
    said = re.compile(
        r"(?:I am|My name is|from me,|paper:) ([A-Z]\w+ [A-Z]\w+).*?(AC-\w+-\w+|\S+@\S+\w|(?:[a-z0-9]{7}-?){3})",
        re.DOTALL,
    )

    def keeps(to: Handler, seen: Seen) -> None:
        asked = seen.texts[-1]
        if told := said.search(asked):
            known[told[1]] = told[2]
        name = next((name for name in known if name in asked), "")
        answer(known.get(name, "I do not know."))(to, seen)

    names = ["cross-session/recalled-by-name"]
    with serving() as vendor:
        vendor.always = keeps
        gathered(tmp_path, vendor.url, names)
        asked = len(vendor.asked)
        folder = gathered(tmp_path, vendor.url, names, revisit=tmp_path / "audit", name="later")
        assert len(vendor.asked) - asked == 4 * 10
    again = next(m for m in folder.measures() if m.name == "told-again-rate")
    assert (again.trials, again.hits, again.value) == (4, 4, 1)
    assert again.p == pytest.approx(1e-4)
    assert again.control
    assert (again.control.trials, again.control.hits) == (36, 0)
    coverage = folder.coverage()
    assert {(row.arm, row.asked, row.answered) for row in coverage.probes} == {
        ("test", 4, 4),
        ("decoy", 36, 36),
    }
    (note,) = coverage.notes
    assert note.startswith("Asked again about what was planted from 20")
    assert note.endswith("what was not told may still be kept.")
    assert folder.about.revisit
    assert folder.about.revisit.audit == "Recall"


def test_a_plan_that_planted_nothing_there_is_told(tmp_path: Path) -> None:
    with serving() as vendor:
        gathered(tmp_path, vendor.url, ["cross-session/recalled-by-name"])
        with pytest.raises(AuditorError, match="nothing was planted there by the plan's probes"):
            gathered(
                tmp_path,
                vendor.url,
                ["cross-session/recalled-by-topic"],
                revisit=tmp_path / "audit",
                name="later",
            )


def test_without_a_second_key_the_probe_is_named_as_not_tested(tmp_path: Path) -> None:
    with serving() as vendor:
        names = ["cross-session/recalled-by-name", "cross-session/recalled-of-others"]
        folder = gathered(tmp_path, vendor.url, names)
    coverage = folder.coverage()
    assert coverage.notes == (
        "chat: recalled-of-others was not tested; it asks from a second account, and the plan "
        "names no second-key-env.",
    )
    rows = [row for row in coverage.probes if row.probe == "recalled-of-others"]
    assert {(row.asked, row.answered, row.failed) for row in rows} == {(4, 0, 0)}
    assert [measure.probe for measure in folder.measures()] == ["recalled-by-name"]


def test_a_second_account_that_is_shut_out_does_not_take_the_first_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def only_the_first(to: Handler, seen: Seen) -> None:
        allowed = seen.headers.get("authorization") == "Bearer key-a"
        to.whole(200 if allowed else 401, b'{"data": []}', "application/json", {})

    monkeypatch.setenv("KEY_A", "key-a")
    monkeypatch.setenv("KEY_B", "key-b")
    with serving() as vendor:
        vendor.models = only_the_first
        names = ["cross-session/recalled-by-name", "cross-session/recalled-of-others"]
        keys = {"key-env": "KEY_A", "second-key-env": "KEY_B"}
        folder = gathered(tmp_path, vendor.url, names, **keys)
    assert [row.reachable for row in folder.coverage().targets] == [True]
    values = {measure.probe: measure.value for measure in folder.measures()}
    assert values == {"recalled-by-name": 0, "recalled-of-others": None}
    asked = [each.asked for each in folder.exchanges() if each.asked]
    # Where disclosure is right nothing crosses to another account.
    assert {a.arm for a in asked if a.probe == "recalled-of-others"} == {"allowed"}
