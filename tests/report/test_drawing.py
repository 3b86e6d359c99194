"""Where the marks of a drawing stand."""

from dataclasses import replace

from auditor.report.drawing import matrix, plot, stack
from auditor.report.rating import Counts
from tests.report.audits import BROKEN, FINDINGS, KEPT, LEAKY, MEASURE


def test_a_bar_shares_its_width_by_count_and_leaves_out_empty_states() -> None:
    segments = stack(Counts(broken=1, kept=2, inconclusive=0, not_tested=1, waived=0))
    assert [(s.state, s.count, s.x, s.width) for s in segments] == [
        ("broken", 1, 0.0, 60.0),
        ("not tested", 1, 60.0, 60.0),
        ("kept", 2, 120.0, 120.0),
    ]


def test_a_bar_of_nothing_has_no_parts() -> None:
    assert stack(Counts(broken=0, kept=0, inconclusive=0, not_tested=0, waived=0)) == ()


def test_a_measure_is_drawn_with_its_interval_beside_its_control() -> None:
    drawn = plot(replace(MEASURE, value=0.5, low=0.25, high=0.75))
    assert [(d.label, d.low, d.x, d.high, d.y, d.main) for d in drawn.dots] == [
        ("asked", 130.0, 190.0, 250.0, 22, True),
        ("control", 70.0, 70.0, 133.5, 44, False),
        ("allowed", 199.77, 310.0, 310.0, 66, False),
    ]
    assert drawn.words == (
        "asked: 7 of 12, 50% (25% to 75%); control: 0 of 12, 0% (0% to 26%); "
        "allowed: 6 of 6, 100% (54% to 100%)"
    )


def test_a_measure_without_a_value_is_not_drawn() -> None:
    drawn = plot(replace(MEASURE, value=None, low=None, high=None, control=None, allowed=None))
    assert (drawn.dots, drawn.words) == ((), "no value")


def test_a_value_outside_the_axis_stays_on_the_drawing() -> None:
    (dot,) = plot(replace(MEASURE, value=3.0, low=-1.0, high=9.0, control=None, allowed=None)).dots
    assert (dot.low, dot.x, dot.high) == (70.0, 310.0, 310.0)


def test_the_matrix_counts_broken_rules_where_they_belong() -> None:
    cells = matrix([*FINDINGS, replace(BROKEN, risk="medium"), KEPT])
    told = [(c.impact, c.likelihood, c.count, c.risk) for c in cells if c.count]
    assert len(cells) == 25
    assert told == [(5, 4, 1, "critical"), (4, 4, 2, "high")]


def test_the_matrix_has_impact_upwards_and_likelihood_to_the_right() -> None:
    cells = {(c.impact, c.likelihood): (c.x, c.y) for c in matrix([LEAKY])}
    assert cells[5, 1] == (36, 8)
    assert cells[1, 5] == (172, 144)
