"""The shipped checklist is whole, and what is wrong with one is said with its line."""

from pathlib import Path

import pytest

from auditor.errors import AuditorError
from auditor.policy.checklist import (
    checklist_files,
    checklist_problems,
    find_checklist,
    unknown_topic,
)

TOPICS = find_checklist().topics

GOOD = """\
id: small
version: 1.0.0
format: 1
title: {en: Questions, zh: 问题}
topics:
  - id: ds-01
    area: data-security
    evidence: traffic
    question: {en: Is it encrypted?, zh: 是否加密？}
    rules: [no-plain-http]
    documents: [Statement]
    recurs-in: [SIG]
"""


def problems(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "small.yaml"
    path.write_text(text, "utf-8")
    return [
        f"{error} ({error.hint})".removeprefix(f"{path}:") for error in checklist_problems(path)
    ]


def test_the_shipped_checklist_asks_73_questions_in_two_languages() -> None:
    assert len(TOPICS) == len({topic.id for topic in TOPICS}) == 73
    kinds = [topic.evidence for topic in TOPICS]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "traffic": 12,
        "probe": 23,
        "mixed": 9,
        "document": 29,
    }
    for topic in TOPICS:
        assert topic.question["en"].endswith("?")
        assert topic.question["zh"].endswith(("？", "）？"))
        assert any("\u4e00" <= char <= "\u9fff" for char in topic.question["zh"])
        assert topic.documents
    assert len({topic.question["zh"] for topic in TOPICS}) == 73


@pytest.mark.parametrize("path", checklist_files(), ids=lambda path: path.stem)
def test_a_shipped_checklist_has_nothing_wrong(path: Path) -> None:
    assert list(checklist_problems(path)) == []


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("", "", []),
        (
            "no-plain-http",
            "no-plain-htp",
            ["10:13: no shipped rule is called 'no-plain-htp' (did you mean 'no-plain-http'?)"],
        ),
        (
            "    rules: [no-plain-http]\n",
            "",
            ["6:5: nothing answers 'ds-01' (rules: [...], or test: what would answer it)"],
        ),
        (
            "    rules: [no-plain-http]\n",
            "    test: Look at it.\n",
            [],
        ),
        ("id: small", "id: large", ["1:1: the checklist is called 'large', its file 'small.yaml' ()"]),
        (
            "evidence: traffic",
            "evidence: trafic",
            [
                "8:5: evidence: 'trafic' is not one of traffic, probe, mixed, document "
                "(did you mean 'traffic'?)"
            ],
        ),
        ("title: ", "title: !!python/x ", ["4:8: tags are not allowed ()"]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_checklist_is_one_line(
    tmp_path: Path, before: str, after: str, told: list[str]
) -> None:
    assert problems(tmp_path, GOOD.replace(before, after) if before else GOOD) == told


def test_a_topic_that_stands_twice_is_told(tmp_path: Path) -> None:
    twice = GOOD + GOOD[GOOD.index("  - id:") :]
    assert problems(tmp_path, twice) == ["13:5: the topic 'ds-01' stands twice ()"]


def test_an_unknown_name_is_told_with_a_suggestion() -> None:
    with pytest.raises(AuditorError, match="no checklist is called 'vendors'") as told:
        find_checklist("vendors")
    assert told.value.hint == "known ones: vendor"
    assert unknown_topic("PR-9", ["ds-01", "pr-09"], "f").hint == "did you mean 'pr-09'?"
    assert unknown_topic("?", ["ds-01"], "f").hint == "auditor checklist --format md lists them"
