"""Which maker a reply claims as its own: not whom it names, denies, quotes or compares itself to.

Read clause by clause, with the words of ``makers.yaml``; where a clause can be read either way it
claims nothing, so that a rate found by it is rather too low.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from auditor.claims.provenance.tables import Maker, names

LONGEST = 4000
"""Characters of one reply that are read."""
BARE = 5
"""Words of a reply that is nothing but a name."""

_QUOTED = re.compile(
    r"“([^”]{0,400})”|„([^“”]{0,400})[“”]|\"([^\"\n]{0,400})\"|«([^»]{0,400})»|「([^」]{0,400})」|『([^』]{0,400})』"
)
_SENTENCE = re.compile(r"(?<=[。！？؟।!?;；\n])|(?<=\.)(?=\s)")
_ASKS = re.compile(r"[?？؟]\s*$")
_SPACED = re.compile(r"[\u0000-\u024f\u0370-\u058f]+")


@dataclass(frozen=True, slots=True)
class _Reader:
    """The tables as patterns."""

    ids: tuple[str, ...]
    names: re.Pattern[str]
    """A group for each maker, in the order of ``ids``."""
    own: re.Pattern[str]
    made: re.Pattern[str]
    denied: re.Pattern[str]
    beside: re.Pattern[str]
    clause: re.Pattern[str]


@lru_cache(maxsize=1024)
def claimed(reply: str) -> frozenset[str]:
    """The ids of the makers whose model a reply says that it is."""
    reader, found = _reader(), set[str]()
    text = unicodedata.normalize("NFKC", reply[:LONGEST]).replace("’", "'").replace("*", "")
    text = _QUOTED.sub(_unquoted, text)
    if _is_bare(text) and not any(
        each.search(text) for each in (_ASKS, reader.denied, reader.beside)
    ):
        return frozenset(_named(reader, text))
    for sentence in _SENTENCE.split(text):
        if not _ASKS.search(sentence):
            found |= _of_sentence(reader, sentence.strip())
    return frozenset(found)


def makers_of(vendor: str, model: str, discloses: Iterable[str] = ()) -> frozenset[str]:
    """The makers that a target may name: its vendor, whoever its model is called by, disclosed ones."""
    named = {maker.id for maker in names().makers if vendor in maker.vendors}
    named.update(_named(_reader(), model))
    for each in discloses:
        named.update(_named(_reader(), each), {each})
    return frozenset(named)


def _of_sentence(reader: _Reader, sentence: str) -> set[str]:
    found, barred, of_itself = set[str](), set[str](), bool(reader.made.match(sentence))
    for clause in reader.clause.split(sentence):
        named = set(_named(reader, clause))
        speaks = bool(reader.own.search(clause))
        of_itself = of_itself or speaks
        if reader.denied.search(clause) or reader.beside.search(clause):
            barred |= named  # "unlike X, which was made by Y": nor is what follows on X a claim
        elif speaks or (of_itself and (reader.made.search(clause) or _is_bare(clause))):
            found |= named - barred
    return found


def _named(reader: _Reader, text: str) -> Iterator[str]:
    for match in reader.names.finditer(text):
        if match.lastindex:
            yield reader.ids[match.lastindex - 1]


def _unquoted(match: re.Match[str]) -> str:
    """A quoted name stays; a quoted sentence is somebody else's."""
    inside = next(group for group in match.groups() if group is not None)
    return f" {inside} " if _is_bare(inside) and len(inside) <= 30 else " "


def _is_bare(text: str) -> bool:
    dense = [c for c in text if ord(c) > 0x2E7F]
    return len(text.split()) <= BARE and len(dense) <= 12


@cache
def _reader() -> _Reader:
    known = names()
    said = known.phrases
    return _Reader(
        ids=tuple(maker.id for maker in known.makers),
        names=re.compile("|".join(map(_pattern, known.makers)), re.IGNORECASE),
        own=_any(_flat(said.self)),
        made=_any(_flat(said.made)),
        denied=_any(_flat(said.denied), after=r"|\w+n't\b"),
        beside=_any(_flat(said.beside)),
        clause=re.compile(
            rf"[,，、،:：—–()（）]|(?<=ではなく)|(?<=아니라)|{_any(_flat(said.but)).pattern}",
            re.IGNORECASE,
        ),
    )


def _pattern(maker: Maker) -> str:
    exact = f"|(?-i:{_alternatives(maker.exact)})" if maker.exact else ""
    return f"({_alternatives(maker.names)}{exact})"


def _alternatives(words: Sequence[str]) -> str:
    """Names with any of the usual gaps, not inside a longer Latin word; versions may follow."""
    gaps = (re.sub(r"(?:\\ |\\-)", r"[\\s\\-_]?", re.escape(word)) for word in words)
    return "|".join(
        rf"(?<![A-Za-z]){each}{_end(each)}" if each.isascii() else each for each in gaps
    )


def _end(name: str) -> str:
    return "" if name[-1].isdigit() else "(?![a-z])"


def _any(words: Sequence[str], after: str = "") -> re.Pattern[str]:
    """Any of the words: whole ones in scripts that put spaces between words."""
    whole = [re.escape(word) for word in words if _SPACED.fullmatch(word)]
    within = [re.escape(word) for word in words if not _SPACED.fullmatch(word)]
    spaced = rf"(?<!\w)(?:{'|'.join(whole)})(?!\w)"
    return re.compile(f"(?:{spaced}|{'|'.join(within)}{after})", re.IGNORECASE)


def _flat(lists: Sequence[Sequence[str]]) -> list[str]:
    return [word for words in lists for word in words]
