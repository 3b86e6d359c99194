from auditor.claims.answered import by_question, cap, good, of_check
from tests.claims.answers import an_answer, failed


def test_answers_are_picked_and_grouped() -> None:
    answers = [an_answer(trial=2, text="b"), an_answer("billing"), an_answer(text="a"), failed()]
    assert [each.check for each in of_check(answers, "billing")] == ["billing"]
    assert len(good(answers)) == 3
    grouped = by_question(of_check(good(answers), "service"))
    assert {name: [each.text for each in group] for name, group in grouped.items()} == {
        "cap": ["a", "b"]
    }


def test_a_limit_is_read_as_it_was_sent() -> None:
    assert cap(an_answer(sampling={"max-tokens": 8})) == 8
    assert cap(an_answer(sampling={"max-tokens": "vendor"})) is None
    assert cap(an_answer(sampling={})) is None
