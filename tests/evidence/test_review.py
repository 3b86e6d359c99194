from pathlib import Path

import pytest

from auditor.errors import AuditorError
from auditor.evidence.finding import Judged
from auditor.evidence.folder import Folder
from auditor.evidence.review import Review, note_review, read_reviews, reviewed
from tests.making import a_finding, a_writer

ONE, OTHER = a_finding(fingerprint="a" * 32), a_finding(fingerprint="a" * 9 + "b" * 23)


@pytest.fixture(name="folder")
def a_folder(tmp_path: Path) -> Folder:
    with a_writer(tmp_path, ended="2026-11-23T18:30:00.000Z") as writer:
        made = Folder(writer.path)
    made.write_judged(Judged("2026-11-23", [ONE, OTHER]))
    return made


def noted(folder: Folder, named: str = "a" * 10, **said: str) -> None:
    told = {"by": "A. Person", "decision": "", "note": "", "reply": ""} | said
    note_review(folder.path, named, **told)


def test_a_decision_and_a_reply_stand_on_the_finding_and_in_custody(folder: Folder) -> None:
    noted(folder, decision="disputed", note="our own test host")
    noted(folder, reply="It is removed in 2.1.")
    one, other = folder.findings()
    assert one.review is not None
    assert (one.review["by"], one.review["decision"]) == ("A. Person", "disputed")
    assert one.review["note"] == "our own test host"
    assert one.vendor_reply == "It is removed in 2.1."
    assert (other.review, other.vendor_reply) == (None, None)
    acts = [act for act in folder.custody() if act.action == "reviewed"]
    assert [(act.why, act.detail["finding"]) for act in acts] == [
        ("a person decided", ONE.fingerprint),
        ("the vendor replied", ONE.fingerprint),
    ]


def test_the_last_decision_counts_and_none_is_lost(folder: Folder) -> None:
    noted(folder, decision="disputed")
    noted(folder, decision="accepted")
    (one, _) = folder.findings()
    assert one.review is not None
    assert one.review["decision"] == "accepted"
    assert [each.decision for each in read_reviews(folder.path)] == ["disputed", "accepted"]


@pytest.mark.parametrize(
    ("named", "told"),
    [("a" * 9, "2 findings begin with"), ("c" * 9, "no such finding"), ("a", "2 findings")],
)
def test_a_finding_must_be_named_so_that_it_is_one(folder: Folder, named: str, told: str) -> None:
    with pytest.raises(AuditorError, match=told):
        noted(folder, named, decision="accepted")
    assert read_reviews(folder.path) == []


def test_a_review_of_a_finding_that_is_gone_waits_for_its_return() -> None:
    review = Review(ONE.fingerprint, "A. Person", "2026-11-23T18:30:00.000Z", "accepted")
    (untouched,) = reviewed([OTHER], [review])
    assert untouched == OTHER
    (back,) = reviewed([ONE], [review])
    assert back.review == {
        "by": "A. Person",
        "when": "2026-11-23T18:30:00.000Z",
        "decision": "accepted",
        "note": "",
    }
