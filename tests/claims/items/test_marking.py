"""Ten thousand replies to each family: a right one is never marked wrong, nor a wrong one right."""

import random
from fractions import Fraction

import pytest

from auditor.claims.items.families import FAMILIES, items
from auditor.claims.items.item import LANGUAGES, Answer, Item
from auditor.claims.items.marking import mark, stated

ONES = "zero one two three four five six seven eight nine".split()
HAN = "零一二三四五六七八九"


def right(chance: random.Random, answer: Answer) -> str:
    """The answer, written in one of many ways."""
    if isinstance(answer, tuple):
        joint = chance.choice([", ", ",", "、", "，", "; ", " "])
        return chance.choice(["{}", "[{}]", "**{}**", r"\boxed{{{}}}"]).format(joint.join(answer))
    if isinstance(answer, str):
        return chance.choice(["{}", "**{}**", '"{}"', "`{}`", r"\boxed{{{}}}", "{}."]).format(
            answer
        )
    number = int(answer)
    forms = [
        f"{number}",
        f"{number:,}",
        f"{number:,}.00",
        f"{number:,}".replace(",", " "),
        f"{number}".translate({ord("0") + n: 0xFF10 + n for n in range(10)}),
        f"${number}$",
        rf"\boxed{{{number}}}",
        rf"\frac{{{number * 7}}}{{7}}",
        f"{number * 3}/3",
        f"**{number}**",
        f"{number} units",
    ]
    if 0 <= number < 10:
        forms += [ONES[number], HAN[number]]
    return chance.choice(forms)


def wrong(chance: random.Random, answer: Answer) -> Answer:
    """Another answer of the same form."""
    if isinstance(answer, tuple):
        return (*answer[1:], answer[0])
    if isinstance(answer, str):
        return answer[:-1] + chance.choice([c for c in "abcdefgh123" if c != answer[-1]])
    return answer + chance.choice([-1, 1, 10, -10, 1000]) * Fraction(1, chance.choice([1, 1, 2]))


def said(chance: random.Random, item: Item, answer: Answer) -> str:
    mark_ = {
        "en": ["ANSWER: ", "Answer: ", "**ANSWER:** "],
        "zh": ["答案：", "答案: ", "**答案：**"],
    }
    before = chance.choice(["", "Let me think. 17 and 4 make 21.\n", "ANSWER: not yet\n…\n"])
    return f"{before}{chance.choice(mark_[item.language])}{right(chance, answer)}"


def marked(family: str, replies: int = 5000) -> int:
    """How many of twice so many replies were marked wrongly: as many right as wrong ones."""
    chance, failed = random.Random(family), 0
    made = [item for language in LANGUAGES for item in items(family, language, 5, 50)]
    for number in range(replies):
        item = made[number % len(made)]
        failed += mark(item, said(chance, item, item.answer)) != "right"
        other = wrong(chance, item.answer)
        form = f"{float(other)}" if isinstance(other, Fraction) and other.denominator > 1 else ""
        failed += mark(item, f"ANSWER: {form}" if form else said(chance, item, other)) != "wrong"
    return failed


@pytest.mark.parametrize("family", FAMILIES)
def test_a_right_reply_is_right_and_a_wrong_one_wrong(family: str) -> None:
    assert marked(family) == 0


@pytest.mark.parametrize(
    ("reply", "answer"),
    [
        ("ANSWER: 5", "5"),
        ("ANSWER: 4\nno, wait\nANSWER: 5", "5"),
        (r"so \boxed{\frac{5}{4}}", r"\frac{5}{4}"),
        ("答案：5", "5"),
        ("The answer is: 5", "5"),
        ("", None),
        ("I cannot tell.", None),
        ("ANSWER:", None),
        ("ANSWER: **", None),
    ],
)
def test_the_last_answer_counts_and_silence_is_none(reply: str, answer: str | None) -> None:
    assert stated(reply) == answer


@pytest.mark.parametrize(
    "reply", ["\ud800" * 10, "ANSWER: " + "1" * 300_000, "{" * 100_000, "\x00"]
)
def test_a_hostile_reply_is_never_right(reply: str) -> None:
    (item,) = items("amounts", "en", 1, 1)
    assert mark(item, reply) in ("wrong", "no answer")
