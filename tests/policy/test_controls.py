"""What the rules say of each control, and never more than that."""

import pytest

from auditor.evidence.finding import Verdict
from auditor.evidence.topic import FrameworkResult, TopicResult
from auditor.policy.controls import framework_results
from auditor.policy.frameworks import Control, Framework
from tests.making import a_finding

STANDARD = Framework(
    id="std",
    title="A standard",
    edition="1",
    publisher="Somebody",
    source="https://example.test/",
    read_on="2026-11-23",
    licence="Free.",
    complete=True,
    applies_from="2020-01-01",
    controls=(
        Control("a.1", "A.1", "First", ("privacy",), topics=("pr-09", "zz-01")),
        Control("a.2", "A.2", "Second", ("privacy",), "2027-12-02", "for some"),
    ),
)
TOPIC = TopicResult("pr-09", "privacy", "document", {}, "document needed", "")


def result(*said: tuple[str, Verdict], as_of: str = "2026-11-23") -> FrameworkResult:
    findings = [a_finding(rule=rule, verdict=verdict) for rule, verdict in said]
    maps = {"silent": {"std": ["a.1"]}} if not said else {r: {"std": ["a.1"]} for r, _ in said}
    [page] = framework_results([STANDARD], maps, findings, [TOPIC], as_of)
    return page


@pytest.mark.parametrize(
    ("verdicts", "state"),
    [
        (["broken", "kept", "waived"], "failed"),
        (["waived", "kept", "inconclusive"], "waived"),
        (["kept", "inconclusive"], "inconclusive"),
        (["kept", "not tested"], "kept in part"),
        (["kept"], "kept in part"),
        (["not tested"], "not tested"),
    ],
)
def test_the_gravest_verdict_counts_and_kept_is_only_in_part(
    verdicts: list[Verdict], state: str
) -> None:
    page = result(*((f"rule-{each}", each) for each in verdicts))
    assert page.controls[0].state == state
    assert page.counts[state] == 1
    assert sum(page.counts.values()) == 2


def test_a_control_that_no_rule_maps_to_says_so() -> None:
    assert result(("r", "kept")).controls[1].state == "no rule"


def test_a_rule_that_found_no_subject_was_not_tested() -> None:
    control = result().controls[0]
    assert (control.state, control.rules) == ("not tested", {"not tested": ("silent",)})


def test_a_rule_that_says_two_things_of_two_subjects_stands_under_both() -> None:
    control = result(("r", "kept"), ("r", "broken")).controls[0]
    assert control.rules == {"broken": ("r",), "kept": ("r",)}


def test_topics_stand_with_their_state_and_unknown_ones_not_at_all() -> None:
    assert result().controls[0].topics == {"pr-09": "document needed"}


@pytest.mark.parametrize(
    ("as_of", "in_force"), [("2027-12-01", False), ("2027-12-02", True), ("2019-01-01", False)]
)
def test_a_control_applies_from_its_own_day(as_of: str, in_force: bool) -> None:
    first, second = result(as_of=as_of).controls
    told = (second.applies_from, second.in_force, second.note)
    assert told == ("2027-12-02", in_force, "for some")
    assert (first.applies_from, first.in_force) == ("2020-01-01", as_of >= "2020-01-01")
