"""What one text or some bytes hold that was encoded or compressed: one layer, and its step."""

import binascii
import re
import zlib
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote

import zstandard

from auditor.detect.binary import is_packed
from auditor.detect.budget import Budget
from auditor.detect.escapes import escaped
from auditor.detect.radix import from_base32, from_base85

MIN_ENCODED = 12
"""Characters; what is shorter decodes to chance."""
MAX_TOKENS = 20_000
"""Encoded runs that are tried in one text; a hundred kilobytes hold four thousand."""
SURELY_HEX = 24
"""Digits of hex; a text of as many signs of base64 has none but them once in 10^14."""
REMEMBERED = 16_384
"""Short texts whose inside is remembered: apps repeat themselves in every request."""
SHORT = 200

type Inside = tuple[str, str | bytes]
"""The step and what it led to."""

_NOTHING = re.compile(
    # Shorter than anything encoded, or of a form that encodes nothing: an id, a time, a number.
    r"[^%={\[\"?]{0,11}"
    r"|[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"
    r"|(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}[T ][0-9:.]{5,18}(?:Z|[+-][0-9]{2}:?[0-9]{2})?"
    r"|-?[0-9]{1,11}(?:\.[0-9]{1,20})?|1[0-9]{9,18}"
)
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]+={0,2}")
_HEX = re.compile(r"(?:[0-9a-fA-F]{2})+")
_JWT = re.compile(r"eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*")
_TOKEN = re.compile(r"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{24,}+={0,2}(?![A-Za-z0-9+/_=-])")
_DATA_URI = re.compile(r"data:[\w.+/;=-]{0,80};base64,")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ZLIB = {
    b"\x1f\x8b": "gzip",
    b"\x78\x01": "zlib",
    b"\x78\x5e": "zlib",
    b"\x78\x9c": "zlib",
    b"\x78\xda": "zlib",
}
_ZSTD = b"\x28\xb5\x2f\xfd"


is_plain = _NOTHING.fullmatch
"""Whether nothing can be folded up in a text, by its looks alone."""


def unfolded(text: str, budget: Budget) -> tuple[Inside, ...]:
    """What was encoded in a text, as a whole or in runs of it."""
    # So few signs meet no bound.
    return _remembered(text) if len(text) <= SHORT else tuple(_unfolded(text, budget))


def inflated(data: bytes, budget: Budget) -> tuple[str, bytes] | None:
    """Step and content of gzip, zlib or zstd data, cut at the budget; None for anything else."""
    try:
        if data[:2] in _ZLIB:
            engine = zlib.decompressobj(wbits=47)
            content = engine.decompress(data, max(budget.size, 1))
            if engine.unconsumed_tail:
                budget.hit.add("size")
            return (_ZLIB[data[:2]], content) if content else None
        if data[:4] == _ZSTD:
            with zstandard.ZstdDecompressor(max_window_size=2**23).stream_reader(data) as reader:
                content = reader.read(budget.size + 1)
            if len(content) > budget.size:
                budget.hit.add("size")
            return "zstd", content[: budget.size]
    except (zlib.error, zstandard.ZstdError):
        return None
    return None


def text_in(content: bytes) -> str | None:
    """Bytes as the text they are; None when they are none."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return None
    return None if _UNPRINTABLE.search(text) else text.removeprefix("\ufeff")


@lru_cache(REMEMBERED)
def _remembered(text: str) -> tuple[Inside, ...]:
    return tuple(_unfolded(text, Budget()))


def _unfolded(text: str, budget: Budget) -> Iterator[Inside]:
    if text.startswith("eyJ") and _JWT.fullmatch(text):
        parts = (_unbase64(part) for part in text.split(".")[:2])
        yield from (("jwt", part) for part in parts if part)
    elif held := in_85_signs(text, budget):
        yield from held
    elif "%" in text and _PERCENT.search(text) and (plain := unquote(text)) != text:
        yield "url", plain
    elif (decoded := _decoded(text)) is not None:
        yield decoded
    else:
        yield from escaped(text)
        yield from _tokens(text, budget)


def in_85_signs(text: str, budget: Budget) -> list[Inside]:
    """What a text, or words of it, held that look like much else: addresses, forms, escapes."""
    return [(step, held) for step, held in from_base85(text, budget) if _worth(held)]


def _tokens(text: str, budget: Budget) -> Iterator[Inside]:
    """Encoded runs inside a longer text."""
    for count, token in enumerate(_TOKEN.finditer(text)):
        if count == MAX_TOKENS:
            budget.hit.add("leaves")
            return
        # One that is the whole was tried before.
        if len(token[0]) < len(text) and (decoded := _decoded(token[0])):
            yield decoded


def _decoded(text: str) -> tuple[str, bytes] | None:
    """What hex or base64 held, if that is text or compressed."""
    if text.startswith("data:") and (start := _DATA_URI.match(text)):
        text = text[start.end() :]
    if len(text) < MIN_ENCODED:
        return None
    if "\n" in text[:100]:
        text = re.sub(r"[\r\n]+", "", text)
    if _HEX.fullmatch(text):
        if _worth(content := bytes.fromhex(text)):
            return "hex", content
        # Of so many signs of base64, or of base32, some would be others.
        if len(text) >= SURELY_HEX:
            return None
    if _BASE64.fullmatch(text) and (plain := _unbase64(text)) and _worth(plain):
        return "base64", plain
    if (held := from_base32(text)) and _worth(held):
        return "base32", held
    return None


def _unbase64(text: str) -> bytes | None:
    bare = text.rstrip("=")
    if "-" in bare or "_" in bare:
        bare = bare.replace("-", "+").replace("_", "/")
    try:
        return binascii.a2b_base64(bare + "=" * (-len(bare) % 4))
    except (binascii.Error, ValueError):
        return None


def _worth(content: bytes) -> bool:
    known = content[:2] in _ZLIB or content[:4] == _ZSTD
    return known or text_in(content) is not None or is_packed(content)
