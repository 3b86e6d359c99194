"""What the pages show of the checklist and of frameworks, and that they show it as text."""

from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from auditor.evidence.attestation import Attestation
from auditor.evidence.finding import Judged
from auditor.evidence.topic import CONTROL_STATES, ControlResult, FrameworkResult, TopicResult
from auditor.report.answers import Said, framework_page, topics
from auditor.report.html import render_framework, render_html
from auditor.report.report import Report, build
from tests.report.audits import (
    ABOUT,
    BROKEN,
    COVERAGE,
    KEPT,
    MEASURE,
    OBSERVATIONS,
    audit,
)
from tests.report.test_html import EVIL, SHOWN, Parsed

ANSWER = Attestation("v/pr-02", "pr-02", "v", "met", "yes", comment="We never do.")
TOPICS = (
    TopicResult(
        "ds-08", "data-security", "document", {"en": "Encrypted?", "zh": "加密？"},
        "document needed", "No document was handed in.", documents=("SOC 2 report",),
    ),
    TopicResult(
        "pr-02", "privacy", "traffic", {"en": "To nobody?", "zh": "不给别人？"}, "not met",
        "Broken: a-rule.", "not met", "met", "The vendor answers yes, and it is not so.",
        attestation=ANSWER,
    ),
    TopicResult("pf-05", "performance-claims", "probe", {"en": "True?", "zh": "真？"}, "not tested", "w"),
)  # fmt: skip
CONTROLS = (
    ControlResult("art-1", "Art. 1", "Subject", ("privacy",), "no rule", note="a note",
                  applies_from="2027-12-02", in_force=False),
    ControlResult("art-5", "Art. 5", "Principles", ("privacy",), "failed",
                  {"broken": (BROKEN.rule,), "kept": (KEPT.rule,), "not tested": ("silent",)},
                  {"pr-02": "not met"}),
)  # fmt: skip
GDPR = FrameworkResult(
    "gdpr", "A regulation", "2016", "Somebody", "https://example.test/", "2026-11-23", "Free.",
    complete=False, note="Ask counsel.", controls=CONTROLS,
    counts={state: [c.state for c in CONTROLS].count(state) for state in CONTROL_STATES},
)  # fmt: skip


FREE = (
    "because comment contradiction edition licence note number publisher source subject test title"
)


def poisoned(record: Any) -> Any:
    """The same record with a hostile text behind every text from outside that is not empty."""
    if isinstance(record, tuple):
        return tuple(poisoned(each) for each in record)
    if isinstance(record, str):
        return record + EVIL
    held = {field.name: getattr(record, field.name) for field in fields(record)}
    made = {name: poisoned(held[name]) for name in FREE.split() if held.get(name)}
    for name in ("attestation", "controls", "documents"):
        if held.get(name):
            made[name] = poisoned(held[name])
    if "question" in held:
        made["question"] = {language: text + EVIL for language, text in held["question"].items()}
    return replace(record, **made)


def report(folder: Path, change: Callable[[Any], Any] = lambda record: record) -> Report:
    made = audit(folder, ABOUT, OBSERVATIONS, (MEASURE,), COVERAGE)
    judged = Judged(
        "2026-11-23",
        list(change((BROKEN, KEPT))),
        checklist=change(TOPICS),
        frameworks=change((replace(GDPR, id="other"), GDPR)),
        stale=change(("Prices are old.",)),
    )
    return build(made, judged)


def test_answered_topics_stand_by_area_and_the_others_apart() -> None:
    view = topics(TOPICS)
    assert view.counts == (("not met", 1), ("document needed", 1), ("not tested", 1))
    assert [each.id for each in view.contradictions] == ["pr-02"]
    assert [(area, [t.id for t in some]) for area, some in view.answered] == [
        ("Privacy", ["pr-02"])
    ]
    assert [each.id for each in view.unanswered] == ["ds-08", "pf-05"]


def test_a_control_shows_what_each_rule_says_of_whom_and_those_without_come_last() -> None:
    page = framework_page(GDPR, [BROKEN, KEPT], TOPICS)
    assert [row.control.id for row in page.rows] == ["art-5", "art-1"]
    assert page.rows[0].said == (Said("broken", BROKEN.title, BROKEN.rule, BROKEN.subject),)
    assert page.rows[0].quiet == (
        ("kept", (Said("kept", KEPT.title, KEPT.rule, KEPT.subject),)),
        ("not tested", (Said("not tested", "silent", "silent", ""),)),
    )
    assert [finding.rule for finding, _ in page.failed] == [BROKEN.rule]
    assert (page.failing, page.tested) == ("Art. 5", 1)
    assert page.apart == "Art. 1"
    assert [each.id for each in page.topics] == ["pr-02"]


def test_the_report_counts_every_framework_and_shows_those_asked_for(tmp_path: Path) -> None:
    made = report(tmp_path / "a")
    assert "Prices are old." in made.limits
    without, asked = render_html(made), render_html(made, ["gdpr"])
    for page in (without, asked):
        told = "".join(Parsed(page).text)
        assert told.count("A regulation") >= 2
        assert "The vendor answers yes, and it is not so." in told
        assert "We never do." in told
        assert "不给别人？" in told
    assert "Principles" not in without
    assert asked.count("Principles") == 1


def test_a_framework_has_a_page_that_says_everything_by_itself(tmp_path: Path) -> None:
    told = "".join(Parsed(render_framework(report(tmp_path / "a"), GDPR)).text)
    for part in (
        "A regulation", "Art. 5", "Principles", BROKEN.title, "our-client", "Ask counsel.",
        "does not apply before 2027-12-02; a note", "read on 2026-11-23", "Prices are old.",
        "No control is called complied with", "To nobody?",
    ):  # fmt: skip
        assert part in told, part
    assert "compliant" not in told


@pytest.mark.parametrize("alone", [True, False])
def test_a_hostile_text_adds_no_tag_and_is_shown_as_text(tmp_path: Path, alone: bool) -> None:
    def rendered(made: Report) -> str:
        return render_framework(made, made.frameworks[1]) if alone else render_html(made, ["gdpr"])

    good, hostile = rendered(report(tmp_path / "a")), rendered(report(tmp_path / "b", poisoned))
    tags = [[(t, sorted(a)) for t, a in Parsed(page).tags] for page in (good, hostile)]
    assert tags[0] == tags[1]
    assert "".join(Parsed(hostile).text).count(SHOWN) > 15
