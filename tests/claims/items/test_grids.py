import re
from itertools import permutations

import pytest

from auditor.claims.items.families import items
from auditor.claims.items.item import LANGUAGES, Language

FORMS = {
    "en": (
        (r"(\w+) and (\w+) sit in rooms next to each other", lambda a, b: abs(a - b) == 1),
        (r"(\w+) sits left of (\w+)", lambda a, b: a < b),
        (r"(\w+) does not sit in room (\d)", lambda a, b: a != b),
        (r"(\w+) sits in room (\d)", lambda a, b: a == b),
    ),
    "zh": (
        (r"([a-z]+)和([a-z]+)的房间相邻", lambda a, b: abs(a - b) == 1),
        (r"([a-z]+)坐在([a-z]+)的左边", lambda a, b: a < b),
        (r"([a-z]+)不坐在(\d)号房间", lambda a, b: a != b),
        (r"([a-z]+)坐在(\d)号房间", lambda a, b: a == b),
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_clues_leave_exactly_the_answer(language: Language) -> None:
    for item in items("grids", language, 2, 100):
        head, *clues, question = item.prompt.split("\n\n")[0].splitlines()
        people = re.findall(r"[a-z]{6}", head)[:4]
        fits = [
            rooms
            for rooms in permutations(range(1, 5))
            if all(_holds(clue, dict(zip(people, rooms, strict=True)), language) for clue in clues)
        ]
        assert len(fits) == 1
        room = int(re.findall(r"\d", question)[0])
        assert item.answer == people[fits[0].index(room)]


def _holds(clue: str, rooms: dict[str, int], language: Language) -> bool:
    for form, test in FORMS[language]:
        if match := re.search(form, clue):
            one, other = match.groups()
            return test(rooms[one], rooms.get(other) or int(other))
    raise AssertionError(clue)
