"""How much of a reference an answer repeats: runs word for word, runs with gaps, and a share."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from auditor.claims.provenance.said import Said
from auditor.claims.recall.references import GRAM, Reference, References, grams, grams_of, words

GAP = 4
"""Other words that may stand inside a run that is near to verbatim."""
LONGEST = 200_000
"""Characters of one answer that are read."""


@dataclass(frozen=True, slots=True)
class Recital:
    """What all answers of a target repeat of one document, leaving out what they were told."""

    reference: Reference
    run: int
    """Words in a row; 0 where it is less than GRAM."""
    near: int
    """Words in common of a run with gaps of up to GAP other words."""
    share: float
    """Of the document's grams that came in some answer."""
    asked: bool
    """Whether some prompt held words of it."""


def recitals(references: References, said: Iterable[Said]) -> tuple[list[Recital], int]:
    """One for each document, and how many answers were longer than is read."""
    known = [grams_of(each) for each in references.documents]
    holders: dict[bytes, list[int]] = defaultdict(list)
    for at, mine in enumerate(known):
        for gram in mine:
            holders[gram].append(at)
    runs, nears, asked, cut = [0] * len(known), [0] * len(known), set[int](), 0
    given: list[set[bytes]] = [set() for _ in known]
    for each in said:
        cut += len(each.text) > LONGEST
        told = set(grams(words(each.prompt), references.salt))
        asked |= {at for gram in told for at in holders.get(gram, ())}
        repeated = grams(words(each.text[:LONGEST]), references.salt)
        places: dict[int, list[int]] = defaultdict(list)
        for place, gram in enumerate(repeated):
            for at in holders.get(gram, ()) if gram not in told else ():
                places[at].append(place)
                given[at].add(gram)
        for at, found in places.items():
            runs[at] = max(runs[at], _longest(found, 1))
            nears[at] = max(nears[at], _longest(found, GRAM + GAP))
    return [
        Recital(reference, runs[at], nears[at], len(given[at]) / len(known[at]), at in asked)
        for at, reference in enumerate(references.documents)
    ], cut


def _longest(places: list[int], step: int) -> int:
    """Words covered by the longest chain of grams whose places lie at most ``step`` apart."""
    best = covered = 0
    before: int | None = None
    for place in places:
        if before is None or place - before > step:
            covered = GRAM
        else:
            covered += min(GRAM, place - before)
        best, before = max(best, covered), place
    return best
