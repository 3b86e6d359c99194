from typing import Any

import pytest

from auditor.evidence.finding import RISK_TABLE, RISKS
from auditor.evidence.measure import Rate
from auditor.policy.risk import confidence, likelihood, reach, risk
from tests.making import a_measure, an_observation
from tests.policy.cases import APP, TARGET, a_host, asked, covered

CONTROL = Rate(trials=40, hits=0, refused=0, not_judged=0, clusters=2)


@pytest.mark.parametrize(
    ("impact", "how_likely", "expected"),
    [(1, 1, "low"), (5, 1, "medium"), (1, 5, "medium"), (4, 3, "high"), (5, 5, "critical")],
)
def test_the_table(impact: int, how_likely: int, expected: str) -> None:
    assert risk(impact, how_likely) == expected


def test_risk_never_falls_where_impact_or_likelihood_rises() -> None:
    rank = {name: -number for number, name in enumerate(RISKS)}
    table = [[rank[cell] for cell in RISK_TABLE[impact]] for impact in range(1, 6)]
    assert all(row == sorted(row) for row in table)
    assert all(list(column) == sorted(column) for column in zip(*table, strict=True))


@pytest.mark.parametrize(
    ("breaking", "expected"),
    [
        ([an_observation()], 3),
        ([an_observation()] * 3, 4),
        ([an_observation()] * 20, 5),
        ([an_observation(sureness="possible")] * 20, 2),
        ([an_observation(sureness="possible"), an_observation()], 3),
        ([a_measure(low=0.009)], 1),
        ([a_measure(low=0.01)], 2),
        ([a_measure(low=0.06)], 3),
        ([a_measure(low=0.2), a_measure(low=0.06)], 4),
        ([a_measure(low=0.5)], 5),
        ([a_measure(low=None)], 1),
    ],
)
def test_likelihood_comes_from_what_was_seen(breaking: list[Any], expected: int) -> None:
    assert likelihood(breaking) == expected


@pytest.mark.parametrize(
    ("verdict", "breaking", "measures", "reached", "expected"),
    [
        ("broken", [an_observation()], [], "low", "high"),
        ("broken", [an_observation(sureness="likely")], [], "high", "medium"),
        ("broken", [an_observation(sureness="possible")], [], "high", "low"),
        ("broken", [a_measure(trials=40, control=CONTROL)], [], "low", "high"),
        ("broken", [a_measure(trials=40)], [], "high", "medium"),
        ("broken", [a_measure(trials=9, control=CONTROL)], [], "high", "low"),
        ("kept", [], [], "high", "high"),
        ("kept", [], [a_measure(trials=12)], "high", "medium"),
        ("inconclusive", [], [], "high", "medium"),
        ("inconclusive", [], [], "low", "low"),
        ("not tested", [], [], "high", "low"),
    ],
)
def test_confidence_comes_from_sureness_numbers_and_reach(
    verdict: Any, breaking: Any, measures: Any, reached: Any, expected: str
) -> None:
    assert confidence(verdict, breaking, measures, reached) == expected


@pytest.mark.parametrize(
    ("hosts", "expected"),
    [
        ((a_host(exchanges=30),), "high"),
        ((a_host(exchanges=12),), "medium"),
        ((a_host(exchanges=3),), "low"),
        (
            (a_host(exchanges=30), a_host(visibility="pinned", exchanges=0, connections=10)),
            "medium",
        ),
        ((a_host(exchanges=30), a_host(visibility="pinned", exchanges=0, connections=40)), "low"),
        ((a_host(exchanges=30, subject="other-app"),), "low"),
        ((), "low"),
    ],
)
def test_an_apps_reach_is_the_share_that_could_be_read(hosts: Any, expected: str) -> None:
    assert reach(APP, covered(hosts=hosts)) == expected


@pytest.mark.parametrize(("answers", "expected"), [(30, "high"), (10, "medium"), (9, "low")])
def test_a_targets_reach_is_its_answers(answers: int, expected: str) -> None:
    assert reach(TARGET, covered(probes=(asked(answers),))) == expected
