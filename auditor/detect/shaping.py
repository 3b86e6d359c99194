"""Runs each shape over those texts alone in which it could find something.

The words that shapes ask for are looked for in one pass over all texts. A shape then reads its own
texts, put together behind their keys, so that hundreds of small ones cost as one.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from auditor.detect.prose import OVERLAP, chunks
from auditor.detect.shape import BREAK, Match, Shape, lower
from auditor.evidence.words import Words

CHUNK = 4000
"""Characters of a text that are looked at in one piece."""
MOST = 2**20
"""Characters, for the patterns, of one side of an exchange."""
TOGETHER = 2**16
"""Characters of pieces that are looked at together."""

type Keyed = tuple[str, str]
"""The name that a text stood under, and the text."""
type Matches = tuple[tuple[str, Match], ...]
"""Kinds and matches of one text."""


class Shaping:
    """Some shapes, in order: where two overlap, the earlier one stands."""

    def __init__(self, shapes: Sequence[Shape]) -> None:
        self._shapes = tuple(shapes)
        words: dict[str, int] = {}
        self._always = self._beyond = 0
        for number, shape in enumerate(self._shapes):
            for word in shape.asks:
                words[word] = words.get(word, 0) | 1 << number
            if shape.beyond_ascii:
                self._beyond |= 1 << number
            elif not shape.asks:
                self._always |= 1 << number
        self._words, self._asked = Words([*words]), [*words.values()]
        self._hinted = [
            (1 << number, shape.hint) for number, shape in enumerate(self._shapes) if shape.hint
        ]

    def found(self, texts: Sequence[Keyed], most: int = MOST) -> tuple[list[Matches], bool]:
        """What the shapes find in each text, every match once; whether all was looked at.

        ``most`` is how many characters are.
        """
        found: list[dict[tuple[str, Match], None]] = [{} for _ in texts]
        for pieces in _pieces(texts):
            most -= sum(len(text) for _, text in pieces)
            if most < 0:
                break
            for number, kind, match in self._in_pieces(pieces):
                found[number][kind, match] = None
        return [tuple(each) for each in found], most >= 0

    def _in_pieces(self, pieces: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str, Match]]:
        """Number of the text, kind and match, in the order of the shapes."""
        taken: dict[int, bytearray] = {}
        texts = [text for _, text in pieces]
        lows = [lower(text) for text in texts]
        where = self._where(texts, lows)
        for number, shape in enumerate(self._shapes):
            wanted = where[number]
            if not wanted:
                continue
            whole = BREAK.join([texts[at] for at in wanted])
            low = BREAK.join([lows[at] for at in wanted]) if shape.lowered else ""
            begins: list[int] = []
            for start, match in shape.matches(whole, low):
                begins = begins or _begins([texts[at] for at in wanted])
                at = bisect_right(begins, start) - 1
                piece, inside = wanted[at], start - begins[at]
                end = inside + len(match.value)
                known = taken.get(piece) or taken.setdefault(piece, bytearray(len(texts[piece])))
                if known.find(1, inside, end) < 0:
                    known[inside:end] = b"\1" * len(match.value)
                    yield pieces[piece][0], shape.kind, match

    def _where(self, texts: Sequence[str], lows: Sequence[str]) -> list[list[int]]:
        """For each shape the pieces in which it could find something."""
        bits = [self._always if text.isascii() else self._always | self._beyond for text in texts]
        raw = [low.encode("utf-8", "surrogatepass") for low in lows]
        begins = _begins(raw)
        asked = self._asked
        for word, start in self._words.places(BREAK.encode().join(raw)):
            bits[bisect_right(begins, start) - 1] |= asked[word]
        whole, begins = BREAK.join(texts), _begins(texts)
        for bit, hint in self._hinted:
            for one in hint.finditer(whole):
                bits[bisect_right(begins, one.start()) - 1] |= bit
        where: list[list[int]] = [[] for _ in self._shapes]
        several = {each: _numbers(each) for each in set(bits)}
        for at, each in enumerate(bits):
            for number in several[each]:
                where[number].append(at)
        return where


def _pieces(texts: Sequence[Keyed]) -> Iterator[list[tuple[int, str]]]:
    """Number and piece of each text behind its key, in lists that are not too long together."""
    some: list[tuple[int, str]] = []
    size = 0
    for number, (key, text) in enumerate(texts):
        for chunk in (text,) if len(text) <= CHUNK else _chunks(text):
            some.append((number, f"{key}: {chunk}"))
            size += len(some[-1][1])
            if size > TOGETHER:
                yield some
                some, size = [], 0
    if some:
        yield some


def _chunks(text: str) -> Iterator[str]:
    """Pieces of a text; one that begins within a word begins behind it."""
    for number, chunk in enumerate(chunks(text, CHUNK)):
        yield chunk[chunk.find(" ", 0, OVERLAP // 2) + 1 :] if number else chunk


def _begins(texts: Sequence[str] | Sequence[bytes]) -> list[int]:
    """Where each text begins, put together."""
    return [*accumulate((len(text) + len(BREAK) for text in texts), initial=0)][:-1]


def _numbers(bits: int) -> list[int]:
    return [number for number in range(bits.bit_length()) if bits >> number & 1]
