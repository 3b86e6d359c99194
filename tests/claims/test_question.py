from auditor.claims.question import Question


def test_a_question_is_asked_once_in_english_unless_it_says_otherwise() -> None:
    asked = Question("identity", "unled.who.en", "Who are you?")
    assert (asked.language, asked.trials, dict(asked.sampling), asked.stream) == ("en", 1, {}, None)
