"""Reads a number as people and models write it: exactly, or not at all.

Digits of any script, separators of thousands, decimal points and commas, fractions, percentages,
LaTeX, and words in English and Chinese. What can be read in two ways is read in none.
"""

import re
import unicodedata
from fractions import Fraction

LONGEST = 200

_LATEX = (
    (re.compile(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}"), r" \1/\2 "),
    (re.compile(r"\\(?:text|mathrm|mathbf|boxed)\s*\{([^{}]*)\}"), r" \1 "),
    (re.compile(r"\\[,;!: ]|~|\\(?:quad|left|right|displaystyle)\b"), " "),
    (re.compile(r"\\%"), "%"),
    (re.compile(r"\\?\$|\\[()\[\]]"), " "),
)
_THOUSANDS = re.compile(r"(?<=\d)[\s'’_](?=\d{3}(?!\d))")
_NUMBER = r"\d[\d.,]*"
_FORM = re.compile(
    rf"(?P<sign>[-+])?\s*(?:(?P<whole>{_NUMBER})\s+)?(?P<one>{_NUMBER})(?:\s*/\s*(?P<over>{_NUMBER}))?"
    r"\s*(?P<percent>%)?"
)
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {word: n for n, word in enumerate(_ONES)} | {
    word: 10 * n for n, word in enumerate(_TENS) if n > 1
}
_SCALES = {"thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
_DIGITS = {char: n for n, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_BIG = {"万": 10_000, "亿": 100_000_000}


def read_number(text: str) -> Fraction | None:
    """The one number that a text is; None when it is none, or holds more than a unit beside it."""
    plain = _plain(text)
    if plain is None:
        return None
    match = _FORM.search(plain)
    if match:
        rest = plain[: match.start()] + " " + plain[match.end() :]
        return None if re.search(r"\d", rest) else _value(match)
    return _in_words(plain)


def _plain(text: str) -> str | None:
    if len(text) > LONGEST:
        return None
    plain = unicodedata.normalize("NFKC", text).translate({0x2212: "-", 0x2013: "-"}).strip()
    for pattern, instead in _LATEX:
        plain = pattern.sub(instead, plain)
    return _THOUSANDS.sub("", plain.replace("*", "").replace("{", "").replace("}", ""))


def _value(match: re.Match[str]) -> Fraction | None:
    parts = {name: _decimal(match[name]) for name in ("whole", "one", "over") if match[name]}
    if None in parts.values() or not parts.get("over", 1):
        return None
    value = parts["one"] / parts.get("over", Fraction(1))  # type: ignore[operator]
    if "whole" in parts:
        if "over" not in parts:
            return None
        value += parts["whole"]  # type: ignore[operator]
    if match["percent"]:
        value /= 100
    return -value if match["sign"] == "-" else value


def _decimal(digits: str) -> Fraction | None:
    """Digits with separators; the last of two kinds is the decimal one."""
    digits = digits.rstrip(".,")
    marks = [char for char in digits if char in ".,"]
    if len(set(marks)) == 2:
        point = marks[-1]
        other = "," if point == "." else "."
        if marks.count(point) > 1 or not _grouped(digits.partition(point)[0], other):
            return None
        return Fraction(digits.replace(other, "").replace(point, "."))
    if marks and _grouped(digits, marks[0]) and (marks[0] == "," or len(marks) > 1):
        return Fraction(digits.replace(marks[0], ""))
    if len(marks) > 1:
        return None
    return Fraction(digits.replace(",", "."))


def _grouped(digits: str, mark: str) -> bool:
    """Whether a mark parts thousands: 1,250 and 12.500.000, and not 0,250."""
    return bool(re.fullmatch(rf"[1-9]\d{{0,2}}(?:{re.escape(mark)}\d{{3}})*", digits))


def _in_words(plain: str) -> Fraction | None:
    chinese = re.search(r"[零〇一二三四五六七八九两十百千万亿]+", plain)
    if chinese:
        return _chinese(chinese[0])
    words = re.findall(r"[a-z]+", plain.lower().replace("-", " "))
    sign = -1 if words[:1] in (["minus"], ["negative"]) else 1
    start = next((i for i, word in enumerate(words) if word in _WORDS), None)
    if start is None:
        return None
    total = _english(words[start:])
    return None if total is None else Fraction(sign * total)


def _english(words: list[str]) -> int | None:
    total, part, read = 0, 0, False
    for word in words:
        if word in _WORDS:
            part, read = part + _WORDS[word], True
        elif word == "hundred" and part:
            part *= 100
        elif word in _SCALES and part:
            total, part = total + part * _SCALES[word], 0
        elif word != "and":
            break
    return total + part if read else None


def _chinese(text: str) -> Fraction | None:
    if not any(char in _UNITS or char in _BIG for char in text):
        return Fraction(int("".join(str(_DIGITS[char]) for char in text)))
    if re.search(r"[百千万亿][一二三四五六七八九两]$", text):
        return None  # spoken short for tens, or meant as ones
    total, section, digit = 0, 0, 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _UNITS:
            section, digit = section + (digit or 1) * _UNITS[char], 0
        else:
            # 三亿二千万 adds, 一万亿 multiplies.
            part = section + digit if char == "万" else total + section + digit
            rest = total if char == "万" else 0
            total, section, digit = rest + part * _BIG[char], 0, 0
    return Fraction(total + section + digit)
