"""What an answer is worth on a day, and files of answers."""

from pathlib import Path

import pytest

from auditor.errors import AuditorError
from auditor.policy.attestations import Given, attestations_file, read_attestations, state_of

SHOWN: Given = {
    "topic": "pr-09",
    "answer": "yes",
    "document": "Data-processing agreement",
    "issued": "2026-01-01",
    "expires": "2026-12-31",
    "reviewer": "A. Person",
    "reviewed": "2026-02-01",
}


@pytest.mark.parametrize(
    ("changes", "as_of", "state"),
    [
        ({}, "2026-11-23", "met"),
        ({}, "2026-12-31", "met"),
        ({}, "2027-01-01", "document expired"),
        ({"expires": ""}, "2036-01-01", "met"),
        ({"document": ""}, "2026-11-23", "document needed"),
        ({"reviewer": ""}, "2026-11-23", "document needed"),
        ({"reviewed": ""}, "2026-11-23", "document needed"),
        # What was read or issued later shows nothing on that day.
        ({}, "2026-01-31", "document needed"),
        ({"issued": "2026-12-01"}, "2026-11-23", "document needed"),
        ({"in-scope": "no"}, "2026-11-23", "document needed"),
        ({"in-scope": "yes"}, "2026-11-23", "met"),
        ({"answer": "no"}, "2026-11-23", "not met"),
        ({"answer": "partly"}, "2026-11-23", "partly"),
        ({"answer": "not applicable"}, "2026-11-23", "not tested"),
        ({"answer": ""}, "2026-11-23", "not tested"),
    ],
)
def test_a_yes_counts_only_with_a_document_that_somebody_read(
    changes: Given, as_of: str, state: str
) -> None:
    assert state_of(SHOWN | changes, as_of) == state


def test_a_file_gives_the_answers_as_they_stand_on_the_day(tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    path.write_bytes(attestations_file("a-vendor", [SHOWN, {"topic": "gv-01", "answer": "no"}]))
    first, second = read_attestations(path, "a-vendor", "2027-06-01")
    assert (first.id, first.topic, first.state) == ("a-vendor/pr-09", "pr-09", "document expired")
    assert (first.document, first.reviewer, first.in_scope) == (
        "Data-processing agreement",
        "A. Person",
        "",
    )
    assert (second.topic, second.state, second.answer) == ("gv-01", "not met", "no")


def test_hard_texts_come_back_as_they_were(tmp_path: Path) -> None:
    text = "=1+1\n\"quoted\" \\ 'x' : # - {a: b} 是的 \U0001f600 \u00a0\u2028\ufeff\t|"
    path = tmp_path / "answers.yaml"
    path.write_bytes(attestations_file("v", [{**SHOWN, "comment": text, "scope": "x" * 2000}]))
    [found] = read_attestations(path, "v", "2026-11-23")
    assert (found.comment, found.scope) == (text, "x" * 2000)


@pytest.mark.parametrize(
    ("answers", "told", "hint"),
    [
        ("- {topic: pr-99, answer: 'no'}", "3:4: no topic is called 'pr-99'", "did you mean 'pr-19'?"),
        ("- {topic: pr-09, answer: maybe}", "3:18: answer: 'maybe' is not one of yes, no, partly, not applicable", ""),
        ("- {topic: pr-09, answer: 'no', expires: 2026-02-30}", "3:32: '2026-02-30' is no day", "a date such as 2026-11-23"),
        ("- {topic: pr-09, answer: 'no', expires: 2026-02-01, issued: 2026-03-01}", "3:32: expires before it was issued", "a later day"),
        ("- {topic: pr-09, answer: 'no'}\n- {topic: pr-09, answer: 'yes'}", "4:4: 'pr-09' is answered twice", ""),
        ("- {topic: pr-09, answer: 'no', sha256: abc}", "3:32: sha256: 'abc' is not 64 hexadecimal digits in lower case", ""),
        ("- {topic: pr-09, answer: 'no', comment: \"a\\x1bb\"}", "3:32: comment: 'a\\x1bb' is not text without control characters", ""),
        ("- {topic: pr-09, answer: 'no', reviewd: x}", "3:32: unknown key 'reviewd'", "did you mean 'reviewed'?"),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_one_line(tmp_path: Path, answers: str, told: str, hint: str) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text(f"vendor: v\nanswers:\n{answers}\n")
    with pytest.raises(AuditorError) as error:
        read_attestations(path, "v", "2026-11-23")
    assert (str(error.value).removeprefix(f"{path}:"), error.value.hint) == (told, hint)


def test_answers_of_another_vendor_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    path.write_bytes(attestations_file("another", [SHOWN]))
    with pytest.raises(AuditorError, match="answers of 'another', and the vendor is 'v'"):
        read_attestations(path, "v", "2026-11-23")
