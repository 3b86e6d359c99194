"""Tells a page in another language: our own words by a catalogue, a stranger's never.

A catalogue replaces pieces of the templates before any report is put into them, so that it cannot
reach what a vendor wrote. Sentences that auditor makes from a report have patterns of their own.
What stands in neither stays English, and is marked so for whoever has the page read aloud.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import orjson
from jinja2.ext import Extension
from markupsafe import Markup, escape

from auditor.errors import AuditorError
from auditor.report.visible import visible
from auditor.shipped import shipped

LANGUAGES = {"en": "en", "zh": "zh-Hans"}
"""Name on the command line → tag of the language (BCP 47)."""
LONGEST = 1000

_PIECES = re.compile(
    r"(?P<comment>\{#.*?#\})|(?P<block>\{%.*?%\})"
    r"|(?P<tag><(?:\{\{.*?\}\}|\{%.*?%\}|[^<>{])*>)"
    r"|(?P<text>(?:\{\{.*?\}\}|[^<{]|\{(?![%#{]))+)",
    re.DOTALL,
)
_SPOKEN = re.compile(r'(?<=\b(?:aria|data)-label=")[^"]*(?=")')
_OPEN = re.compile(r"（[^（）{}]*\{(\d)\}[^（）{}]*）")
_PART = re.compile(r"\{(\d)(?::(terms?|en))?\}")
_COUNTED = re.compile(r"(.*?)( \([\d,]+\))?")


def check_language(language: str) -> None:
    """AuditorError for one that no catalogue is there for."""
    if language not in LANGUAGES:
        raise AuditorError(
            f"no language is called {language!r}", hint=f"--language {'|'.join(LANGUAGES)}"
        )


def pieces(source: str) -> list[tuple[str, str]]:
    """A template as its comments, blocks, tags and texts, each with its kind."""
    return [(str(found.lastgroup), found[0]) for found in _PIECES.finditer(source)]


class Translating(Extension):
    """Replaces what the catalogue knows in every template, before it is compiled."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The template in Chinese, as far as the catalogue goes."""
        del name, filename
        return "".join(_piece(kind, piece) for kind, piece in pieces(source))


def term(word: Any) -> Any:
    """One of our closed vocabularies; anything else as it is."""
    return _catalogue()["terms"].get(str(word), word)


def sentence(text: Any) -> Any:
    """A sentence that auditor made; another one as it is, marked as English."""
    said = str(text)
    if said in _catalogue()["terms"]:
        return term(said)
    for pattern, told in _patterns() if len(said) <= LONGEST else ():
        if found := pattern.fullmatch(said):
            return _filled(told, found.groups())
    return _english(said)


def printed(text: str) -> str:
    """A text of the printed report, as far as the catalogue goes; plain, nothing is marked."""
    return _printed_words().get(text) or _printed_sentence(text)


def _printed_sentence(text: str) -> str:
    for pattern, told in _printed_patterns() if len(text) <= LONGEST else ():
        if found := pattern.fullmatch(text):
            return _put(told, found.groups(), _plain)
    return text


def _put[T: str](told: str, groups: Sequence[str | None], say: Callable[[str, str], T]) -> str:
    """The pattern with its parts, in one pass; what is not there takes its brackets along."""
    told = _OPEN.sub(lambda found: found[0] if groups[int(found[1])] else "", told)
    return _PART.sub(lambda found: say(groups[int(found[1])] or "", found[2]), told)


def _plain(part: str, how: str | None) -> str:
    words = part.split(", ") if how == "terms" else [part]
    if how not in ("term", "terms"):
        return part
    found = [_COUNTED.fullmatch(word) for word in words]
    return "、".join(f"{printed(f[1])}{f[2] or ''}" if f else "" for f in found)


def verdict(said: Any, vendor: str) -> str:
    """The counts of a report in a sentence, as ``rating.verdict`` says them in English."""
    total = said.broken + said.kept + said.inconclusive + said.not_tested + said.waived
    if not total:
        return f"未对 {vendor} 应用任何规则，因此本次审计对其不作任何判断。"
    if said.not_tested == total:
        return f"对 {vendor} 的 {total:,} 项检查均未能进行，因此本次审计对其好坏不作任何判断。"
    counts = {
        "符合": said.kept,
        "无定论": said.inconclusive,
        "未能进行": said.not_tested,
        "已豁免": said.waived,
    }
    others = "、".join(f"{number:,} 项{what}" for what, number in counts.items() if number)
    rest = f"；另有 {others}" if others else ""
    if said.broken:
        risk = term(said.highest_risk)
        return (
            f"本次审计对 {vendor} 作了 {total:,} 项检查，其中 {said.broken:,} 项发现规则被违反，"
            f"最高风险为“{risk}”{rest}。"
        )
    if said.kept == total:
        return f"本次审计对 {vendor} 的 {total:,} 项检查，在可见范围内全部符合规则。"
    return f"本次审计对 {vendor} 作了 {total:,} 项检查，未发现未获豁免的违反；其中 {others}。"


def _piece(kind: str, piece: str) -> str:
    known = _catalogue()["fragments"]
    if kind == "tag":
        if piece.startswith("<html"):
            return piece.replace('lang="en"', f'lang="{LANGUAGES["zh"]}"')
        return _SPOKEN.sub(lambda found: known.get(f"@{found[0]}", found[0]), piece)
    bare = piece.strip()
    if kind == "comment" or bare not in known:
        return piece
    before, _, after = piece.partition(bare)
    return f"{before}{known[bare]}{after}"


def _filled(told: str, groups: Sequence[str | None]) -> Markup:
    # The pattern is ours and holds no tag; every part is escaped by itself.
    return Markup(_put(told, groups, _part))  # noqa: S704


def _part(part: str, how: str | None) -> Markup:
    if how == "en":
        return _english(part)
    if how == "terms":
        return Markup("、").join(_part(each, "term") for each in part.split(", "))
    found = _COUNTED.fullmatch(part) if how else None
    told = f"{term(found[1])}{found[2] or ''}" if found else part
    return escape(visible(told, LONGEST))


def _english(text: str) -> Markup:
    return Markup('<span lang="en">{}</span>').format(visible(text, LONGEST))


@cache
def _catalogue() -> dict[str, Any]:
    loaded: dict[str, Any] = orjson.loads(shipped("reports", "zh.json").read_bytes())
    return loaded


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(known), told) for known, told in _catalogue()["sentences"]]


@cache
def _printed_words() -> dict[str, str]:
    words: dict[str, str] = _catalogue()["terms"] | _catalogue()["printed"]
    return words


@cache
def _printed_patterns() -> list[tuple[re.Pattern[str], str]]:
    own = [
        (re.compile(known, re.DOTALL), told) for known, told in _catalogue()["printed-sentences"]
    ]
    return [*own, *_patterns()]
