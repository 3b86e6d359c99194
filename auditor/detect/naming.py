"""Names and places of a text, from what the language model read and from the words round them."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from auditor.detect.given_names import GIVEN
from auditor.detect.introduced import introduced
from auditor.detect.namesakes import curated, is_called, is_town

READ = "recognised by the language model"
TOLD = "a name beside words that tell one"
AGAIN = "part of a name that stands in the same text"
LEAST = 3
"""Letters of a part of a name by which it is known again."""

LONGEST = 60
"""Characters of what is a name at most."""

_SOMEBODYS = re.compile(
    r"(?:^|[._ $-])(?:(?:nick|user|screen|display|contact)[_-]?name|user|author|sender|receiver|owner|creator"
    r"|assignee|contact|guest|driver|rider|player|member|signed|caller|attendee|organizer|speaker|reviewer|reporter"
    r"|doctor|physician|teacher)(?:\[\])?$",
    re.IGNORECASE,
)
_COULD_NAME = re.compile(
    r"(?:^|[._ $-])(?:(?:nick|user|screen|display|contact)?[_-]?name|user|author|from|to|cc|sender|receiver|owner"
    r"|creator|assignee|contact|host|guest|driver|rider|player|member|by|signed|caller|attendee|organizer|speaker"
    r"|reviewer|reporter|doctor|physician|teacher|title|subject|alias|label|value|label_name)(?:\[\])?$",
    re.IGNORECASE,
)
_FULL = re.compile(
    r"[^\W\d_a-z][^\W\d_]*+(?:['’.-][^\W\d_]++)*+['’.-]?+(?: [^\W\d_][\w'’.-]{0,24}){1,4}"
)

_HEADS = re.compile(r"(?:title|subject|label|value)(?:\[\])?$", re.IGNORECASE)
type Span = tuple[str, int, int]
"""Kind, start and end."""


def names(text: str, read: Iterable[Span]) -> Iterator[tuple[str, int, int, str]]:
    """Kind, start, end and why; ``read`` is what the language model took for names and places."""
    told = list(dict.fromkeys(introduced(text)))
    kept = [each for one in read if (each := curated(one[0], text, *one[1:]))]
    kept = [each for each in kept if not any(_worse(each, span) for span in told)]
    told = [each for each in told if not any(_inside(each, span) for span in kept)]
    again = [
        each for each in _again(text, _parts(text, [*told, *kept])) if _is_new(each, told, kept)
    ]
    kept = [each for each in kept if ("person", *each[1:]) not in again]
    for spans, because in ((told, TOLD), (kept, READ), (again, AGAIN)):
        yield from ((*each, because) for each in spans)


@lru_cache(4096)
def could_carry(key: str) -> bool:
    """Whether a person's name may stand under a name for many things."""
    return _COULD_NAME.search(key) is not None


def is_full_name(text: str) -> bool:
    """Whether a text is nothing but words with capitals of which the first is a given name."""
    return (
        text[:1].isupper()
        and len(text) <= LONGEST
        and " " in text
        and text.partition(" ")[0].lower() in GIVEN
        and _FULL.fullmatch(text) is not None
    )


def carried(key: str, text: str) -> str:
    """A sentence that carries what stood under a name for many things, so that the model can judge.

    Where the name of the field does not speak of somebody, the sentence does not either.
    """
    if len(text) > LONGEST:
        return ""
    called = is_full_name(text)
    if not called and not could_carry(key):
        return ""
    if called or _FULL.fullmatch(text):
        met = _is_somebodys(key) or (called and _names(key))
        return f"We met {text} there." if met else f"See {text} for more."
    alone = text.istitle() and text.lower() in GIVEN
    return f"We met {text} there." if alone else ""


@lru_cache(4096)
def _names(key: str) -> bool:
    """Whether a key says that what stands under it is called so, be it somebody or something."""
    return could_carry(key) and not _HEADS.search(key)


@lru_cache(4096)
def _is_somebodys(key: str) -> bool:
    return _SOMEBODYS.search(key) is not None


def _over(one: Span, other: Span) -> bool:
    return one[1] < other[2] and other[1] < one[2]


def _worse(read: Span, told: Span) -> bool:
    """Whether what was read is no more than a part of what the words round it tell, or misread."""
    if not _over(read, told):
        return False
    return read[0] == "location" != told[0] or read[2] - read[1] <= told[2] - told[1]


def _inside(told: Span, read: Span) -> bool:
    return told[0] == read[0] and read[1] <= told[1] and told[2] <= read[2]


def _is_new(again: Span, told: list[Span], kept: list[Span]) -> bool:
    """Whether nothing else stands there, or a place that is no more than this part of a name."""
    if ("location", *again[1:]) in kept:
        return True
    return not any(_over(again, span) for span in (*told, *kept))


def _parts(text: str, found: list[Span]) -> set[str]:
    """The first and last words of the full names."""
    parts = set()
    for kind, start, end in found:
        words = text[start:end].split()
        if kind == "person" and len(words) > 1:
            parts |= {words[0], words[-1]}
    return {each for each in parts if len(each) >= LEAST and is_called(each) and not is_town(each)}


def _again(text: str, parts: set[str]) -> Iterator[Span]:
    if not parts:
        return
    any_of = "|".join(sorted(map(re.escape, parts), key=len, reverse=True))
    for found in re.finditer(rf"(?<![\w@.-])(?:{any_of})(?![\w@-]|\.\w)", text):
        yield "person", *found.span()
