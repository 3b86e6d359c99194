from collections import Counter

from auditor.claims.questions import generated, questions

EVERY = ["tokenizer", "service", "billing", "equality", "benchmark"]


def test_each_check_asks_its_questions() -> None:
    asked = questions(EVERY, 7, 2, 20, knows=("seed", "stop"))
    trials: Counter[str] = Counter()
    for each in asked:
        trials[each.check] += each.trials
    assert trials == {
        "tokenizer": 15,
        "service": 21,
        "billing": 14,
        "equality": 200,
        "benchmark": 32,
    }
    assert len({(each.check, each.id) for each in asked}) == len(asked)
    assert questions([], 7, 2, 20) == []
    assert questions(["tokenizer", "tokenizer"], 7, 2, 20) == questions(["tokenizer"], 7, 2, 20)


def test_an_audit_has_items_of_its_own_and_finds_them_again() -> None:
    assert generated(7, 2).keys() == generated(7, 2).keys()
    assert not generated(7, 2).keys() & generated(8, 2).keys()
    asked = {each.id for each in questions(["benchmark"], 7, 2, 20)}
    assert asked == set(generated(7, 2))


def test_what_a_dialect_does_not_know_is_not_asked() -> None:
    ids = {each.id for each in questions(["service"], 7, 1, 2)}
    assert ids == {"cap", "hot", "cold", "stream"}
