"""Streamed answers whose chunks are as long as their words: sizes alone then tell the topic.

After what was published as Whisper Leak (Microsoft, November 2025); padding or batching prevents it.
"""

from collections import defaultdict
from collections.abc import Iterator

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
    sizes = {size for _, size in pieces}
    if len(pieces) < LEAST or len(sizes) < 4:
        return
    alone = min(len(received.times) / len(pieces), 1.0)
    middle = _middle([whole - size for whole, size in pieces])
    wholes = _middle([whole for whole, _ in pieces])
    spread = middle[-1] - middle[0]
    if alone < ALONE or spread > SPREAD or spread >= wholes[-1] - wholes[0]:
        return
    yield Sighting(
        kind="body/word-sizes",
        side="received",
        place="body.stream",
        value="",
        because=(
            f"{len(pieces)} pieces of an answer came in {len(received.times)} chunks, each as long "
            f"as its word and about {middle[len(middle) // 2]} bytes more: who sees only the sizes "
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


def _pieces(text: str) -> list[tuple[int, int]]:
    """Bytes of each event that holds a piece of the answer, and of the piece."""
    budget = Budget()
    found: dict[Path, list[tuple[int, str]]] = defaultdict(list)
    for count, data in enumerate(events(text)):
        if count >= MOST:
            break
        for path, piece in texts_in(parsed(data, budget), budget):
            found[path].append((len(data.encode()), piece))
    likely = [
        several
        for several in found.values()
        if len({piece for _, piece in several}) >= DIFFERENT
        and sum(len(piece) for _, piece in several) <= LONGEST * len(several)
    ]
    best = max(likely, key=len, default=[])
    return [(whole, len(piece.encode())) for whole, piece in best]
