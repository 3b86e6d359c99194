"""The order of an audit, and how it goes on. ``tests/cli/test_auditing.py`` shows it end to end."""

from pathlib import Path

import pytest

from auditor.audit import open_audit, run
from auditor.collecting import (
    PERSONA,
    Outside,
    Watcher,
)
from auditor.describing import about
from auditor.errors import AuditorError
from auditor.evidence.folder import Folder
from auditor.evidence.persona import persona_of
from auditor.evidence.writer import Writer
from auditor.observing import HOSTS
from auditor.plan import read_plan
from auditor.prepared import Prepared, prepare
from auditor.probing.planting import read_persona
from tests.cli.running import NOBODY, a_plan
from tests.probing.fake import serving


def prepared(folder: Path, url: str = NOBODY, **changes: object) -> Prepared:
    return prepare(read_plan(a_plan(folder, url, **changes)))


def watcher(told: list[str]) -> Watcher:
    return Watcher(told.append)


def test_a_new_audit_keeps_what_it_needs_to_be_observed_again(tmp_path: Path) -> None:
    table = "host_suffix\towner\towner_country\trole\tsource\tconfidence\tnote\n"
    (tmp_path / "ours.tsv").write_text(table)
    with open_audit(prepared(tmp_path, hosts="ours.tsv"), tmp_path / "audit") as writer:
        persona = writer.body(writer.about.persona)
    folder = tmp_path / "audit"
    assert (folder / HOSTS).read_text() == table
    assert persona is not None
    assert (folder / PERSONA).read_bytes() == persona
    assert read_persona(folder / PERSONA).values == persona_of(persona).values
    modes = {path.stat().st_mode & 0o777 for path in folder.rglob("*") if path.is_file()}
    assert modes == {0o600}
    assert [act.action for act in Folder(folder).custody()] == ["created"]


def test_the_plans_persona_is_used_and_a_seed_makes_the_same_one_again(tmp_path: Path) -> None:
    (tmp_path / "ada.yaml").write_text(
        "id: ada\nlanguage: en\nvalues: {email: ada.k7m2q9@mail.example}\n"
    )
    with open_audit(prepared(tmp_path, persona="ada.yaml"), tmp_path / "one") as writer:
        assert b"ada.k7m2q9@mail.example" in (writer.body(writer.about.persona) or b"")
    made = prepared(tmp_path)
    people = []
    for name, seed in (("a", 7), ("b", 7), ("c", 8), ("d", None), ("e", None)):
        open_audit(made, tmp_path / name, seed).close()
        people.append((tmp_path / name / PERSONA).read_bytes())
    assert people[0] == people[1]
    assert len(set(people)) == 4


def test_a_run_that_was_killed_before_its_person_was_written_goes_on(tmp_path: Path) -> None:
    made = prepared(tmp_path)
    Writer.create(tmp_path / "audit", about(made)).close()
    with open_audit(made, tmp_path / "audit") as writer:
        assert writer.about.persona
    assert (tmp_path / "audit" / PERSONA).exists()


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"audit": "Another"}, "the plan is not what it was"),
        ({"limits": {"trials": 2}}, "the plan is not what it was"),
        ({"captures": [{"run": ["true"], "app": "ours"}]}, "the plan is not what it was"),
    ],
)
def test_a_folder_goes_on_with_its_own_plan_only(
    tmp_path: Path, changes: dict[str, object], what: str
) -> None:
    open_audit(prepared(tmp_path), tmp_path / "audit").close()
    open_audit(prepared(tmp_path), tmp_path / "audit").close()
    with pytest.raises(AuditorError, match=what):
        open_audit(prepared(tmp_path, **changes), tmp_path / "audit")
    acts = [act.action for act in Folder(tmp_path / "audit").custody()]
    assert acts == ["created", "resumed"]


def a_pack(path: Path) -> Path:
    """A pack of our own with one probe, and its probe's file."""
    source = prepared(path).packs[0].path
    pack = path / "privacy"
    pack.mkdir()
    for name in ("pack", "record-to-stranger", "record-to-stranger.examples"):
        (pack / f"{name}.yaml").write_bytes((source / f"{name}.yaml").read_bytes())
    return pack / "record-to-stranger.yaml"


def test_a_pack_that_changed_is_refused_unless_it_is_accepted(tmp_path: Path) -> None:
    probe, audit = a_pack(tmp_path), tmp_path / "audit"
    open_audit(prepared(tmp_path, probes=["./privacy"]), audit).close()
    before = Folder(audit).about
    probe.write_text(probe.read_text().replace("shows: >-", "shows: >-\n  Nearly:", 1))
    changed = prepared(tmp_path, probes=["./privacy"])
    with pytest.raises(AuditorError, match="another state of the pack 'privacy'") as refused:
        open_audit(changed, audit)
    assert "--accept-changed-packs" in refused.value.hint
    assert Folder(audit).about == before
    open_audit(changed, audit, accept_changed_packs=True).close()
    now = Folder(audit).about
    assert now.packs[0].sha256 == changed.packs[0].sha256 != before.packs[0].sha256
    assert now.probes[0].shows.startswith("Nearly: ")
    acts = [act.why for act in Folder(audit).custody() if act.action == "resumed"]
    assert acts == ["the same plan was run again, with changed packs: ['privacy']"]
    open_audit(changed, audit).close()


@pytest.mark.parametrize("file", ["pack.yaml", "record-to-stranger.examples.yaml"])
def test_any_file_of_a_pack_counts(tmp_path: Path, file: str) -> None:
    other = a_pack(tmp_path).with_name(file)
    open_audit(prepared(tmp_path, probes=["./privacy"]), tmp_path / "audit").close()
    other.write_text(other.read_text() + "\n# a remark\n")
    with pytest.raises(AuditorError, match="another state of the pack 'privacy'"):
        open_audit(prepared(tmp_path, probes=["./privacy"]), tmp_path / "audit")


def test_accepting_changed_packs_accepts_no_other_plan(tmp_path: Path) -> None:
    open_audit(prepared(tmp_path), tmp_path / "audit").close()
    with pytest.raises(AuditorError, match="the plan is not what it was"):
        open_audit(prepared(tmp_path, audit="B"), tmp_path / "audit", accept_changed_packs=True)


def test_two_runs_do_not_write_into_one_folder(tmp_path: Path) -> None:
    made = prepared(tmp_path)
    with (
        open_audit(made, tmp_path / "audit"),
        pytest.raises(AuditorError, match="another run is writing here"),
    ):
        open_audit(made, tmp_path / "audit")
    open_audit(made, tmp_path / "audit").close()


def test_an_audit_is_gathered_observed_and_judged_and_then_only_judged(tmp_path: Path) -> None:
    with serving() as vendor:
        made, told = prepared(tmp_path, vendor.url), []
        out = tmp_path / "audit"
        findings = run(made, out, watcher(told), Outside(seed=7))
        assert findings == Folder(out).findings()
        assert Folder(out).about.seed == 7
        assert Folder(out).about.ended
        asked = len(vendor.asked)
        ended = Folder(out).about.ended
        assert run(made, out, watcher([])) == findings
        assert len(vendor.asked) == asked
    assert Folder(out).about.ended == ended
    assert told[0] == f"writing to {out}"
