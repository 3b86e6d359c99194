"""Logic grids: who has what, by clues that leave exactly one answer."""

import random
from collections.abc import Callable
from itertools import permutations

from auditor.claims.items.item import Language
from auditor.claims.items.reading import word

type Order = tuple[int, ...]
"""For each person the place of their thing."""
type Clue = tuple[str, Callable[[Order], bool]]

SIZE = 4


def grids(chance: random.Random, language: Language) -> tuple[str, str, str]:
    """Four people in four rooms; the question, the one who sits in a room, and the template."""
    people = [word(chance) for _ in range(SIZE)]
    truth: Order = tuple(chance.sample(range(SIZE), SIZE))
    clues = _clues(chance, language, people, truth)
    asked = chance.randrange(SIZE)
    heads = {
        "en": f"{', '.join(people)} sit in the rooms 1 to {SIZE}, one in each. Room 1 is leftmost.",
        "zh": f"{'、'.join(people)}分别坐在1到{SIZE}号房间，每间一人，1号在最左边。",
    }
    ends = {
        "en": f"Who sits in room {asked + 1}?",
        "zh": f"谁坐在{asked + 1}号房间？",
    }
    told = "\n".join(f"- {text}" for text in clues)
    return f"{heads[language]}\n{told}\n{ends[language]}", people[truth.index(asked)], "rooms"


def _clues(chance: random.Random, language: Language, people: list[str], truth: Order) -> list[str]:
    """True clues, one more after the other until only the truth is left."""
    left = list(permutations(range(SIZE)))
    told: list[str] = []
    pairs = [(a, b) for a in range(SIZE) for b in range(SIZE) if a != b]
    chance.shuffle(pairs)
    for a, b in pairs:
        text, holds = _clue(chance, language, people, truth, a, b)
        if len(kept := [each for each in left if holds(each)]) < len(left):
            left = kept
            told.append(text)
        if len(left) == 1:
            return told
    # What the clues leave open is said outright.
    form = {"en": "{} sits in room {}.", "zh": "{}坐在{}号房间。"}[language]
    open_ = [i for i in range(SIZE) if len({each[i] for each in left}) > 1]
    return [*told, *(form.format(people[i], truth[i] + 1) for i in open_)]


def _clue(
    chance: random.Random, language: Language, people: list[str], truth: Order, a: int, b: int
) -> Clue:
    one, other = people[a], people[b]
    if abs(truth[a] - truth[b]) == 1 and chance.random() < 0.5:
        text = {
            "en": f"{one} and {other} sit in rooms next to each other.",
            "zh": f"{one}和{other}的房间相邻。",
        }
        return text[language], lambda order: abs(order[a] - order[b]) == 1
    if truth[a] < truth[b]:
        text = {"en": f"{one} sits left of {other}.", "zh": f"{one}坐在{other}的左边。"}
        return text[language], lambda order: order[a] < order[b]
    text = {
        "en": f"{one} does not sit in room {truth[b] + 1}.",
        "zh": f"{one}不坐在{truth[b] + 1}号房间。",
    }
    return text[language], lambda order: order[a] != truth[b]
