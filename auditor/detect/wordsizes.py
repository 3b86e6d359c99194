"""Streamed answers whose chunks are as long as their words: sizes alone then tell the topic.

After what was published as Whisper Leak (Microsoft, November 2025); padding or batching prevents it.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, islice

from auditor.detect.budget import Budget
from auditor.detect.leaf import parsed
from auditor.detect.sighting import Sighting
from auditor.detect.streams import Path, events, texts_in
from auditor.evidence.exchange import Received

LEAST = 20
"""Pieces of an answer; fewer show no pattern."""
MOST = 5000
DIFFERENT = 8
"""Pieces; what repeats more is no answer."""
ALONE = 0.8
"""Share of the pieces that came in chunks of their own."""
LONGEST = 12
"""Characters of a piece on average: a word or less."""
SPREAD = 4
"""Bytes by which what stands around a piece may differ, as counters do."""


def word_sizes(received: Received, text: str) -> Iterator[Sighting]:
    """Whether one streamed answer shows the lengths of its words."""
    if "event-stream" not in received.media_type.lower() or not received.times:
        return
    pieces = _pieces(text)
    if len(pieces) < LEAST or len({each.size for each in pieces}) < 4:
        return
    pairs = _pairs(received, text, pieces)
    if len(pairs) < ALONE * len(pieces) or not _tells(pairs):
        return
    frames = _middle([whole - size for whole, size in pairs])
    yield Sighting(
        kind="body/word-sizes",
        side="received",
        place="body.stream",
        value="",
        because=(
            f"{len(pieces)} pieces of an answer came in {len(received.times)} chunks, each as long "
            f"as its word and about {frames[len(frames) // 2]} bytes more: who sees only the sizes "
            "of the encrypted chunks can guess the topic; a layer below that the proxy does not see "
            "may still pad or join them"
        ),
        sureness="likely",
        excerpt=f"{len(pieces)} pieces, {len(received.times)} chunks",
    )


def _middle(values: list[int]) -> list[int]:
    """In their order, without the tenth at either end."""
    cut = len(values) // 10
    return sorted(values)[cut : len(values) - cut]


@dataclass(frozen=True, slots=True)
class _Piece:
    """One event's part of the answer."""

    number: int
    """Of the event, from 0."""
    whole: int
    """Bytes of the event's data."""
    size: int
    """Bytes of the part."""


def _tells(pairs: list[tuple[int, int]]) -> bool:
    """Whether what stands around the pieces is always as long, so that the wholes tell them."""
    frames = _middle([whole - size for whole, size in pairs])
    wholes = _middle([whole for whole, _ in pairs])
    spread = frames[-1] - frames[0]
    return spread <= SPREAD and spread < wholes[-1] - wholes[0]


def _pairs(received: Received, text: str, pieces: list[_Piece]) -> list[tuple[int, int]]:
    """Bytes of what travelled by itself, and of the one piece in it.

    Where the sizes of the chunks are known they are what counts: chunk by chunk, in a body that was
    not encoded; else event by event, where there is a chunk for each.
    """
    if not received.sizes:
        alone = min(len(received.times) / len(pieces), 1.0)
        return [(each.whole, each.size) for each in pieces] if alone >= ALONE else []
    ends = _ends(text)
    if not received.encoding and sum(received.sizes) == len(text.encode()):
        behind = list(accumulate(received.sizes))
        chunks = [bisect_left(behind, end) for end in ends]
    elif len(received.sizes) == len(ends):
        chunks = list(range(len(ends)))
    else:
        return []
    held = Counter(chunks[each.number] for each in pieces if each.number < len(chunks))
    return [
        (received.sizes[chunk], each.size)
        for each in pieces
        if each.number < len(chunks) and held[chunk := chunks[each.number]] == 1
    ]


def _ends(text: str) -> list[int]:
    """The byte behind each event, as ``events`` counts them, without the empty line after it."""
    ends, at, inside = [], 0, False
    for line in text.splitlines(keepends=True):
        if not line.strip() and inside:
            ends.append(at)
            inside = False
        at += len(line.encode())
        inside = inside or line.startswith("data:")
    return [*ends, at] if inside else ends


def _pieces(text: str) -> list[_Piece]:
    """The pieces of the answer, by the place in the events where most of it stands."""
    budget = Budget()
    found: dict[Path, list[tuple[str, _Piece]]] = defaultdict(list)
    for number, data in enumerate(islice(events(text), MOST)):
        whole = len(data.encode())
        for path, piece in texts_in(parsed(data, budget), budget):
            found[path].append((piece, _Piece(number, whole, len(piece.encode()))))
    likely = [
        several
        for several in found.values()
        if len({piece for piece, _ in several}) >= DIFFERENT
        and sum(len(piece) for piece, _ in several) <= LONGEST * len(several)
    ]
    return [piece for _, piece in max(likely, key=len, default=[])]
