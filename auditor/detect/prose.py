"""Tells prose from machine strings, and in which script it is written."""

import re
import unicodedata
from collections import Counter

MIN_LETTERS = 0.6
SAMPLE = 2000
OVERLAP = 120
"""Characters that two chunks share, so that nothing is cut in two."""

_NAMED = re.compile(r"(?<![^\W_])[^\W\d_a-z][^\W\d_A-Z]{2,}")
"""A word with a capital, as names have."""
_LETTER = re.compile("[A-Za-z]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_LANGUAGES = {"CJK": "zh", "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "ARABIC": "ar"}


def is_prose(text: str) -> bool:
    """Whether a person could have written it: words with spaces, mostly letters."""
    start = text[:SAMPLE]
    if start.isascii() and start.count(" ") < 2:
        return False
    letters = sum(map(str.isalpha, start))
    if script_language(start) not in ("", "en"):
        return letters >= 4
    if letters < MIN_LETTERS * len(start.strip()):
        return False
    return start.count(" ") >= 2 and len(_WORD.findall(start)) >= 3


def could_name(text: str) -> bool:
    """Whether names could stand in a text that somebody wrote: prose, or a list, note or record."""
    return is_prose(text) or (len(text) <= SAMPLE and _NAMED.search(text) is not None)


def script_language(text: str) -> str:
    """``en`` for Latin script, else the language or script that most letters point to."""
    if text.isascii():
        return "en" if _LETTER.search(text[:SAMPLE]) else ""
    letters = [char for char in text[:SAMPLE] if char.isalpha()]
    if not letters:
        return ""
    if sum(map(str.isascii, letters)) * 2 >= len(letters):
        return "en"
    scripts = Counter(unicodedata.name(char, "UNKNOWN").partition(" ")[0] for char in letters)
    script = scripts.most_common(1)[0][0]
    return "en" if script == "LATIN" else _LANGUAGES.get(script, script.lower())


def chunks(text: str, size: int, overlap: int = OVERLAP) -> list[str]:
    """Pieces of at most ``size`` characters, cut at white space where there is some."""
    found, start = [], 0
    while len(text) - start > size:
        end = max(
            text.rfind(" ", start + size // 2, start + size), text.rfind("\n", start, start + size)
        )
        end = end if end > start + overlap else start + size
        found.append(text[start:end])
        start = end - overlap
    return [*found, text[start:]]
