"""Bodies that an app encrypted by itself: they look random, repeat blocks or begin alike."""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from auditor.detect.leaf import Leaf
from auditor.detect.randomness import MOST, entropy, looks_random, repeated_block
from auditor.detect.sighting import Sighting
from auditor.evidence.exchange import Exchange, Side

PREFIX = 16
"""Bytes: one block of the ciphers in use."""
DIFFERENT = 12
"""Bytes in a beginning that is no header of a format."""
ALIKE = 3
"""Different messages that begin alike."""
MAX_PLACES = 5000

_ENCODED = re.compile(r"[A-Za-z0-9+/_-]{128,}={0,2}")
_HEX = re.compile(r"(?:[0-9a-fA-F]{2}){128,}")
_MEDIA = re.compile(r"^(?:image|audio|video|font)/|zip|pdf|wasm|compressed|protobuf|grpc|jose|jwt")
_FORMED = re.compile(r"json|text|xml|urlencoded|javascript|event-stream")
_INDEX = re.compile(r"[0-9]+")

type Place = tuple[str, str, Side, str]


@dataclass(slots=True)
class Beginnings:
    """How the messages at each place begin: an IV that never changes shows there."""

    _seen: dict[tuple[Place, bytes], set[bytes]] = field(default_factory=dict)

    def alike(self, place: Place, data: bytes) -> int:
        """How many different messages at a place begin as this one does, once they are enough."""
        key = (place, data[:PREFIX])
        if len(set(key[1])) < DIFFERENT or (
            len(self._seen) >= MAX_PLACES and key not in self._seen
        ):
            return 0
        seen = self._seen.setdefault(key, set())
        if len(seen) < ALIKE:
            seen.add(hashlib.sha256(data).digest())
            return ALIKE if len(seen) == ALIKE else 0
        return 0


def opaque(
    exchange: Exchange, side: Side, leaves: Iterable[Leaf], encoded: bool, known: Beginnings
) -> Iterator[Sighting]:
    """What of one side looks as if the app had encrypted it itself.

    ``encoded`` says that its content encoding was not undone.
    """
    message = exchange.sent if side == "sent" else exchange.received
    kind = message.media_type.lower() if message else ""
    if message is None or encoded or _MEDIA.search(kind):
        return
    # What is downloaded whole is mostly a file; its formats are without number.
    if side == "received" and not _FORMED.search(kind):
        return
    for leaf in leaves:
        data = _bytes(leaf) if leaf.place.startswith("body") else b""
        if data:
            yield from _of_value(exchange, side, leaf, data, known)


def _of_value(
    exchange: Exchange, side: Side, leaf: Leaf, data: bytes, known: Beginnings
) -> Iterator[Sighting]:
    size = f"{len(data)} bytes"
    if block := repeated_block(data):
        because = (
            f"a block of {block} bytes comes again in {size} that look random otherwise, as where "
            "each block is encrypted by itself (ECB); a format with such blocks of its own would too"
        )
        yield _sighting("home-made-encryption", side, leaf, because, "likely", size)
    elif looks_random(data):
        place = (exchange.subject, exchange.connection.host, side, _INDEX.sub("#", leaf.place))
        if count := known.alike(place, data):
            because = (
                f"{count} different messages begin with the same {PREFIX} bytes and look random, as "
                "with an IV that never changes; a header that auditor does not know would too"
            )
            yield _sighting("home-made-encryption", side, leaf, because, "likely", size)
        in_clear = exchange.connection.scheme in ("http", "ws")
        because = (
            f"{size} with {entropy(data[:MOST]):.2f} of 8 bits each, in no format that auditor "
            "knows: encrypted by the app itself, or compressed or coded in a way it does not know"
        )
        sureness = "likely" if in_clear else "possible"
        yield _sighting("looks-random", side, leaf, because, sureness, size)


def _sighting(
    kind: str, side: Side, leaf: Leaf, because: str, sureness: str, excerpt: str
) -> Sighting:
    return Sighting(
        kind=f"body/{kind}",
        side=side,
        place=leaf.place,
        value="",
        because=because,
        sureness="likely" if sureness == "likely" else "possible",
        steps=leaf.steps,
        excerpt=excerpt,
    )


def _bytes(leaf: Leaf) -> bytes:
    """The bytes of a leaf, or those that its text stands for; nothing for other texts."""
    if isinstance(leaf.value, bytes):
        return leaf.value
    text = leaf.value.strip()
    if _HEX.fullmatch(text):
        return bytes.fromhex(text)
    if not _ENCODED.fullmatch(text):
        return b""
    bare = text.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        return base64.b64decode(bare + "=" * (-len(bare) % 4))
    except (binascii.Error, ValueError):
        return b""
