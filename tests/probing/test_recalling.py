"""What an earlier audit planted is asked about again: by whom, in which words, beside whom."""

from collections import Counter
from pathlib import Path

import pytest

from auditor.errors import AuditorError, EvidenceAltered
from auditor.evidence.exchange import Blob
from auditor.evidence.folder import Folder
from auditor.evidence.persona import persona_of
from auditor.evidence.writer import Writer
from auditor.probing.outcomes import finished
from auditor.probing.recalling import DECOYS, read_revisit
from auditor.probing.schedule import remaining
from tests.making import a_writer
from tests.probing.fake import FakeVendor, answer, refuse
from tests.probing.making import a_lane, ask, asked, jobs
from tests.probing.test_lane import a_recall

RECALL = a_recall()


@pytest.fixture
def old(tmp_path: Path, fake_vendor: FakeVendor) -> Path:
    """An audit that planted four persons."""
    with a_writer(tmp_path / "old") as writer:
        ask(a_lane(writer, fake_vendor.url), jobs(RECALL))
        path = writer.path
    fake_vendor.seen.clear()
    return path


def everything(path: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in path.rglob("*") if file.is_file()}


def test_each_planting_is_asked_about_once_beside_its_decoys(
    old: Path, writer: Writer, fake_vendor: FakeVendor
) -> None:
    before = everything(old)
    revisit = read_revisit(old)
    todo = revisit.jobs([RECALL], "chat", 8, None)
    ask(a_lane(writer, fake_vendor.url), todo)
    again = [(each.asked, each) for each in asked(writer) if each.asked]
    assert Counter(a.arm for a, _ in again) == {"test": 4, "decoy": 4 * DECOYS}
    assert len({(a.phrasing, a.arm, a.trial) for a, _ in again}) == 4 * (1 + DECOYS)
    assert len(revisit.plantings) == 4
    names = {each.persona.values["person"][0] for each in revisit.plantings}
    for a, exchange in again:
        body = writer.body(Blob(exchange.planted[0].persona, 0)) or b""
        assert (persona_of(body).values["person"][0] in names) == (a.arm == "test")
    said = [text for seen in fake_vendor.asked for text in seen.texts]
    emails = [each.persona.values["email"][0] for each in revisit.plantings]
    assert not any(email in text for email in emails for text in said)
    assert all(sum(name in text for text in said) == 1 for name in names)
    assert everything(old) == before


def test_where_and_when_it_was_planted_is_known(old: Path) -> None:
    about = read_revisit(old).about
    assert about.audit == "Example vendor, pre-purchase check"
    assert len(about.head) == 64
    starts = [
        each.started for each in asked(Folder(old)) if each.asked and each.asked.arm == "plant"
    ]
    assert (about.first, about.last) == (min(starts), max(starts))
    assert about.decoys == DECOYS


def test_asking_again_goes_on_where_it_stopped(
    old: Path, writer: Writer, fake_vendor: FakeVendor
) -> None:
    todo = read_revisit(old).jobs([RECALL], "chat", 8, None)
    assert todo == read_revisit(old).jobs([RECALL], "chat", 8, None)
    ask(a_lane(writer, fake_vendor.url), todo[:7])
    assert remaining(todo, finished(writer.exchanges())) == todo[7:]


def test_the_plans_trials_and_probes_bound_what_is_asked(old: Path) -> None:
    revisit = read_revisit(old)
    assert len(revisit.jobs([RECALL], "chat", 8, 1)) == 2 * (1 + DECOYS)
    assert revisit.jobs([RECALL], "other", 8, None) == []
    assert revisit.jobs([], "chat", 8, None) == []


def test_what_never_arrived_is_not_asked_about(tmp_path: Path, fake_vendor: FakeVendor) -> None:
    fake_vendor.script = [answer("Who?"), refuse(400)]
    with a_writer(tmp_path) as writer:
        ask(a_lane(writer, fake_vendor.url), jobs(RECALL)[:1])
        path = writer.path
    with pytest.raises(AuditorError, match="nothing was planted in it for later"):
        read_revisit(path)


def test_who_was_erased_is_not_asked_about(old: Path) -> None:
    plants = [each for each in asked(Folder(old)) if each.asked and each.asked.arm == "plant"]
    with Writer.resume(old, "an erasure request") as writer:
        writer.erase({plants[0].planted[0].persona}, "request 17")
    assert len(read_revisit(old).plantings) == 3
    with Writer.resume(old, "more") as writer:
        writer.erase({each.planted[0].persona for each in plants[1:]}, "request 18")
    with pytest.raises(AuditorError, match="what was planted was erased"):
        read_revisit(old)


def test_altered_evidence_is_not_built_upon(old: Path) -> None:
    chain = old / "evidence" / "exchanges.jsonl"
    chain.write_bytes(chain.read_bytes().replace(b'"account":"a"', b'"account":"b"', 1))
    with pytest.raises(EvidenceAltered):
        read_revisit(old)
