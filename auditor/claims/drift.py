"""Whether a rate changed in a series of audits: exact tests, for the same trials asked again."""

from collections.abc import Sequence
from dataclasses import dataclass

from scipy import stats

type Count = tuple[int, int]
"""Hits and judged trials of one audit."""


@dataclass(frozen=True, slots=True)
class Drift:
    """The cut of a series that speaks most for a change."""

    cut: int
    """Index of the first audit after it."""
    before: Count
    after: Count
    p: float
    """Corrected for the choice of the cut."""
    least: float
    """The p that these trials would have with every one a hit after the cut, and none before, or
    the reverse, at the cut where it is least. Above what is asked for, no change could be shown.
    """


def drift(series: Sequence[Count]) -> Drift | None:
    """The change in a series of at least two audits with judged trials; else None.

    Before against after each cut by Fisher's exact test (1935), two-sided, the smallest p times the
    number of cuts (Bonferroni). It supposes the same phrasings, asked as often in each audit, whose
    trials are independent given their phrasing; that phrasings differ makes it cautious.
    """
    judged = [at for at, (_, trials) in enumerate(series) if trials]
    cuts = judged[1:]
    if not cuts:
        return None
    parts = [(cut, _sum(series[:cut]), _sum(series[cut:])) for cut in cuts]
    ps = [_fisher(before, after) for _, before, after in parts]
    best = min(range(len(parts)), key=lambda at: ps[at])
    least = min(_fisher((0, before[1]), (after[1], after[1])) for _, before, after in parts)
    cut, before, after = parts[best]
    return Drift(cut, before, after, min(1.0, ps[best] * len(cuts)), min(1.0, least * len(cuts)))


def _sum(series: Sequence[Count]) -> Count:
    return sum(hits for hits, _ in series), sum(trials for _, trials in series)


def _fisher(before: Count, after: Count) -> float:
    table = [[hits, trials - hits] for hits, trials in (before, after)]
    return float(stats.fisher_exact(table).pvalue)
