"""Which differences between the rates of two targets are more than chance."""

from collections.abc import Mapping, Sequence

from auditor.claims.statistics import holm, stratified_greater

METHOD = (
    "exact conditional test within phrasings (Mantel–Haenszel; Fisher's where there is one "
    "phrasing), two-sided by doubling, adjusted by Holm over every pair compared here; it speaks "
    "of these phrasings, and an interval of all that might have been asked"
)

type Counts = Mapping[str, tuple[int, int]]
"""Phrasing → hits and judged trials."""


def difference(one: Counts, other: Counts) -> float | None:
    """The two-sided p of equal rates in every phrasing; None without a common phrasing.

    Twice the smaller of both one-sided exact p-values, at most 1 (Fisher 1935).
    """
    both = [(one[each], other[each]) for each in sorted(one.keys() & other.keys())]
    both = [(mine, theirs) for mine, theirs in both if mine[1] and theirs[1]]
    if not both:
        return None
    more = stratified_greater((*mine, *theirs) for mine, theirs in both)
    fewer = stratified_greater((*theirs, *mine) for mine, theirs in both)
    return min(1.0, 2 * min(more, fewer))


def adjusted(ps: Sequence[float | None]) -> list[float | None]:
    """Those that there are, by Holm over all of them; in their order."""
    told = iter(holm([p for p in ps if p is not None]))
    return [None if p is None else next(told) for p in ps]
