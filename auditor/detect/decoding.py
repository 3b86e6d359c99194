"""Opens texts and bytes layer by layer until nothing more is folded up inside them."""

import base64
import binascii
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import unquote, unquote_plus

import orjson
import zstandard

from auditor.detect.binary import is_packed, unpacked
from auditor.detect.budget import Budget

MIN_ENCODED = 12
"""Characters; what is shorter decodes to chance."""
MIN_NUMBER = 5
MAX_PAIRS = 2000
MAX_TOKENS = 200

_NAME = re.compile(r"[A-Za-z_$][A-Za-z0-9_$-]{0,39}")
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]+={0,2}")
_HEX = re.compile(r"(?:[0-9a-fA-F]{2})+")
_JWT = re.compile(r"eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*")
_TOKEN = re.compile(r"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{24,}={0,2}(?![A-Za-z0-9+/_=-])")
_DATA_URI = re.compile(r"data:[\w.+/;=-]{0,80};base64,")
_PRINTABLE = re.compile(r"[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*")
_ZLIB = {
    b"\x1f\x8b": "gzip",
    b"\x78\x01": "zlib",
    b"\x78\x5e": "zlib",
    b"\x78\x9c": "zlib",
    b"\x78\xda": "zlib",
}
_UUID = r"[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}(?![\w+/-])"
_ZSTD = b"\x28\xb5\x2f\xfd"
_FOLDED = re.compile(
    r"^\s*[{\[\"]|[%=]|(?<![\w+/-])(?!" + _UUID + r")[A-Za-z0-9+/_-]{12}", re.ASCII
)
"""Stands in every text that could hold more than it says; a UUID is nothing but itself."""
_BRACKETS = {"{": "}", "[": "]", '"': '"'}


@dataclass(frozen=True, slots=True)
class Leaf:
    """A text, or bytes that are no text, with where it stood and how it was reached."""

    place: str
    value: str | bytes
    steps: tuple[str, ...] = ()
    """Outermost first."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Something yet to be opened: text, bytes or parsed JSON."""

    place: str
    value: Any
    steps: tuple[str, ...] = ()
    nesting: int = 0


def leaves(pieces: Iterable[Piece], budget: Budget) -> list[Leaf]:
    """Everything inside the pieces, in the order of reading, each once; within the budget."""
    found: dict[Leaf, None] = {}
    stack = list(pieces)[::-1]
    while stack:
        piece = stack.pop()
        value = piece.value
        if isinstance(value, dict | list):
            stack.extend(_children(piece, budget))
        elif isinstance(value, str | bytes):
            if not value or not budget.spend(len(value)):
                continue
            leaf = Leaf(piece.place, value, piece.steps)
            if leaf in found:
                continue
            if isinstance(value, str) and not _FOLDED.search(value):
                found[leaf] = None
                continue
            inner, whole = _opened(piece, budget)
            if not whole:
                found[leaf] = None
            stack.extend(inner[::-1])
        elif (number := long_number(value)) and budget.spend(len(number)):
            found[Leaf(piece.place, number, piece.steps)] = None
    return list(found)


def long_number(value: object) -> str:
    """A number of JSON that is long enough to tell something, as text; else empty."""
    number = repr(value) if isinstance(value, int | float) else ""
    return number if len(number) >= MIN_NUMBER and not isinstance(value, bool) else ""


@lru_cache(4096)
def shown(name: str) -> str:
    """A key as a place may show it; ``*`` for one that could itself be data."""
    digits = sum(map(str.isdigit, name))
    return name if _NAME.fullmatch(name) and digits <= 3 else "*"


def pairs(text: str, place: str, steps: tuple[str, ...], budget: Budget) -> list[Piece]:
    """The values of ``a=1&b=2``, percent-decoded; a value that needed decoding says so."""
    found = []
    parts = text.split("&", MAX_PAIRS + 1)
    if len(parts) > MAX_PAIRS:
        budget.hit.add("leaves")
    for part in parts[:MAX_PAIRS]:
        name, _, raw = part.partition("=")
        value = unquote_plus(raw)
        how = (*steps, "url") if value != raw else steps
        key = unquote_plus(name)
        found.append(Piece(f"{place}.{shown(key)}", value, how))
        if shown(key) == "*":
            found.append(Piece(f"{place}.*", key, steps))
    return found


def parsed(text: str | bytes, budget: Budget) -> Any:
    """The JSON in a text, or None when it is none."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as err:
        if "depth" in str(err) or "recursion" in str(err):
            budget.hit.add("depth")
        return None


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


def _children(piece: Piece, budget: Budget) -> list[Piece]:
    """What a parsed container holds, last first."""
    if piece.nesting >= budget.nesting:
        budget.hit.add("depth")
        return []
    deeper = piece.nesting + 1
    if isinstance(piece.value, list):
        place = f"{piece.place}[]"
        return [Piece(place, each, piece.steps, deeper) for each in reversed(piece.value)]
    found = []
    for name, value in piece.value.items():
        key = name.decode("utf-8", "replace") if isinstance(name, bytes) else str(name)
        place = f"{piece.place}.{shown(key)}"
        if shown(key) == "*":
            found.append(Piece(place, key, piece.steps, deeper))
        found.append(Piece(place, value, piece.steps, deeper))
    return found[::-1]


def _opened(piece: Piece, budget: Budget) -> tuple[list[Piece], bool]:
    """The next layer, and whether it holds all that the piece said."""
    if isinstance(piece.value, bytes):
        inner, whole = _opened_bytes(piece, budget)
    else:
        inner, whole = _opened_text(piece, budget)
    if any(len(each.steps) > budget.depth for each in inner):
        budget.hit.add("depth")
        return [], False
    return inner, whole


def _opened_bytes(piece: Piece, budget: Budget) -> tuple[list[Piece], bool]:
    if unpacked := inflated(piece.value, budget):
        step, content = unpacked
        return [Piece(piece.place, content, (*piece.steps, step), piece.nesting)], True
    text = _text(piece.value)
    if text is None:
        # What opens by chance is also looked at as it is.
        return list(_packed(piece, budget)), False
    return [Piece(piece.place, text, piece.steps, piece.nesting)], True


def _packed(piece: Piece, budget: Budget) -> Iterator[Piece]:
    """What is packed in bytes that are no text."""
    if piece.nesting >= budget.nesting:
        budget.hit.add("depth")
        return
    if found := unpacked(piece.value, budget):
        step, held = found
        steps = piece.steps if piece.steps[-1:] == (step,) else (*piece.steps, step)
        for place, value in held:
            yield Piece(piece.place + place, value, steps, piece.nesting + 1)


def _opened_text(piece: Piece, budget: Budget) -> tuple[list[Piece], bool]:
    text: str = piece.value.strip()
    if len(text) < 4:
        return [], False
    if text[-1] == _BRACKETS.get(text[0]) and (value := _parsed_within(text, piece, budget)):
        return [value], True
    if " " not in text[:200] and "=" in text and ("&" in text or "?" in text):
        return _query(piece, text, budget), False
    return list(_unfolded(piece, text)), False


def _unfolded(piece: Piece, text: str) -> Iterator[Piece]:
    """What was encoded in a text."""
    if _JWT.fullmatch(text):
        yield from _jwt(piece, text)
    elif _PERCENT.search(text) and (plain := unquote(text)) != text:
        yield _inside(piece, plain, "url")
    elif (decoded := _decoded(text)) is not None:
        step, content = decoded
        yield _inside(piece, content, step)
    else:
        yield from _tokens(piece, text)


def _parsed_within(text: str, piece: Piece, budget: Budget) -> Piece | None:
    """The JSON in a text as the piece inside it."""
    value = parsed(text, budget)
    if not isinstance(value, dict | list | str) or not value:
        return None
    place = "body.$" if piece.place == "body" else piece.place
    return Piece(place, value, (*piece.steps, "json"), piece.nesting)


def _inside(piece: Piece, value: str | bytes, step: str) -> Piece:
    return Piece(piece.place, value, (*piece.steps, step), piece.nesting)


def _query(piece: Piece, text: str, budget: Budget) -> list[Piece]:
    """The parameters of an address or form that stands inside a value."""
    address, mark, query = text.partition("?")
    if not mark:
        return pairs(text, piece.place, (*piece.steps, "form"), budget)
    found = pairs(query.partition("#")[0], f"{piece.place}.query", piece.steps, budget)
    if (plain := unquote(address)) != address:
        found.insert(0, _inside(piece, plain, "url"))
    return found


def _jwt(piece: Piece, text: str) -> list[Piece]:
    parts = [_unbase64(part) for part in text.split(".")[:2]]
    return [_inside(piece, part, "jwt") for part in parts if part]


def _tokens(piece: Piece, text: str) -> Iterator[Piece]:
    """Encoded runs inside a longer text."""
    for count, token in enumerate(_TOKEN.finditer(text)):
        if count == MAX_TOKENS:
            return
        if decoded := _decoded(token[0]):
            step, content = decoded
            yield _inside(piece, content, step)


def _decoded(text: str) -> tuple[str, bytes] | None:
    """What hex or base64 held, if that is text or compressed."""
    if start := _DATA_URI.match(text):
        text = text[start.end() :]
    if len(text) < MIN_ENCODED:
        return None
    if "\n" in text[:100]:
        text = re.sub(r"[\r\n]+", "", text)
    if _HEX.fullmatch(text) and _worth(content := bytes.fromhex(text)):
        return "hex", content
    if _BASE64.fullmatch(text) and (plain := _unbase64(text)) and _worth(plain):
        return "base64", plain
    return None


def _unbase64(text: str) -> bytes | None:
    bare = text.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        return base64.b64decode(bare + "=" * (-len(bare) % 4))
    except (binascii.Error, ValueError):
        return None


def _worth(content: bytes) -> bool:
    known = content[:2] in _ZLIB or content[:4] == _ZSTD
    return known or _text(content) is not None or is_packed(content)


def _text(content: bytes) -> str | None:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return text if _PRINTABLE.fullmatch(text) else None
