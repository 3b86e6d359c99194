"""Other readings of one text: without what hides its signs, and without what stands between."""

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from auditor.detect import glyphs
from auditor.detect.spelled import unspelled

_ESCAPE = re.compile(
    r"\\u\{([0-9A-Fa-f]{1,6})\}|\\U([0-9A-Fa-f]{8})|\\u([0-9A-Fa-f]{4})|\\x([0-9A-Fa-f]{2})"
    r"|\bU\+([0-9A-Fa-f]{4,6})\s?"
)
_LINE_ESCAPE = re.compile(r"\\[nrt]")
_TAG = re.compile(r"<[^<>]{1,300}>")
_LINK_END = re.compile(r"\]\([^()\s]{0,500}\)")
_MARKS = re.compile(r"[*`~\[\]]+")
_LINE_MARK = re.compile(r"^[ \t]{0,8}[>#|]{1,6}[ \t]{0,8}", re.MULTILINE)
_BLANKS = re.compile(r"[\s\"'“”‘’`+\\,|]+")
_TOKEN = re.compile(r"[a-z0-9]+|[^\W_a-z0-9]+")
_PREFIX = re.compile(r"(?<![0-9A-Za-z])0x(?=[0-9A-Fa-f]{2})|\\x(?=[0-9A-Fa-f]{2})")
_NUMBERED = re.compile(
    r"(?:(?:position|sign|char|character|letter|digit|no\.|#|第)\s{0,2})?"
    r"(?<![A-Za-z0-9])\(?[0-9]{1,3}(?:st|nd|rd|th|个字符|个|位)?\s{0,2}(?:->|[.):=：、→|>])\s{0,4}",
    re.IGNORECASE,
)
_CODES = re.compile(r"(?<![0-9])[0-9]{2,3}(?:[\s,;.|/-]{1,3}[0-9]{2,3}){7,}(?![0-9])")
_BITS = re.compile(r"(?<![0-9])[01]{7,8}(?:[\s,;]{0,3}[01]{8}){7,}(?![0-9])")
_SENTENCE = re.compile(r"[\n.!?;。！？；…]+[\s\"”]*")
_LIST_MARK = re.compile(r"^(?:[-*+•>#|\s]|[0-9]{1,3}[.)、])+")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as it may also be read, and the steps that lead there."""

    text: str
    steps: tuple[str, ...]


@dataclass(slots=True)
class Packed:
    """Only the letters and digits of a text, in lower case, and where each run of them ended."""

    source: str
    text: bytes = b""
    """One byte a sign; zero for a letter beyond ASCII."""
    starts: list[int] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    """In the source."""

    def runs(self, start: int, end: int) -> tuple[int, int] | None:
        """From where to where in the source; None where a run goes on by a sign or two."""
        first, last = bisect_right(self.starts, start) - 1, bisect_left(self.starts, end) - 1
        before = start - self.starts[first]
        whole = self.starts[last + 1] if last + 1 < len(self.starts) else len(self.text)
        if before in (1, 2) or whole - end in (1, 2):
            return None
        return self.spans[first][0] + before, self.spans[last][1] - (whole - end)


def packed(text: str) -> Packed:
    """A text without all that stands between its letters and digits."""
    made = Packed(text.lower() if len(text.lower()) == len(text) else text)
    parts: list[str] = []
    size = 0
    for token in _TOKEN.finditer(made.source):
        run = token[0] if token[0].isascii() else "\0"
        made.starts.append(size)
        made.spans.append(token.span())
        parts.append(run)
        size += len(run)
    made.text = "".join(parts).encode()
    return made


def cleaned(text: str) -> Reading:
    """With entities and escapes resolved, unseen signs gone and every sign as it reads."""
    steps: list[str] = []
    for step, clean in (
        ("entities", html.unescape),
        ("escapes", _unescaped),
        ("zero-width", glyphs.without_invisible),
        ("nfkc", glyphs.plain),
    ):
        before, text = text, clean(text)
        if text != before:
            steps.append(step)
    return Reading(text, tuple(steps))


def unmarked(reading: Reading) -> Reading:
    """Without tags, emphasis and the targets of links."""
    text = _TAG.sub("", reading.text)
    text = _MARKS.sub("", _LINK_END.sub("]", text))
    text = _LINE_MARK.sub("", text)
    return reading if text == reading.text else Reading(text, (*reading.steps, "markup"))


def unbroken(reading: Reading) -> Reading:
    """Without white space, quotes and what else breaks an encoded text."""
    return Reading(_BLANKS.sub("", reading.text), (*reading.steps, "spaced"))


def spaced(reading: Reading) -> Iterator[Reading]:
    """Texts to be packed: as it stands, with words for signs read as signs, without numbering."""
    said = unspelled(reading.text)
    yield Reading(_PREFIX.sub(" ", reading.text), (*reading.steps, "spaced"))
    if said != reading.text.lower():
        yield Reading(said, (*reading.steps, "spelled"))
    for text, step in ((reading.text, "spaced"), (said, "spelled")):
        if (plain := _NUMBERED.sub(" ", text)) != text:
            yield Reading(plain, (*reading.steps, step, "numbered"))


def coded(reading: Reading) -> Iterator[Reading]:
    """Runs of character codes, in decimal or binary, as the text they spell."""
    found = [_decimal(run[0]) for run in _CODES.finditer(reading.text)]
    found += [_binary(run[0]) for run in _BITS.finditer(reading.text)]
    if found:
        yield Reading("\n".join(found), (*reading.steps, "codes"))


def acrostics(reading: Reading) -> Iterator[Reading]:
    """The first signs of the lines, sentences and words, also where the first word names a sign."""
    steps = (*reading.steps, "acrostic")
    lines = [line.strip() for line in reading.text.split("\n")]
    sentences = [each.strip() for each in _SENTENCE.split(reading.text)]
    words = reading.text.split()
    for parts in (lines, sentences, words):
        if len(parts) >= 8:
            bare = [_LIST_MARK.sub("", part) for part in parts]
            yield Reading("".join(part[:1] for part in parts), steps)
            yield Reading("".join(part[:1] for part in bare), steps)
            yield Reading("".join(_first(part) for part in bare), (*steps, "spelled"))


def _first(part: str) -> str:
    """The sign that the first word of a part names, else its first sign."""
    return _named_sign(re.split(r"[\s,]", part[:40], maxsplit=1)[0])


@lru_cache(4096)
def _named_sign(word: str) -> str:
    return unspelled(word)[:1]


def _decimal(codes: str) -> str:
    numbers = map(int, re.findall("[0-9]+", codes))
    return "".join(chr(code) if 32 <= code < 127 else " " for code in numbers)


def _binary(codes: str) -> str:
    """Of eight bits each, or of seven and eight where something stands between."""
    bits = re.sub("[^01]", "", codes)
    groups = re.findall("[01]{8}", bits) if len(bits) % 8 == 0 else re.findall("[01]+", codes)
    return "".join(chr(int(group, 2)) for group in groups if len(group) <= 8)


def _unescaped(text: str) -> str:
    if "\\" not in text and "U+" not in text:
        return text
    return _LINE_ESCAPE.sub(" ", _ESCAPE.sub(_escaped, text))


def _escaped(found: re.Match[str]) -> str:
    code = int(next(group for group in found.groups() if group), 16)
    return chr(code) if code < 0x110000 else found[0]
