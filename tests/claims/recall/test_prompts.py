"""Every text is asked for by its beginning, and nothing of the rest is given away."""

from auditor.claims.provenance.tables import passages
from auditor.claims.recall.headers import _LED
from auditor.claims.recall.prompts import questions
from auditor.claims.recall.references import Text, hashed, words

TEXT = " ".join(f"word{n}" for n in range(60))


def test_free_texts_controls_notices_and_code_are_asked() -> None:
    asked = list(questions(None))
    kinds = {each.id.partition("-")[0]: 0 for each in asked}
    for each in asked:
        kinds[each.id.partition("-")[0]] += each.trials
    assert kinds == {"text": 36, "notice": 12, "code": 24}
    assert len({each.id for each in asked}) == len(asked)


def test_half_of_a_text_is_given_and_not_the_other() -> None:
    asked = {each.id: each for each in questions(None)}
    for text in passages().free:
        said = asked[f"text-{text.id}"].text
        assert text.text[:7] in said
        assert " ".join(words(text.text)[-8:]) not in " ".join(words(said))


def test_only_a_document_that_kept_its_opening_is_asked_for() -> None:
    kept = hashed([Text("a", "a.txt", "protected", TEXT)], openings=10)
    bare = hashed([Text("a", "a.txt", "protected", TEXT)])
    (own,) = [each for each in questions(kept) if each.id.startswith("own-")]
    assert own.text.endswith("word8 word9")
    assert not [each for each in questions(bare) if each.id.startswith("own-")]


def test_no_task_for_code_asks_for_a_licence_and_every_notice_does() -> None:
    for each in questions(None):
        if each.id.startswith(("code-", "notice-")):
            assert bool(_LED.search(each.text)) == each.id.startswith("notice-"), each.text
