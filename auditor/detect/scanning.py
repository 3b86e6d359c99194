"""What the search for personal data is given and gives back."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from auditor.detect.prose import chunks
from auditor.evidence.observation import Sureness

CHUNK = 4000
"""Characters; presidio compares each result with each other one of the same text."""
BREAK = "\n\x1f\n"
"""Stands between texts that are looked at together; no pattern reaches over it."""

_HAS_DIGITS = re.compile(r"[0-9](?:[^0-9]{0,3}[0-9]){3}|:[0-9A-Fa-f]{0,4}:")


@dataclass(frozen=True, slots=True)
class Text:
    """One text to look at; ``key`` is the name it stood under."""

    key: str
    text: str
    prose: bool


@dataclass(frozen=True, slots=True)
class Found:
    """Personal data in the text of a number."""

    number: int
    kind: str
    """Without the leading ``personal-data/``."""
    value: str
    sureness: Sureness
    because: str


@dataclass(slots=True)
class Scanned:
    """What was found, and what could not be looked at."""

    found: list[Found] = field(default_factory=list)
    bounds: set[str] = field(default_factory=set)
    languages: set[str] = field(default_factory=set)
    """Of prose that no installed pipeline covers."""


def buffers(texts: Sequence[Text]) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Texts behind their keys, put together up to a chunk; offset and number of each."""
    whole: list[str] = []
    spans: list[tuple[int, int]] = []
    size = 0
    for number, text in enumerate(texts):
        if "@" not in text.text and not _HAS_DIGITS.search(text.text):
            continue
        for chunk in chunks(text.text, CHUNK):
            if size + len(chunk) > CHUNK and whole:
                yield BREAK.join(whole), spans
                whole, spans, size = [], [], 0
            spans.append((size, number))
            whole.append(f"{text.key}: {chunk}")
            size += len(whole[-1]) + len(BREAK)
    if whole:
        yield BREAK.join(whole), spans
