"""Texts in which signs are written by their numbers: quoted-printable, HTML, and backslashes."""

import binascii
import re
from collections.abc import Iterator
from html import unescape

LONGEST = 4000
"""Characters of a text that is read as a whole; of a longer one, only the words that need it."""
MAX_WORDS = 200

_HTML = re.compile(
    r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|commat|period|plus|hyphen|lowbar|colon|sol);"
)
_BACKSLASH = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|u\{([0-9A-Fa-f]{1,6})\}|x([0-9A-Fa-f]{2}))")
_QUOTED = re.compile(r"=([0-9A-F]{2})")
_NO_QUOTED = re.compile(r"=(?![0-9A-F]{2}|\r?\n|$)")
_MANY = 4
"""Letters and digits by their numbers, from which it is no chance."""


def escaped(text: str) -> Iterator[tuple[str, str]]:
    """Step and what it led to, for each way in which a text, or words of it, are escaped."""
    if "&" in text and _HTML.search(text):
        yield from (("html", unescape(each)) for each in _parts(text, _HTML))
    if "\\" in text and _BACKSLASH.search(text):
        for each in _parts(text, _BACKSLASH):
            yield "unicode", _BACKSLASH.sub(_sign, each)
    if "=" in text and _QUOTED.search(text):
        for each in _parts(text, _QUOTED):
            if (plain := _unquoted(each)) is not None:
                yield "quoted-printable", plain


def _parts(text: str, escape: re.Pattern[str]) -> Iterator[str]:
    if len(text) <= LONGEST:
        yield text
        return
    words = (word for word in text.split() if escape.search(word))
    yield from (word for word, _ in zip(words, range(MAX_WORDS), strict=False))


def _sign(found: re.Match[str]) -> str:
    code = int(found[1] or found[2] or found[3], 16)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else found[0]


def _unquoted(text: str) -> str | None:
    """The text, if each sign of equality in it may be one of quoted-printable."""
    signs = [chr(int(code, 16)) for code in _QUOTED.findall(text)]
    if _NO_QUOTED.search(text) or not (
        len(signs) >= _MANY or not any(sign.isalnum() and sign.isascii() for sign in signs)
    ):
        return None
    try:
        plain = binascii.a2b_qp(text.encode("utf-8", "surrogatepass")).decode()
    except UnicodeDecodeError:
        return None
    return plain if plain != text and (plain.isprintable() or "\n" in text) else None
