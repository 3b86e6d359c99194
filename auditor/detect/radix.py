"""Bytes written in other alphabets than base64 and hex: base32, base85 and ascii85."""

import base64
import binascii
import re
from collections.abc import Callable

MIN_BASE32 = 16
MIN_BASE85 = 15
MOST = 2**16
"""Characters of a text in base85, which takes a microsecond for three of them."""
MAX_WORDS = 50
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


def from_base85(text: str) -> list[tuple[str, bytes]]:
    """Step and what a text, or words of it, held in either alphabet of 85 signs."""
    if len(text) < MIN_BASE85 or len(text) > MOST or not _BEYOND.search(text):
        return []
    found = []
    for count, word in enumerate(_WORD.finditer(text)):
        if count == MAX_WORDS:
            break
        if _BEYOND.search(word[0]) and (held := _in_85(word[0])):
            found.append(held)
    return found


def _in_85(word: str) -> tuple[str, bytes] | None:
    if (
        _COULD_BE_ASCII85.match(word)
        and (bare := _ASCII85.fullmatch(word))
        and (held := _tasted(bare[1], base64.a85decode))
    ):
        return "ascii85", held
    if (
        _COULD_BE_BASE85.match(word)
        and _BASE85.fullmatch(word)
        and (held := _tasted(word, base64.b85decode))
    ):
        return "base85", held
    return None


def _tasted(text: str, decode: Callable[[str], bytes]) -> bytes | None:
    try:
        taste = decode(text[:_TASTE])
        if not taste.startswith(_COMPRESSED) and not _is_text(taste):
            return None
        return decode(text)
    except ValueError:
        return None


def _is_text(data: bytes) -> bool:
    return data.isascii() and data.decode().isprintable()
