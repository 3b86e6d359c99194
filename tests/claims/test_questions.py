from collections import Counter

from auditor.claims.questions import Wanted, generated, questions

EVERY = [
    "tokenizer",
    "service",
    "billing",
    "equality",
    "benchmark",
    "identity",
    "recitation",
    "parents",
]
TWO = Wanted(7, items=2)


def test_each_check_asks_its_questions() -> None:
    asked = questions(EVERY, Wanted(7, items=2, knows=("seed", "stop")))
    trials: Counter[str] = Counter()
    for each in asked:
        trials[each.check] += each.trials
    assert trials == {
        "tokenizer": 15,
        "service": 21,
        "billing": 14,
        "equality": 200,
        "benchmark": 32,
        "identity": 408,
        "recitation": 72,
        "parents": 672,
    }
    assert len({(each.check, each.id) for each in asked}) == len(asked)
    assert questions([], TWO) == []
    assert questions(["tokenizer", "tokenizer"], TWO) == questions(["tokenizer"], TWO)


def test_an_audit_has_items_of_its_own_and_finds_them_again() -> None:
    assert generated(7, 2).keys() == generated(7, 2).keys()
    assert not generated(7, 2).keys() & generated(8, 2).keys()
    asked = {each.id for each in questions(["benchmark"], TWO)}
    assert asked == set(generated(7, 2))


def test_what_a_dialect_does_not_know_is_not_asked() -> None:
    ids = {each.id for each in questions(["service"], Wanted(7))}
    assert ids == {"cap", "hot", "cold", "stream"}


def test_identity_is_asked_in_the_plans_languages_and_of_controls_unled_only() -> None:
    asked = questions(["identity"], Wanted(7, languages=("en", "zh"), arms=("unled",)))
    assert {each.language for each in asked} == {"en", "zh"}
    assert {each.id.partition(".")[0] for each in asked} == {"unled"}
    assert sum(each.trials for each in asked) == 32
