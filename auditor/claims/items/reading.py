"""Items on tables, lists, code and long texts: everything that is asked for stands in the text."""

import random
from fractions import Fraction

from auditor.claims.items.item import Answer, Language

type Made = tuple[str, Answer, str]

_LETTERS = "bcdfghjklmnpqrstvwxz"
_VOWELS = "aeiou"


def word(chance: random.Random, syllables: int = 3) -> str:
    """A word that stands in no dictionary."""
    return "".join(chance.choice(_LETTERS) + chance.choice(_VOWELS) for _ in range(syllables))


def tables(chance: random.Random, language: Language) -> Made:
    """A small table; a sum over rows that fit, or the name with the largest value."""
    places = [word(chance, 2) for _ in range(3)]
    rows = [(word(chance), chance.choice(places), n) for n in chance.sample(range(100, 9999), 9)]
    lines = "\n".join(f"| {name} | {place} | {n} |" for name, place, n in rows)
    heads = {"en": "| name | site | stock |", "zh": "| 名称 | 地点 | 库存 |"}[language]
    table = f"{heads}\n| --- | --- | --- |\n{lines}\n\n"
    site = chance.choice([place for _, place, _ in rows])
    if chance.random() < 0.5:
        text = {
            "en": f"What is the stock at {site} in all?",
            "zh": f"{site}的库存总数是多少？",
        }
        return table + text[language], Fraction(sum(n for _, p, n in rows if p == site)), "sum"
    best = max((n, name) for name, p, n in rows if p == site)[1]
    text = {
        "en": f"Which name has the largest stock at {site}?",
        "zh": f"{site}库存最多的名称是什么？",
    }
    return table + text[language], best, "largest"


def lists(chance: random.Random, language: Language) -> Made:
    """Words to sort, pick or turn round."""
    words = [word(chance) for _ in range(7)]
    shown = ", ".join(words)
    kind = chance.choice(("sorted", "every-second", "reversed"))
    asked: dict[str, tuple[str, ...]] = {
        "sorted": tuple(sorted(words)),
        "every-second": tuple(words[1::2]),
        "reversed": tuple(reversed(words)),
    }
    task = {
        "en": {
            "sorted": "Put these words into alphabetical order",
            "every-second": "List the second, fourth and sixth of these words",
            "reversed": "List these words from the last to the first",
        },
        "zh": {
            "sorted": "把下列单词按字母顺序排列",
            "every-second": "列出下列单词中的第二、第四和第六个",
            "reversed": "把下列单词从最后一个到第一个列出",
        },
    }[language][kind]
    how = {"en": ", separated by commas: ", "zh": "，用逗号隔开："}[language]
    return f"{task}{how}{shown}", asked[kind], kind


def code(chance: random.Random, language: Language) -> Made:
    """A short program whose output is to be told; it is computed here and never executed."""
    names = chance.sample(["a", "k", "m", "q", "t", "v", "x"], 3)
    start, step, turns = chance.randint(2, 60), chance.randint(3, 17), chance.randint(4, 9)
    mod, add = chance.randint(5, 13), chance.randint(11, 97)
    total, value = 0, start
    for turn in range(turns):
        if value % mod < turn:
            total += value
        else:
            total -= add
        value += step
    acc, cur, i = names
    program = (
        f"{acc} = 0\n{cur} = {start}\nfor {i} in range({turns}):\n    if {cur} % {mod} < {i}:\n"
        f"        {acc} += {cur}\n    else:\n        {acc} -= {add}\n    {cur} += {step}\n"
        f"print({acc} * 1000 + {cur})\n"
    )
    text = {"en": "What does this Python program print?", "zh": "这段 Python 程序输出什么？"}[
        language
    ]
    return f"{text}\n\n```python\n{program}```", Fraction(total * 1000 + value), "loop"


def needles(chance: random.Random, language: Language, sentences: int = 200) -> Made:
    """One fact among many of its kind, somewhere in a long text."""
    keys = [word(chance, 4) for _ in range(sentences)]
    codes = [str(chance.randint(10_000_000, 99_999_999)) for _ in keys]
    form = {
        "en": "The locker of {} opens with the number {}.",
        "zh": "{}的柜子用数字{}打开。",
    }[language]
    told = " ".join(form.format(key, number) for key, number in zip(keys, codes, strict=True))
    at = chance.randrange(sentences)
    asked = {
        "en": f"Which number opens the locker of {keys[at]}?",
        "zh": f"{keys[at]}的柜子用哪个数字打开？",
    }[language]
    return f"{told}\n\n{asked}", Fraction(int(codes[at])), f"depth-{10 * at // sentences}"
