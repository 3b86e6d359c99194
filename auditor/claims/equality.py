"""Are two sets of answers from one model? A test on their distributions, without likelihoods.

Maximum mean discrepancy between the answers of two sides to the same prompts, with a permutation
test within prompts, after Gao, Liang and Guestrin (Model Equality Testing, arXiv 2410.20247, ICLR
2025), whose released code permutes across prompts and can give p = 0. The kernel is the cosine of
square-rooted counts of three-character pieces: on short answers it tells more than the paper's
Hamming kernel at the same rate of false alarms (``bench/claims.py``).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

DRAWS = 1999
PIECE = 3
LONGEST = 4000
"""Characters of one answer that count."""

_ALONE = 2**18
"""Multiplications that linear algebra libraries do on one core."""

type Answers = Mapping[str, Sequence[str]]
"""Prompt → its answers."""
type Grid = np.ndarray[tuple[int, int], np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Equality:
    """How far two sides lie apart, and how often chance does as much."""

    statistic: float
    """Squared maximum mean discrepancy, unbiased; mean over prompts."""
    p: float
    """Of a distance at least as large if the sides were one: (1 + #) / (1 + draws)."""
    prompts: int
    answers: tuple[int, int]
    """Of each side, in all."""


def equality(one: Answers, other: Answers, seed: int, draws: int = DRAWS) -> Equality:
    """Test that both sides answer alike. ValueError without a prompt that both answered twice."""
    shared = [each for each in one if len(one[each]) > 1 and len(other.get(each, ())) > 1]
    if not shared:
        raise ValueError("no prompt was answered twice by both sides")
    chance = np.random.default_rng(seed)
    observed, drawn = 0.0, np.zeros(draws)
    for prompt in shared:
        texts = [*one[prompt], *other[prompt]]
        grid, side = kernel(texts), np.arange(len(texts)) < len(one[prompt])
        observed += float(distances(grid, side[None, :])[0])
        drawn += distances(grid, chance.permuted(np.tile(side, (draws, 1)), axis=1))
    as_far = int((drawn >= observed - 1e-12).sum())
    counts = [sum(len(each[prompt]) for prompt in shared) for each in (one, other)]
    return Equality(
        statistic=observed / len(shared),
        p=(1 + as_far) / (1 + draws),
        prompts=len(shared),
        answers=(counts[0], counts[1]),
    )


def distances(grid: Grid, sides: np.ndarray[tuple[int, int], np.dtype[np.bool_]]) -> np.ndarray:
    """The unbiased squared discrepancy for each row of labels; the grid's diagonal is one."""
    first = sides.astype(float)
    n = first.sum(1)
    m = sides.shape[1] - n
    sums = grid.sum(0)
    # What the second side has follows from the whole, which spares half of the work.
    inside = np.concatenate(
        [np.einsum("ij,ij->i", each @ grid, each) for each in np.split(first, _cuts(first.shape))]
    )
    across = first @ sums - inside
    outside = sums.sum() - 2 * across - inside
    return np.asarray(
        (inside - n) / (n * (n - 1)) + (outside - m) / (m * (m - 1)) - 2 * across / (n * m)
    )


def _cuts(shape: tuple[int, ...]) -> range:
    """Where to cut rows so that no product is worth threads, which on busy cores cost tenfold."""
    rows, columns = shape
    step = max(1, _ALONE // columns**2)
    return range(step, rows, step)


def kernel(texts: Sequence[str]) -> Grid:
    """Cosine of the square roots of counts, between all pairs; an empty text is like itself."""
    places: dict[str, int] = {}
    rows = [Counter(_pieces(text)) for text in texts]
    at, counts, ends = [], [], [0]
    for row in rows:
        at += [places.setdefault(piece, len(places)) for piece in row]
        counts += list(row.values())
        ends.append(len(at))
    roots = np.sqrt(np.array(counts, float))
    length = np.sqrt([float(row.total()) for row in rows])
    # Hardly any piece is in any text: a full table would be a hundred times the work.
    table = sparse.csr_array((roots, at, ends), shape=(len(texts), max(1, len(places))))
    both = np.outer(length, length)
    grid: Grid = np.divide(
        (table @ table.T).toarray(), both, out=np.zeros_like(both), where=both > 0
    )
    empty = (length == 0).astype(float)
    return grid + np.outer(empty, empty)


def _pieces(text: str) -> list[str]:
    """Overlapping pieces, with the text's ends marked."""
    whole = f"\x02{text[:LONGEST]}\x03" if text else ""
    return [whole[i : i + PIECE] for i in range(max(0, len(whole) - PIECE + 1))]
