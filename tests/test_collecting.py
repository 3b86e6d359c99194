"""What is asked, overheard and imported, and nothing of it twice."""

from pathlib import Path

import pytest

from auditor.audit import open_audit
from auditor.collecting import (
    Watcher,
    check_clients,
    collect_captures,
    collect_probes,
)
from auditor.errors import AuditorError
from auditor.plan import read_plan
from auditor.prepared import Prepared, prepare
from tests.cli.running import NOBODY, a_client, a_plan, trials
from tests.probing.fake import refuse, serving


def prepared(folder: Path, url: str = NOBODY, **changes: object) -> Prepared:
    return prepare(read_plan(a_plan(folder, url, **changes)))


def watcher(told: list[str]) -> Watcher:
    return Watcher(told.append)


def a_pack(path: Path) -> Path:
    """A pack of our own with one probe, and its probe's file."""
    source = prepared(path).packs[0].path
    pack = path / "privacy"
    pack.mkdir()
    for name in ("pack", "record-to-stranger", "record-to-stranger.examples"):
        (pack / f"{name}.yaml").write_bytes((source / f"{name}.yaml").read_bytes())
    return pack / "record-to-stranger.yaml"


def test_what_is_left_is_asked_and_nothing_twice(tmp_path: Path) -> None:
    with serving() as vendor:
        made, told = prepared(tmp_path, vendor.url), []
        count = trials(tmp_path / "plan.yaml")
        with open_audit(made, tmp_path / "audit") as writer:
            collect_probes(made, writer, watcher(told))
            assert len(vendor.asked) == count
            collect_probes(made, writer, watcher(told))
        assert len(vendor.asked) == count
        assert len([seen for seen in vendor.seen if seen.method == "GET"]) == 1
    assert told == []


def test_what_a_limit_forbids_is_told(tmp_path: Path) -> None:
    with serving() as vendor:
        made, told = prepared(tmp_path, vendor.url, limits={"requests": 10, "trials": 1}), []
        with open_audit(made, tmp_path / "audit") as writer:
            collect_probes(made, writer, watcher(told))
        assert len(vendor.asked) <= 10
    assert told == ["stopped at the limit of 10 requests; what was not asked is not tested"]


def test_what_was_on_its_way_in_a_killed_run_is_told_and_counts_against_the_limit(
    tmp_path: Path,
) -> None:
    with serving() as vendor:
        made, told = prepared(tmp_path, vendor.url, limits={"requests": 10, "trials": 1}), []
        with open_audit(made, tmp_path / "audit") as writer:
            for digit in "1234":
                writer.intents.begin(f"p-{digit * 16}")
        with open_audit(made, tmp_path / "audit") as writer:
            collect_probes(made, writer, watcher(told))
        # Four that were lost, and the call whether the target answers.
        assert len(vendor.asked) == 10 - 4 - 1
    assert told[0] == (
        "4 requests were on the way when the run before was cut short: asked again, "
        "such may be billed twice"
    )


def test_a_target_that_stops_answering_is_given_up_and_told(tmp_path: Path) -> None:
    with serving() as vendor:
        vendor.always = refuse(404, "no such model")
        made, told = prepared(tmp_path, vendor.url, limits={"in-flight": 1}), []
        with open_audit(made, tmp_path / "audit") as writer:
            collect_probes(made, writer, watcher(told))
        assert len(vendor.asked) < trials(tmp_path / "plan.yaml")
    assert told[0].startswith("chat: ")
    failed = "trials failed, the last one with 404: no such model (try: auditor doctor PLAN)"
    assert told[0].endswith(failed)
    assert told[1] == "chat: stopped answering and was given up"


def test_each_client_is_overheard_once_in_the_order_of_the_plan(tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    captures = [
        {"run": a_client(f"open({str(ran)!r}, 'a').write('{name}')"), "app": f"app-{name}"}
        for name in "abc"
    ]
    made = prepared(tmp_path, targets=None, probes=None, languages=None, captures=captures)
    with open_audit(made, tmp_path / "audit") as writer:
        writer.record("captured", "…", {"app": "app-b", "phase": "", "ended by": "duration"})
        writer.record("captured", "…", {"app": "app-c", "phase": "", "ended by": "interrupt"})
        collect_captures(made, writer, watcher([]))
        collect_captures(made, writer, watcher([]))
    assert ran.read_text() == "ac"


def test_a_client_is_told_whose_data_it_may_leak(tmp_path: Path) -> None:
    captures = [{"run": ["true"], "app": "ours", "phase": "p"}]
    made = prepared(tmp_path, targets=None, probes=None, languages=None, captures=captures)
    told: list[str] = []
    with open_audit(made, tmp_path / "audit") as writer:
        collect_captures(made, writer, watcher(told))
    assert told[0] == f"to be typed into ours: the data in {tmp_path}/audit/persona.json"
    assert told[-1] == "ours sent nothing through the proxy; it may ignore it"


def test_no_client_is_overheard_for_a_person_who_was_erased(tmp_path: Path) -> None:
    captures = [{"run": ["true"], "app": "ours"}]
    made = prepared(tmp_path, targets=None, probes=None, languages=None, captures=captures)
    with open_audit(made, tmp_path / "audit") as writer:
        assert writer.about.persona
        writer.erase({writer.about.persona.id}, "asked for")
        with pytest.raises(AuditorError, match="the persona of this audit was erased"):
            collect_captures(made, writer, watcher([]))


@pytest.mark.parametrize("command", ["no-such-client", "/dev/null"])
def test_a_client_that_cannot_be_started_is_known_before(tmp_path: Path, command: str) -> None:
    captures = [{"run": ["true"], "app": "ours"}, {"run": [command], "app": "theirs"}]
    with pytest.raises(AuditorError) as caught:
        check_clients(prepared(tmp_path, captures=captures))
    assert caught.value.where == command
