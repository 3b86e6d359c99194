"""Items on amounts, dates and units."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction

from auditor.claims.items.item import Language

type Made = tuple[str, Fraction | str, str]
"""Question, answer, template."""

_NAMES = {
    "en": ("Amara", "Bruno", "Chidi", "Dalia", "Emre", "Freya", "Goran", "Hanna", "Ines", "Jun"),
    "zh": ("阿明", "小芳", "大伟", "丽丽", "建国", "小雨", "志强", "美玲", "晓东", "雅琴"),
}
_GOODS = {
    "en": (
        "crates of pears",
        "rolls of tape",
        "bags of cement",
        "boxes of nails",
        "reams of paper",
    ),
    "zh": ("箱梨", "卷胶带", "袋水泥", "盒钉子", "包纸"),
}


def amounts(chance: random.Random, language: Language) -> Made:
    """A word problem of several steps; whole numbers throughout."""
    make = chance.choice(_PROBLEMS)
    return make(chance, language)


def _stock(chance: random.Random, language: Language) -> Made:
    a, b, days = chance.randint(1000, 9999), chance.randint(11, 97), chance.randint(5, 29)
    c, d = chance.randint(101, 999), chance.randint(2, 9)
    who, what = chance.choice(_NAMES[language]), chance.choice(_GOODS[language])
    answer = Fraction(a + b * days - c * d)
    text = {
        "en": f"{who}'s store holds {a} {what}. On each of {days} days {b} more arrive. Then {d} "
        f"customers take {c} each. How many are left, or, if they took more than there were, what "
        "negative number stands in the books?",
        "zh": f"{who}的仓库有{a}{what}。连续{days}天，每天又运来{b}。之后{d}位顾客各取走{c}。"
        "账上还剩多少？如果取走的比有的多，就写负数。",
    }
    return text[language], answer, "stock"


def _wages(chance: random.Random, language: Language) -> Made:
    rate, hours, extra = chance.randint(13, 48), chance.randint(31, 40), chance.randint(2, 19)
    weeks, off = chance.randint(3, 27), chance.randint(101, 998)
    who = chance.choice(_NAMES[language])
    answer = Fraction((rate * hours + 2 * rate * extra) * weeks - off)
    text = {
        "en": f"{who} earns {rate} coins an hour for {hours} hours a week, and twice as much an hour "
        f"for {extra} further hours a week. After {weeks} such weeks {off} coins are taken off once. "
        "How many coins are paid out?",
        "zh": f"{who}每周工作{hours}小时，每小时{rate}元；另外每周加班{extra}小时，加班每小时工资翻倍。"
        f"这样工作{weeks}周后，一次性扣除{off}元。实际拿到多少元？",
    }
    return text[language], answer, "wages"


def _shares(chance: random.Random, language: Language) -> Made:
    parts = [chance.randint(2, 9) for _ in range(3)]
    unit = chance.randint(104, 987)
    names = chance.sample(_NAMES[language], 3)
    answer = Fraction(unit * (max(parts) - min(parts)))
    ratio = ":".join(map(str, parts))
    text = {
        "en": f"{names[0]}, {names[1]} and {names[2]} share {unit * sum(parts)} coins in the ratio "
        f"{ratio}. How many coins more does whoever gets most have than whoever gets least?",
        "zh": f"{names[0]}、{names[1]}和{names[2]}按{ratio}分{unit * sum(parts)}元。"
        "分得最多的人比分得最少的人多多少元？",
    }
    return text[language], answer, "shares"


_PROBLEMS: tuple[Callable[[random.Random, Language], Made], ...] = (_stock, _wages, _shares)


def dates(chance: random.Random, language: Language) -> Made:
    """A day so many days from another, or the days between two; Gregorian."""
    start = date(chance.randint(1901, 2095), 1, 1) + timedelta(chance.randint(0, 364))
    days = chance.randint(45, 9999)
    end = start + timedelta(days)
    if chance.random() < 0.5:
        text = {
            "en": f"Which date is {days} days after {start.isoformat()}? Write it as YYYY-MM-DD.",
            "zh": f"{start.isoformat()}之后第{days}天是哪一天？请写成YYYY-MM-DD。",
        }
        return text[language], end.isoformat(), "date-after"
    text = {
        "en": f"How many days lie between {start.isoformat()} and {end.isoformat()}, counting the "
        "last and not the first?",
        "zh": f"从{start.isoformat()}到{end.isoformat()}一共多少天（不算第一天，算最后一天）？",
    }
    return text[language], Fraction(days), "days-between"


def units(chance: random.Random, language: Language) -> Made:
    """Durations and lengths in mixed units, asked for in one."""
    if chance.random() < 0.5:
        h, m, s, k = (chance.randint(*r) for r in ((1, 47), (1, 59), (1, 59), (3, 23)))
        text = {
            "en": f"A machine runs for {h} hours, {m} minutes and {s} seconds, {k} times. How many "
            "seconds does it run in all?",
            "zh": f"一台机器每次运行{h}小时{m}分{s}秒，共运行{k}次。总共运行多少秒？",
        }
        return text[language], Fraction((h * 3600 + m * 60 + s) * k), "seconds"
    km, m, cm, n = (chance.randint(*r) for r in ((1, 98), (1, 999), (1, 99), (2, 9)))
    text = {
        "en": f"{n} cables of {km} km, {m} m and {cm} cm each are joined. How many centimetres long is "
        "the whole?",
        "zh": f"把{n}根长{km}千米{m}米{cm}厘米的电缆接在一起。全长多少厘米？",
    }
    return text[language], Fraction((km * 100_000 + m * 100 + cm) * n), "centimetres"
