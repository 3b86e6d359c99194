"""Names and towns that the words round them tell, where a language model often sees none."""

import re
from collections.abc import Iterator

from auditor.detect.given_names import GIVEN
from auditor.detect.namesakes import is_called, is_town, tidied

LONGEST = 20_000
"""Characters of a text that are looked at."""

_UPPER = "A-Z" + "".join(sign for sign in map(chr, range(0xC0, 0x250)) if sign.isupper())
_WORD = rf"[{_UPPER}][^\W\d_]{{1,20}}(?:['’-][^\W\d_]{{2,20}}){{0,2}}"
_PARTS = r"(?: (?:(?:van|von|de|der|den|da|di|la|bin|al|el) ){0,2}(?:[A-Z]\. )?" + _WORD + ")"
_NAME = rf"{_WORD}{_PARTS}{{0,3}}"
_FULL = rf"{_WORD}{_PARTS}{{1,3}}"
_END = r"(?![\w'’-]|\.\w)"
_MARK = r"[ \t]?[:：=][ \t*`\"“]{0,4}"
_LABELS = (
    r"(?:(?:full|first|last|given|family|middle|maiden|display|legal)[ _-]?)?name|surname|applicant|attn"
    r"|(?:account|card|policy|ticket)[ _-]?holder|employee|patient|candidate|tenant|landlord|beneficiary"
    r"|recipient|contact(?: person)?|guest|attendees?|participants?|signed(?: by)?|owner|author|reporter"
    r"|assigned to|assignee|requested by|prepared by|from|to|cc|host|driver|witness|claimant|insured"
    r"|kontoinhaber|nombre|nom|naam|nome"
)
_SAYING = (
    r"wrote|writes|said|says|replied|replies|asked|asks|told|argued|argues|added|answered|explained|joined"
    r"|called|filed|moved|lives|lived|was born|passed away|phoned|emailed|complained|confirmed|seconded|works"
)
_FAMILIAR = r"my (?:\w{3,12} ){0,2}|(?:his|her|our|their) (?:\w{3,12} )?"
_KIN = (
    r"brother|sister|mother|father|mum|mom|dad|son|daughter|wife|husband|partner|friend|boss|manager|colleague"
    r"|neighbou?r|roommate|uncle|aunt|cousin|doctor|teacher|landlord|assistant|client|patient"
)
_PERSONS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![\w-])(?i:{_LABELS}){_MARK}(?P<value>{_NAME}){_END}",
        rf"(?:[Nn]ame is|[Nn]ame's|[Cc]all me|m'appelle|[Mm]e llamo|[Mm]i chiamo|heiße|[Nn]aam is|nombre de"
        rf"|goes by|known as|signed by|sincerely,?|[Rr]egards,?|[Cc]heers,?|[Bb]est(?: wishes)?,)\s{{1,2}}(?P<value>{_NAME}){_END}",
        rf"(?<!\w)(?:I am|I'm|I’m|[Tt]his is|ask for|[Ss]poke (?:to|with)|payable to|on behalf of)[ ,]{{1,2}}(?P<value>{_FULL}){_END}",
        rf"(?<!\w)(?:Dear|Mr|Mrs|Ms|Miss|Dr|Prof|Mme|Herr|Frau|Sr|Sra)(?:\.? (?:Mr|Mrs|Ms|Dr|Prof))?\.? (?P<value>{_NAME}){_END}",
        rf"(?<!\w)(?:{_FAMILIAR})(?:{_KIN}),? (?P<value>{_NAME}){_END}",
        rf"(?<![\w.@/])(?P<value>{_FULL})[ \t]?[<(\[,;:|–—-]{{1,2}}[ \t]?(?:mailto:)?[\w.+-]{{1,40}}@",
        rf"(?<![\w.@/])(?P<value>{_FULL}) (?:{_SAYING})(?!\w)",
        rf"(?:^|\n|\s)[-–—] ?(?P<value>{_NAME})[ \t]*(?:\n|$)",
    )
)
_LOWER = re.compile(
    r"\bmy name is (?P<value>[a-z]{3,14} [a-z]{3,16})(?= and\b|[,.;!?]|$)", re.IGNORECASE
)
_TOWN = re.compile(
    rf"(?<![\w-])(?i:city|town|lives in|based in|home ?town|place of birth|birth ?place|country|location|destination"
    rf"|departure|origin|woonplaats|wohnort|ciudad|ville){_MARK}(?P<value>{_WORD}(?: {_WORD}){{0,2}}){_END}"
)
_WHERE = re.compile(
    r"(?<!\w)(?:in|from|to|at|near|via|of|around|outside|towards|visit(?:ing|ed)?|leav(?:e|ing)|left|reach(?:ed)?)"
    rf" (?P<value>{_WORD}(?: {_WORD})?){_END}"
)
_GIVEN_NAME = re.compile(rf"(?<![\w@#./'’-])(?P<value>{_NAME}){_END}")
_ALONE = re.compile(rf"(?<![\w@#./'’-])(?<![A-Z][a-z] )(?P<value>{_WORD}){_END}(?! [A-Z][a-z])")


def introduced(text: str) -> Iterator[tuple[str, int, int]]:
    """Kind, start and end of each."""
    text = text[:LONGEST]
    for start, end in (*_persons(text), *_by_given_names(text)):
        yield "person", start, end
    for start, end in _places(text):
        yield "location", start, end


def _persons(text: str) -> Iterator[tuple[int, int]]:
    for pattern in _PERSONS:
        for found in pattern.finditer(text):
            start, end = tidied(text, *found.span("value"))
            if is_called(text[start:end]):
                yield start, end
    for found in _LOWER.finditer(text):
        if not _SMALL & set(found["value"].lower().split()):
            yield found.span("value")


def _by_given_names(text: str) -> Iterator[tuple[int, int]]:
    for found in _GIVEN_NAME.finditer(text):
        start, end = _called(text, *found.span("value"))
        if start < end:
            yield start, end


def _places(text: str) -> Iterator[tuple[int, int]]:
    for found in _TOWN.finditer(text):
        if is_called(found["value"]):
            yield found.span("value")
    for found in _WHERE.finditer(text):
        for value in (found["value"], found["value"].split()[0]):
            if is_town(value):
                yield found.start("value"), found.start("value") + len(value)
                break
    for found in _ALONE.finditer(text):
        if is_town(found["value"]):
            yield found.span("value")


def _called(text: str, start: int, end: int) -> tuple[int, int]:
    """From the first given name in a run of words with capitals on; nothing where there is none."""
    for word in re.finditer(r"\S+", text[start:end]):
        if word[0].lower() in GIVEN:
            rest = text[start + word.start() : end]
            return (start + word.start(), end) if is_called(rest) else (end, end)
    return end, end


_SMALL = frozenset(
    "on the not and for with that this here there what who wrong right spelled spelt written listed missing in"
    " attached below above really still also just only never".split()
)
