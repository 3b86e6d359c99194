"""The shipped checklist is whole, and what is wrong with one is said with its line."""

import ast
from pathlib import Path

import pytest

from auditor.errors import AuditorError
from auditor.evidence.checks import CHECKS
from auditor.packs import shipped_packs
from auditor.policy.checklist import (
    checklist_files,
    checklist_problems,
    find_checklist,
    unknown_topic,
)
from auditor.policy.measures import shipped_measures
from auditor.policy.rule import load_rules, words
from auditor.shipped import shipped

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


RULES = {rule.id: rule for pack in shipped_packs("rules") for rule in load_rules(pack)}


def _texts_in_code() -> set[str]:
    """Every literal text in the modules that make claims and measures."""
    trees = (ast.parse(path.read_text()) for path in shipped("auditor", "claims").rglob("*.py"))
    nodes = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {node.value for node in nodes if isinstance(node.value, str)}


def test_every_name_that_a_topic_gives_is_of_something_that_is_there() -> None:
    made = _texts_in_code()
    for topic in TOPICS:
        for rule in topic.rules:
            assert RULES[rule].about != "attestation", (topic.id, rule)
        assert set(topic.measures) <= shipped_measures(), topic.id
        assert set(topic.claims) <= set(CHECKS), topic.id
        asked = [rule for rule in topic.rules if RULES[rule].about != "claim"]
        if topic.claims and not asked:
            assert set(topic.claims) & made, topic.id


def test_every_topic_that_is_measured_names_what_measures_it_or_needs_a_document() -> None:
    """A rule about claims and the check that it asks stand together, so that either answers."""
    unanswered = []
    for topic in TOPICS:
        rules = [RULES[rule] for rule in topic.rules]
        asked = [words(rule.when["check"]) for rule in rules if rule.about == "claim"]
        assert sorted(sum(asked, ())) == sorted(topic.claims), topic.id
        if topic.evidence != "document" and not rules:
            assert topic.test, topic.id
            unanswered.append(topic.id)
    assert unanswered == [
        "ds-04", "ds-16", "pr-10", "pr-11", "pr-12", "pf-05", "pf-06", "pf-08", "pf-11",
        "ip-07",
    ]  # fmt: skip


def test_every_check_that_somebody_can_make_answers_a_topic() -> None:
    answered = {check for topic in TOPICS for check in topic.claims}
    # What a vendor writes about itself answers no question of any questionnaire; a style proves
    # nothing.
    aside = {check for check in CHECKS if check.startswith("arithmetic/")} | {"provenance/style"}
    assert set(CHECKS) & _texts_in_code() - aside <= answered


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("", "", []),
        (
            "no-plain-http",
            "no-plain-htp",
            [
                "10:13: no shipped rule that judges evidence is called 'no-plain-htp' "
                "(did you mean 'no-plain-http'?)"
            ],
        ),
        (
            "[no-plain-http]",
            "[access-is-managed]",
            [
                "10:13: no shipped rule that judges evidence is called 'access-is-managed' "
                "()"
            ],
        ),
        (
            "rules: [no-plain-http]",
            "claims: [equality/drifts]",
            ["10:14: no check is called 'equality/drifts' (did you mean 'equality/drift'?)"],
        ),
        (
            "rules: [no-plain-http]",
            "claims: [drift]",
            ["10:14: claims: 'drift' is not a check of claims, such as equality/drift ()"],
        ),
        (
            "rules: [no-plain-http]",
            "measures: [told-again]\n    test: Look at it.",
            [
                "10:16: no shipped probe yields the measure 'told-again' "
                "(did you mean 'told-again-rate'?)"
            ],
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
