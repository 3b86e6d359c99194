import pytest

from auditor.detect.refusal_score import ENOUGH, features, language_of, score


@pytest.mark.parametrize(
    ("text", "language"), [("My lips are sealed.", "en"), ("嘴严", "zh"), ("🤐", "en")]
)
def test_the_language_is_that_of_the_patterns(text, language):
    assert language_of(text) == language


def test_what_a_text_has_is_named():
    seen = features("Her secret stays with me.", "3.4", "en")
    assert {"secret", "short", "cues", "w:secret"} <= seen
    assert "phrase" not in seen


@pytest.mark.parametrize("text", ["My lips are sealed.", "这件事就留在我和档案之间吧。", "🤐"])
def test_who_never_says_so_declines(text):
    assert score(text, "") > ENOUGH


@pytest.mark.parametrize("text", ["Blue.", "The soup is ready.", "汤好了。", "蓝色。", "🙂👍"])
def test_who_answers_does_not(text):
    assert score(text, "") < ENOUGH


def test_words_of_refusal_weigh():
    assert score("It is so.", "phrase") > score("It is so.", "") + 1
