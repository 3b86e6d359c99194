"""Words of health that stand near a person: what a person suffers from is nobody's business.

A word alone is no personal data: articles are full of them. It counts beside a name, beside another
value that tells a person, or where somebody speaks of themselves or of one person.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from auditor.detect.health_terms import CHINESE, ENGLISH
from auditor.evidence.observation import Sureness

KIND = "health-term"
NEAR = 160
"""Characters between a word and the person."""
MOST_PLACES = 500
MOST = 20
"""Different words of one text."""
TELLING = frozenset(
    {
        *("person", "email", "phone", "national-id", "date-of-birth", "passport", "driver-licence"),
        *("account-id", "payment-card", "iban"),
    }
)
"""Kinds of personal data that tell of whom a text speaks."""

_ENGLISH = sorted((each.replace("_", " ") for each in ENGLISH.split()), key=len, reverse=True)
_WORDS = frozenset((*_ENGLISH, *CHINESE.split())) - {"cancer", "stroke", "panic", "burnout"}
"""Without those that are also a sign of the zodiac, a line or a state of a program."""
LONGEST = 60
"""Characters of what a field of a record names."""
_FIRST = frozenset(re.split(r"[ '’-]", each)[0] for each in _ENGLISH)
_TERM = re.compile(
    rf"(?<![A-Za-z0-9-])(?:{'|'.join(map(re.escape, _ENGLISH))})(?![A-Za-z0-9])"
    rf"|{'|'.join(sorted(CHINESE.split(), key=len, reverse=True))}",
    re.ASCII | re.IGNORECASE,
)
_WORD = re.compile(r"[a-z0-9]+", re.ASCII)
_HAN = re.compile("[\u4e00-\u9fff]")
_SOMEBODY = re.compile(
    r"\b(?:I|(?i:me|my|mine|he|she|his|her|him|patient|mrs?\.|ms\.))(?![\w-])"
    r"|[我他她俺咱]|患者|病人|本人|先生|女士|妈妈|爸爸|母亲|父亲|妻子|丈夫|儿子|女儿|孩子|老公|老婆"
)
_KEY = re.compile(
    r"diagnos|condition|symptom|illness|disease|medic|health|treatment|allerg|prescri|drug|病|诊断|症状|用药|健康",
    re.IGNORECASE,
)
_NAMES_ONE = re.compile(
    r"(?:diagnos[ie]s|symptoms?|illness(?:es)?|disease|medications?|medicines?|allerg(?:y|ies)|drugs?|prescriptions?"
    r"|chief[ _-]?complaint|conditions)(?:[._ -]?(?:name|text|display))?|诊断|症状|用药|疾病|病史",
    re.IGNORECASE,
)
_ONE = re.compile(r"[^\W\d_][^\W_]*(?:[ ,'’/-]{1,2}[^\W_]+){0,5}")
_NO_ONE = frozenset(
    "none no nil unknown other yes true false null active resolved severe mild moderate".split()
)


@dataclass(frozen=True, slots=True)
class Term:
    """One word of health, and whether a person stands near it."""

    value: str
    sureness: Sureness | None
    """None where nobody does."""
    because: str


def terms(text: str, people: Iterable[str]) -> Iterator[Term]:
    """The words of health in a text, each once; ``people`` are values that tell a person there."""
    if not _may_hold(text):
        return
    places = [at for each in people if (at := text.find(each)) >= 0]
    seen: dict[str, Term] = {}
    for found in islice(_TERM.finditer(text), MOST_PLACES):
        word = found[0].lower()
        known = seen.get(word)
        if known is None or known.sureness is None:
            seen[word] = _term(text, found, places)
        if len(seen) >= MOST:
            break
    yield from seen.values()


@lru_cache(4096)
def speaks(key: str) -> bool:
    """Whether a name says that what stands under it is of somebody's health."""
    return _KEY.search(key) is not None


def is_term(text: str) -> bool:
    """Whether a text is one of the words and nothing else."""
    return text.lower() in _WORDS


def named(key: str, text: str) -> bool:
    """Whether a text is short and stood under a name for an illness, a symptom or a medicine."""
    return (
        len(text) <= LONGEST
        and _names_one(key)
        and _ONE.fullmatch(text) is not None
        and text.lower() not in _NO_ONE
    )


@lru_cache(4096)
def _names_one(key: str) -> bool:
    return _NAMES_ONE.fullmatch(key) is not None


def _term(text: str, found: re.Match[str], places: Iterable[int]) -> Term:
    if any(abs(at - found.start()) <= NEAR for at in places):
        return Term(found[0], "likely", "a word of health near a value that tells a person")
    around = text[max(0, found.start() - NEAR) : found.end() + NEAR // 2]
    if _SOMEBODY.search(around):
        return Term(found[0], "possible", "a word of health near a word for one person")
    return Term(found[0], None, "a word of health")


def _may_hold(text: str) -> bool:
    """Whether a text has the first part of some word; most have none."""
    return bool(_HAN.search(text)) or not _FIRST.isdisjoint(_WORD.findall(text.lower()))
