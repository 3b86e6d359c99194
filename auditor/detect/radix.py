"""Bytes written in other alphabets than base64 and hex: base32, base85 and ascii85."""

import base64
import binascii
import re
from collections.abc import Callable

from auditor.detect.budget import Budget

MIN_BASE32 = 16
MIN_BASE85 = 15
MOST = 2**20
"""Characters in base85 of one text, which takes a microsecond for three of them."""
_TASTE = 20
"""Characters that are tried before the whole; sixteen bytes."""

_BASE32 = re.compile(r"(?:[A-Z2-7]+|[a-z2-7]+)={0,6}")
_BASE85 = re.compile(r"[0-9A-Za-z!#$%&()*+;<=>?@^_`{|}~-]+")
_ASCII85 = re.compile(r"(?:<~)?([!-uz]+)(?:~>)?")
# The first sign of five tells the first byte of four: a printable one, or two of what is compressed.
_COULD_BE_ASCII85 = re.compile(r"(?:<~)?(?:[+-I].{4}[+-I].{4}[+-I]|\+,|G[Q[abh]|\.\()")
_COULD_BE_BASE85 = re.compile(r"[A-Za-e].{4}[A-Za-e].{4}[A-Za-e]|AB|c[mw%$-]|D7")
_BEYOND = re.compile(r"[^A-Za-z0-9+/=_.-]")
"""Without such a sign a text is taken for base64, a name or an id."""
_WORD = re.compile(r"\S{15,}")
_DECODERS: dict[str, Callable[[str], bytes]] = {
    "ascii85": base64.a85decode,
    "base85": base64.b85decode,
}
_COMPRESSED = (b"\x1f\x8b", b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda", b"\x28\xb5")


def from_base32(text: str) -> bytes | None:
    """What a text held; None for what is no base32."""
    if len(text) < MIN_BASE32 or not _BASE32.fullmatch(text):
        return None
    bare = text.rstrip("=").upper()
    try:
        return base64.b32decode(bare + "=" * (-len(bare) % 8))
    except binascii.Error:
        return None


def from_base85(text: str, budget: Budget) -> list[tuple[str, bytes]]:
    """Step and what a text, or words of it, held in either alphabet of 85 signs."""
    if len(text) < MIN_BASE85 or not _BEYOND.search(text):
        return []
    found, room = [], MOST
    for word in _WORD.finditer(text):
        if _BEYOND.search(word[0]) and (tasted := _tasted(word[0])):
            room -= len(word[0])
            if room < 0:
                budget.hit.add("size")
                break
            if held := _decoded(*tasted):
                found.append((tasted[0], held))
    return found


def _tasted(word: str) -> tuple[str, str] | None:
    """The step by which a word begins like a text or what is compressed, and what it is tried on."""
    if (
        _COULD_BE_ASCII85.match(word)
        and (bare := _ASCII85.fullmatch(word))
        and _tastes(_decoded("ascii85", bare[1][:_TASTE]))
    ):
        return "ascii85", bare[1]
    if (
        _COULD_BE_BASE85.match(word)
        and _BASE85.fullmatch(word)
        and _tastes(_decoded("base85", word[:_TASTE]))
    ):
        return "base85", word
    return None


def _decoded(step: str, text: str) -> bytes | None:
    try:
        return _DECODERS[step](text)
    except ValueError:
        return None


def _tastes(data: bytes | None) -> bool:
    return data is not None and (data.startswith(_COMPRESSED) or _is_text(data))


def _is_text(data: bytes) -> bool:
    return data.isascii() and data.decode().isprintable()
