"""Counts, ratings and the sentence for a board."""

from dataclasses import replace

import pytest

from auditor.evidence.finding import Finding
from auditor.report.rating import Counts, concerns, highest, rating, verdict
from tests.report.audits import BROKEN, FINDINGS, INCONCLUSIVE, KEPT, LEAKY, NOT_TESTED, WAIVED

LOW = replace(BROKEN, risk="low")
UNRATED = replace(BROKEN, risk=None)


@pytest.mark.parametrize(
    ("findings", "rated"),
    [
        ([], "not tested"),
        ([NOT_TESTED], "not tested"),
        ([INCONCLUSIVE], "not tested"),
        ([WAIVED], "not tested"),
        ([INCONCLUSIVE, NOT_TESTED], "not tested"),
        ([KEPT], "none"),
        ([KEPT, INCONCLUSIVE, NOT_TESTED, WAIVED], "none"),
        ([KEPT, LOW], "low"),
        ([LOW, BROKEN, KEPT], "high"),
        ([BROKEN, LEAKY], "critical"),
        ([LOW, UNRATED], "critical"),
    ],
)
def test_a_concern_is_rated_by_its_gravest_breach_and_never_for_comfort(
    findings: list[Finding], rated: str
) -> None:
    assert rating(findings) == rated


@pytest.mark.parametrize(
    ("findings", "risk"), [([KEPT], None), ([LOW, BROKEN], "high"), ([UNRATED], "critical")]
)
def test_only_broken_rules_count_as_risk(findings: list[Finding], risk: str | None) -> None:
    assert highest(findings) == risk


def test_all_five_concerns_are_told_whether_asked_for_or_not() -> None:
    told = [(each.id, each.rating, each.requested) for each in concerns(FINDINGS, ("privacy",))]
    assert told == [
        ("data-security", "none", False),
        ("privacy", "critical", True),
        ("performance-claims", "not tested", False),
        ("ip-provenance", "not tested", False),
        ("governance", "not tested", False),
    ]


def test_a_concern_counts_its_own_findings() -> None:
    security, privacy, *_ = concerns(FINDINGS, ())
    assert security.counts == Counts(broken=0, kept=1, inconclusive=1, not_tested=1, waived=0)
    assert privacy.counts == Counts(broken=2, kept=0, inconclusive=0, not_tested=0, waived=0)


@pytest.mark.parametrize(
    ("findings", "sentence"),
    [
        ([], "No rule was applied to V, so this audit says nothing about it."),
        (
            [NOT_TESTED] * 2,
            "None of the 2 checks of V could be made, so this audit says nothing about it, "
            "good or bad.",
        ),
        (
            [BROKEN, KEPT, KEPT, INCONCLUSIVE, NOT_TESTED],
            "In this audit 1 of 5 checks of V found a rule broken, at worst with high risk; "
            "2 found it kept, 1 was inconclusive and 1 could not be made.",
        ),
        ([BROKEN], "In this audit 1 of 1 check of V found a rule broken, at worst with high risk."),
        (
            [INCONCLUSIVE, INCONCLUSIVE, NOT_TESTED],
            "This audit could not settle a single check of V; 2 were inconclusive and "
            "1 could not be made.",
        ),
        (
            [KEPT, KEPT],
            "In this audit V kept the rule in every one of 2 checks, as far as could be seen.",
        ),
        (
            [KEPT, WAIVED],
            "In this audit none of 2 checks of V found a rule broken that was not waived; "
            "1 found it kept and 1 was waived.",
        ),
        (
            [KEPT, NOT_TESTED],
            "In this audit none of 2 checks of V found a rule broken; 1 found it kept and "
            "1 could not be made.",
        ),
    ],
)
def test_the_sentence_for_a_board_is_plain_and_fair(findings: list[Finding], sentence: str) -> None:
    assert verdict(findings, "V").sentence == sentence


def test_the_verdict_counts_every_state() -> None:
    said = verdict([*FINDINGS, WAIVED], "V")
    assert (said.broken, said.kept, said.inconclusive, said.not_tested, said.waived) == (
        *(2, 1, 1, 1, 1),
    )
    assert said.highest_risk == "critical"


def test_a_very_long_name_does_not_drown_the_sentence() -> None:
    assert len(verdict(FINDINGS, "V" * 1_000_000).sentence) < 300
