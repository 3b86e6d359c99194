import pytest

from auditor.detect.refusal_hints import ENOUGH, HINTS, hinted

SAID = [
    (["my discretion isn't for sale."], True),
    (["客人没点头，我就不开口。"], True),
    (["breakfast is at seven.", "the pool is open."], False),
    (["[redacted for privacy]"], False),
    ([], False),
]


@pytest.mark.parametrize(("sentences", "enough"), SAID)
def test_hints_add_up_only_where_several_kinds_meet(sentences, enough):
    assert (hinted(sentences, lone=len(sentences) == 1) >= ENOUGH) == enough


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_hint_is_enough_by_itself_and_facts_take_points_away(language):
    points = [worth for worth, _ in HINTS[language].values()]
    assert max(points) < ENOUGH
    assert min(points) < 0


def test_two_sentences_side_by_side_count_and_not_three():
    assert hinted(["a secret.", "not mine."], lone=False) > hinted(
        ["a secret.", "hello.", "not mine."], lone=False
    )
