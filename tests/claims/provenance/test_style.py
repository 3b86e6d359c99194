import random

import pytest

from auditor.claims.provenance.said import Whose
from auditor.claims.provenance.style import distances, style

SELLER = Whose("generic", "chat", "house-model")
HABITS = {
    "plain": "The tide comes in and the boats go out. It is cold, and we wait.",
    "lists": "- **Tide**: rises!\n- **Boats**: leave!\n\nCertainly! Let us delve into it.",
    "asks": "Why does the tide rise? Who knows? Perhaps the moon, perhaps not; who asks?",
}


def answers(habit: str, seed: int, size: int = 50) -> list[str]:
    chance = random.Random(f"{habit} {seed}")
    parts = HABITS[habit].split()
    return [" ".join(chance.choices(parts, k=20)) for _ in range(size)]


def test_the_same_habit_lies_nearest_and_nothing_is_judged() -> None:
    table = {
        "chat": answers("lists", 1),
        "same": answers("lists", 2),
        "plain": answers("plain", 3),
        "asks": answers("asks", 4),
    }
    claim = style(SELLER, table)
    assert claim.verdict == "unverifiable"
    assert claim.because.endswith("nearest of those asked is same")
    assert claim.controls[0].startswith("same: 0.")
    assert "100%" in claim.controls[0]
    assert len(claim.controls) == 3
    pairs = {(each.one, each.other): each for each in distances(table)}
    assert len(pairs) == 12
    assert pairs["chat", "same"].value == pytest.approx(pairs["same", "chat"].value)
    assert all(0 <= each.low <= each.high <= 2 for each in pairs.values())


def test_two_targets_or_few_answers_make_no_table() -> None:
    few = {"chat": answers("lists", 1, 10), "b": answers("plain", 1), "c": answers("asks", 1)}
    for table in (few, {"chat": answers("lists", 1), "b": answers("plain", 1)}):
        claim = style(SELLER, table)
        assert claim.measured is None
        assert "three targets" in claim.because
    with pytest.raises(ValueError, match="three targets"):
        distances({"a": [], "b": []})


def test_empty_answers_are_no_fault() -> None:
    found = distances({"a": ["", ""], "b": ["", ""], "c": ["hello there", "hello"]})
    assert all(0 <= each.value <= 2.0001 for each in found)
