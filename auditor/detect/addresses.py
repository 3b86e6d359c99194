"""Addresses at one host inside a text, with the form in which they stand there."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote

from auditor.detect.budget import Budget
from auditor.detect.leaf import Piece, pairs

type Form = Literal["link", "image", "html"]

MAX_ADDRESSES = 100
"""In one text."""
LONGEST = 4000
"""Characters of an address."""
LONGEST_LABELS = 300
CONTEXT = 400
"""Characters before an address that tell its form."""

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_NO_LABEL = frozenset(" \t\r\n<>\"'`()[]{}|/\\,;，。；、（）「」【】：")
_SCHEME = re.compile(r"(?:[a-z][a-z0-9+.-]{0,20}:)?//$|mailto:$", re.IGNORECASE)
_BARE_END = re.compile(r"[\s<>\"'`|，。；、！？（）「」【】]|&(?:quot|lt|gt|#39);")
_TRAILING = ".,;:!?*_)]"
_IN_TAG = re.compile(
    r"<[a-z][a-z0-9:-]*\s[^<>]*=\s*(?:\"[^\"<>]*|'[^'<>]*|[^\s\"'<>]*)$", re.IGNORECASE
)
_IN_CSS = re.compile(r"url\(\s*[\"']?$", re.IGNORECASE)
_IN_IMAGE = re.compile(r"!\[(?:[^\[\]]|\[[^\[\]]*\])*\]\(\s*<?$")
_IN_LINK = re.compile(r"\]\(\s*$")
_IN_DEFINITION = re.compile(r"(?:^|\n)[ >]{0,6}\[([^\[\]\n]{1,100})\]:\s*<?$")


@dataclass(frozen=True, slots=True)
class Address:
    """One address at the host."""

    form: Form
    text: str
    before: str
    """What stands before the host: labels of sub-domains, a user."""
    after: str
    """What stands behind it: port, path, query, fragment."""


def addresses(text: str, host: str) -> Iterator[Address]:
    """Every address at a host or under it, in the order of the text."""
    text = _UNSEEN.sub("", text)
    dotted = r"[.．。｡]".join(re.escape(label) for label in host.split("."))
    wanted = re.compile(rf"(?<![\w-]){dotted}(?![\w-]|\.\w)", re.IGNORECASE)
    for count, found in enumerate(wanted.finditer(text)):
        if count == MAX_ADDRESSES:
            return
        yield _address(text, found)


def pieces(address: Address, budget: Budget) -> Iterator[Piece]:
    """Everything that an address carries besides its host, part by part."""
    before = unquote(address.before)
    for each in dict.fromkeys((before, before.replace(".", ""))):
        yield Piece("address.host", each)
    after = html.unescape(address.after)
    path, _, rest = after.partition("?")
    query, _, fragment = rest.partition("#") if rest else path.partition("#")
    yield Piece("address", unquote(after))
    for segment in path.partition("#")[0].split("/")[:MAX_ADDRESSES]:
        yield Piece("address.path", unquote(segment))
    if rest:
        yield from pairs(query, "address.query", (), budget)
    yield Piece("address.fragment", unquote(fragment))
    yield from pairs(fragment, "address.fragment", (), budget)


def _address(text: str, host: re.Match[str]) -> Address:
    first = _first_label(text, host.start())
    start = first
    if scheme := _SCHEME.search(text[max(0, start - 30) : start]):
        start -= len(scheme[0])
    end = host.end() + len(_after(text, start, host.end()))
    return Address(
        form=_form(text, start),
        text=text[start:end],
        before=text[first : host.start()],
        after=text[host.end() : end],
    )


def _first_label(text: str, at: int) -> int:
    """Where the sub-domains or the user before a host begin."""
    start = at
    while start and at - start < LONGEST_LABELS and text[start - 1] not in _NO_LABEL:
        start -= 1
    return start


def _after(text: str, start: int, at: int) -> str:
    """The rest of an address, up to what closes it."""
    rest, opener = text[at : at + LONGEST], text[start - 1 : start]
    before = text[max(0, start - CONTEXT) : start]
    if opener in {'"', "'"} and opener in rest:
        return rest[: rest.index(opener)]
    if opener == "<" and ">" in rest:
        return rest[: rest.index(">")]
    if _IN_LINK.search(before) or _IN_CSS.search(before):
        return _closed(rest)
    end = _BARE_END.search(rest)
    return (rest[: end.start()] if end else rest).rstrip(_TRAILING)


def _closed(rest: str) -> str:
    """Up to the bracket that closes a Markdown link, or to its title."""
    depth = 0
    for at, sign in enumerate(rest):
        depth += (sign == "(") - (sign == ")")
        if depth < 0 or sign == "\n" or (sign in " \t" and rest[at + 1 : at + 2] in {'"', "'"}):
            return rest[:at]
    return rest


def _form(text: str, start: int) -> Form:
    before = text[max(0, start - CONTEXT) : start]
    if _IN_TAG.search(before) or _IN_CSS.search(before):
        return "html"
    if _IN_IMAGE.search(before):
        return "image"
    if (named := _IN_DEFINITION.search(before)) and _shown(text, named[1]):
        return "image"
    return "link"


def _shown(text: str, name: str) -> bool:
    """Whether a defined address is used as an image."""
    lowered = text.lower()
    return re.search(rf"!\[[^\[\]]*\]\[{re.escape(name.lower())}\]", lowered) is not None or (
        f"![{name.lower()}]" in lowered
    )
