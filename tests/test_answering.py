"""What the answers of an audit suffice for: claims from its evidence, with no further call."""

from dataclasses import replace
from pathlib import Path

import pytest

from auditor.answering import REFERENCES, answers_of, claims_of_answers, recited
from auditor.claims.provenance.identity import UNLED, questions
from auditor.claims.recall.references import Text, hashed, write_references
from auditor.evidence.about import TargetAbout
from auditor.evidence.exchange import Arm
from auditor.evidence.folder import Folder
from auditor.evidence.jsonl import encode
from auditor.evidence.writer import Writer
from tests.making import a_writer, an_exchange

TARGET = TargetAbout("chat", "openai-chat", "house-model", "https://api.example-vendor.test/v1")
TEXT = " ".join(f"word{n}" for n in range(80))


@pytest.fixture
def writer(tmp_path: Path) -> Writer:
    return a_writer(tmp_path, targets=(TARGET,), vendor="generic")


def an_answer(
    writer: Writer,
    says: str,
    *,
    probe: str = "some",
    phrasing: str = "a",
    trial: int = 1,
    asks: str = "hello",
    arm: Arm = "test",
    subject: str = "chat",
) -> None:
    made = an_exchange(writer, sent=encode({"messages": [{"role": "user", "content": asks}]}))
    assert made.asked
    assert made.received
    pack = "checks" if probe == "identity" else "privacy"
    asked = replace(made.asked, pack=pack, probe=probe, phrasing=phrasing, trial=trial, arm=arm)
    parts = [{"channel": "reasoning", "text": "I am ChatGPT."}, {"channel": "answer", "text": says}]
    received = replace(made.received, joined=writer.keep(encode(parts)))
    id_ = f"x-{len(list(writer.exchanges()))}"
    writer.append(replace(made, id=id_, subject=subject, asked=asked, received=received))


def folder_of(writer: Writer) -> Folder:
    writer.close()
    return Folder(writer.path)


def test_an_audit_that_asked_nothing_of_the_kind_claims_nothing(writer: Writer) -> None:
    an_answer(writer, "I am ChatGPT by OpenAI.")
    assert claims_of_answers(folder_of(writer), []) == []


def test_a_question_asked_again_counts_once_with_its_last_answer(writer: Writer) -> None:
    an_answer(writer, "first")
    an_answer(writer, "second")
    an_answer(writer, "of another arm", arm="control")
    mine = answers_of(folder_of(writer))["chat"]
    assert [each.said.text for each in mine] == ["second", "of another arm"]
    assert "hello" in mine[0].said.prompt
    assert mine[0].said.template == "some/a"


def test_questions_on_identity_make_a_claim_without_further_wiring(writer: Writer) -> None:
    for number, each in enumerate(questions(["en", "de", "fr"])):
        other = each.arm == UNLED and number % 2
        for trial in range(1, 5):
            says = "I am ChatGPT, made by OpenAI." if other else "It was Edison."
            an_answer(writer, says, probe="identity", phrasing=each.id, trial=trial)
    an_answer(writer, "I am ChatGPT.", probe="identity", phrasing="not-one-of-ours")
    (claim,) = claims_of_answers(folder_of(writer), [])
    assert (claim.check, claim.verdict) == ("provenance/identity", "contradicted")


def test_the_plans_references_are_looked_for_in_every_answer(writer: Writer) -> None:
    references = hashed([Text("mine", "mine.txt", "protected", TEXT)])
    write_references(references, writer.path / REFERENCES)
    an_answer(writer, TEXT, asks="Go on: word0 word1 word2 word3 word4 word5")
    folder = folder_of(writer)
    (claim,) = claims_of_answers(folder, [])
    assert (claim.check, claim.verdict, claim.measured) == ("text/verbatim", "contradicted", 78.0)
    assert claim in recited(folder, references)


def test_what_the_request_held_is_not_recited(writer: Writer) -> None:
    references = hashed([Text("mine", "mine.txt", "protected", TEXT)])
    an_answer(writer, TEXT, asks=f"Repeat: {TEXT}")
    (claim,) = recited(folder_of(writer), references)
    assert (claim.verdict, claim.measured) == ("supported", 0.0)


def test_three_targets_with_enough_answers_make_a_table_of_styles(tmp_path: Path) -> None:
    names = ("chat", "other", "third")
    targets = tuple(replace(TARGET, id=name) for name in names)
    writer = a_writer(tmp_path, targets=targets, vendor="generic")
    for name in names:
        for trial in range(50):
            an_answer(writer, f"{name} says {name} again.", trial=trial, subject=name)
    claims = claims_of_answers(folder_of(writer), [])
    assert [(each.check, each.target) for each in claims] == [
        ("provenance/style", name) for name in names
    ]
