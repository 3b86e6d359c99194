import pytest

from auditor.claims.answered import Answered
from auditor.claims.questions import generated
from auditor.claims.solved import items_for, solved
from tests.claims.answers import STATED, an_answer, failed

ITEMS = generated(7, 10)


def answers_by(right: dict[str, float]) -> list[Answered]:
    """Of each language's items the first ones of each family answered right, so many of ten."""
    made, seen = [], {}
    for item in ITEMS.values():
        at = seen[item.family, item.language] = seen.get((item.family, item.language), -1) + 1
        answer = ", ".join(item.answer) if isinstance(item.answer, tuple) else item.answer
        text = f"ANSWER: {answer}" if at < 10 * right[item.language] else "I do not know."
        made.append(an_answer("benchmark", item.id, text=text))
    return made


def test_each_family_and_language_has_its_share() -> None:
    measures, _ = solved(STATED, answers_by({"en": 0.7, "zh": 0.2}), ITEMS)
    assert len(measures) == 16
    for each in measures:
        assert (each.trials, each.hits) == (10, {"en": 7, "zh": 2}[each.language])
        assert each.low is not None
        assert each.high is not None
        assert each.low < (each.value or 0) < each.high


@pytest.mark.parametrize(
    ("right", "verdict"),
    [
        ({"en": 0.9, "zh": 0.9}, "supported"),
        ({"en": 0.9, "zh": 0.3}, "contradicted"),
        ({"en": 0.3, "zh": 0.9}, "contradicted"),
        ({"en": 0.8, "zh": 0.6}, "not distinguishable"),
    ],
)
def test_a_gap_between_languages_is_told(right: dict[str, float], verdict: str) -> None:
    _, (gap,) = solved(STATED, answers_by(right), ITEMS)
    assert (gap.check, gap.verdict) == ("benchmark/language-gap", verdict)


def test_few_items_support_nothing() -> None:
    few = [each for each in answers_by({"en": 1.0, "zh": 1.0}) if "amounts" in each.question]
    assert len(few) == 20
    assert solved(STATED, few, ITEMS)[1][0].verdict == "not distinguishable"


def test_an_item_without_an_answer_was_not_judged() -> None:
    item = next(iter(ITEMS))
    (measure,), (gap,) = solved(STATED, [failed("benchmark", item)], ITEMS)
    assert (measure.trials, measure.not_judged, measure.value) == (0, 1, None)
    assert gap.verdict == "not tested"
    assert solved(STATED, [an_answer("benchmark", "of-another-version")], ITEMS)[0] == []


@pytest.mark.parametrize(
    ("gap", "share", "items"), [(0.2, 0.5, 95), (0.05, 0.5, 1566), (0.2, 1, 32)]
)
def test_how_many_items_a_gap_needs(gap: float, share: float, items: int) -> None:
    assert items_for(gap, share) == items
