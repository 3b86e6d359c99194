"""The shipped frameworks are sound, and a mapping to what is none of their controls is told."""

from datetime import date
from pathlib import Path

import pytest

from auditor.errors import AuditorError
from auditor.policy.frameworks import (
    chosen,
    framework_files,
    framework_problems,
    mapping_problems,
    read_framework,
    shipped_frameworks,
)
from auditor.yamlfile import parse_yaml

GOOD = """\
id: small
title: A standard
edition: "1"
publisher: Somebody
source: https://example.test/
read-on: "2026-11-23"
licence: Free.
complete: true
controls:
  - {id: a.1, number: A.1, title: First, concerns: [privacy], topics: [pr-09]}
  - {id: a.2, number: A.2, title: Second, concerns: [privacy]}
"""


def problems(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "small.yaml"
    path.write_text(text)
    return [
        f"{error} ({error.hint})".removeprefix(f"{path}:") for error in framework_problems(path)
    ]


def test_the_frameworks_that_were_promised_are_there() -> None:
    shipped = shipped_frameworks()
    assert list(shipped) == [
        "ccpa", "csa-aicm", "cwe", "dsit-2025", "dsl", "eu-ai-act", "gdpr", "hecvat-4",
        "iso-27001-2022", "iso-42001-2023", "mcc-ai-2025", "mitre-atlas-5-6", "nist-ai-600-1",
        "nist-ai-rmf-1-0", "owasp-llm-2025", "owasp-mastg", "owasp-masvs-2-1", "owasp-maswe-1-0",
        "pipl", "soc-2-2017",
    ]  # fmt: skip
    assert sum(len(each.controls) for each in shipped.values()) >= 450
    for framework in shipped.values():
        date.fromisoformat(framework.read_on)
        for control in framework.controls:
            # Titles, never the text of a standard.
            assert len(control.title) <= 110, control.title
            if control.applies_from:
                date.fromisoformat(control.applies_from)


@pytest.mark.parametrize("path", framework_files(), ids=lambda path: path.stem)
def test_a_shipped_framework_has_nothing_wrong(path: Path) -> None:
    assert list(framework_problems(path)) == []
    assert read_framework(path).id == path.stem


@pytest.mark.parametrize(
    ("control", "applies"),
    [
        ("art-5", "2025-02-02"),
        ("art-53", "2025-08-02"),
        ("art-50", "2026-08-02"),
        ("art-9", "2027-12-02"),
        ("annex-iv", "2027-12-02"),
    ],
)
def test_the_ai_act_says_from_when_each_article_applies(control: str, applies: str) -> None:
    act = {each.id: each for each in shipped_frameworks()["eu-ai-act"].controls}
    assert act[control].applies_from == applies
    assert all(each.applies_from for each in act.values())


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("", "", []),
        ("a.2", "a.1", ["11:6: the id 'a.1' stands twice ()"]),
        ("A.2", "A.1", ["11:15: the number 'A.1' stands twice ()"]),
        (
            "pr-09",
            "pr-99",
            ["10:72: no topic is called 'pr-99' (did you mean 'pr-19'?)"],
        ),
        (
            "id: small",
            "id: large",
            ["1:1: the framework is called 'large', its file 'small.yaml' ()"],
        ),
        ("licence: Free.\n", "", ["1:1: 'licence' is missing ()"]),
        ("id: a.2", "id: A 2", ["11:6: id: 'A 2' is not lower case, spaces and colons a dash, as in a rule's maps ()"]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_framework_is_one_line(
    tmp_path: Path, before: str, after: str, told: list[str]
) -> None:
    assert problems(tmp_path, GOOD.replace(before, after) if before else GOOD) == told


@pytest.mark.parametrize(
    ("maps", "told"),
    [
        ("gdpr: [art-5]", []),
        ("gdpr: [art-5, art-555]", ["f.yaml:2:17: gdpr has no control 'art-555'"]),
        ("gdrp: [art-5]", ["f.yaml:2:3: no framework is called 'gdrp'"]),
        ("cwe: [319]", ["f.yaml:2:9: cwe has no control '319'"]),
    ],
)
def test_a_mapping_to_no_control_is_told_with_its_place(maps: str, told: list[str]) -> None:
    document = parse_yaml(f"maps:\n  {maps.replace('319', repr('319'))}\n", Path("f.yaml"))
    assert [str(error) for error in mapping_problems(document)] == told


def test_a_near_miss_is_suggested() -> None:
    document = parse_yaml("maps: {gdrp: [a], gdpr: [art-322], x: [y]}\n", Path("f.yaml"))
    first, second, third = (error.hint for error in mapping_problems(document))
    assert (first, second) == ("did you mean 'gdpr'?", "did you mean 'art-32'?")
    assert third.startswith("known ones: ccpa, csa-aicm")


@pytest.mark.parametrize(
    ("names", "ids"),
    [("", []), ("gdpr, eu-ai-act,gdpr", ["gdpr", "eu-ai-act"]), ("all", list(shipped_frameworks()))],
)  # fmt: skip
def test_frameworks_are_chosen_by_name_or_all(names: str, ids: list[str]) -> None:
    assert chosen(names) == ids


def test_an_unknown_framework_is_told_with_a_suggestion() -> None:
    with pytest.raises(AuditorError, match="no framework is called 'gdprr'") as told:
        chosen("pipl,gdprr")
    assert told.value.hint == "did you mean 'gdpr'?"
