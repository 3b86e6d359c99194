"""The forms that a value takes when it is encoded or hashed, one layer after another."""

import base64
import binascii
import codecs
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple
from urllib.parse import quote

HASHES = (
    "md5",
    "sha1",
    "sha224",
    "sha256",
    "sha384",
    "sha512",
    "sha3_256",
    "blake2b",
    "blake2s",
)
"""Steps that nobody can undo: they name a value to who knows it already."""
TURNED = frozenset({"rot13", "reversed"})
"""Steps that nothing in a text tells of, so that no decoder takes them back."""
_COMMON = ("md5", "sha1", "sha256", "sha512")
_UNSAFE = re.compile(rb"[^A-Za-z0-9]")
URL_SAFE = bytes.maketrans(b"+/", b"-_")

type Layer = Callable[[bytes], bytes]


class Way(NamedTuple):
    """One way to wrap a text."""

    steps: tuple[str, ...]
    """Outermost first."""
    wrap: Layer


class Form(NamedTuple):
    """What became of a value, and by which steps; outermost first."""

    text: bytes
    steps: tuple[str, ...]


def digest(name: str, value: bytes) -> bytes:
    """The raw hash."""
    raw: bytes = getattr(hashlib, name)(value, usedforsecurity=False).digest()
    return raw


def aligned(value: bytes, least: int) -> Iterator[bytes]:
    """What base64 makes of a text wherever it stands in a longer one."""
    for offset, start in enumerate((0, 2, 3)):
        encoded = base64.b64encode(bytes(offset) + value)
        fragment = encoded[start : (offset + len(value)) * 8 // 6]
        if len(fragment) >= least:
            yield fragment


def wrapped(forms: Iterable[Form], ways: Iterable[Way], seen: set[bytes]) -> list[Form]:
    """Every form wrapped once more, unless it was seen before; what is new is seen from then on."""
    made, by = [], tuple(ways)
    for text, steps in forms:
        for how, wrap in by:
            new = wrap(text)
            if new not in seen:
                seen.add(new)
                made.append(Form(new, (*how, *steps)))
    return made


def _hashed(name: str) -> Layer:
    make = getattr(hashlib, name)
    return lambda text: make(text, usedforsecurity=False).hexdigest().encode()


def _upper(layer: Layer) -> Layer:
    return lambda text: layer(text).upper()


def _of_digest(name: str, *, url: bool = False) -> Layer:
    def encoded(text: bytes) -> bytes:
        made = base64.b64encode(digest(name, text))
        return made.rstrip(b"=").translate(URL_SAFE) if url else made

    return encoded


def _hex(text: bytes) -> bytes:
    return binascii.hexlify(text)


def _rot13(text: bytes) -> bytes:
    return codecs.encode(text.decode("latin-1"), "rot13").encode("latin-1")


def _escaping(form: bytes) -> Layer:
    """Writes every sign but letters and digits by its number."""
    return lambda text: _UNSAFE.sub(lambda sign: form % ord(sign[0]), text)


ENCODINGS = (
    Way(("base64",), base64.b64encode),
    Way(("base64",), lambda text: base64.b64encode(text).rstrip(b"=")),
    Way(("base64",), lambda text: base64.urlsafe_b64encode(text).rstrip(b"=")),
    Way(("hex",), _hex),
    Way(("hex",), _upper(_hex)),
    Way(("base32",), base64.b32encode),
    Way(("base85",), base64.b85encode),
    Way(("ascii85",), base64.a85encode),
    Way(("url",), lambda text: quote(text, safe="").encode()),
    Way(("quoted-printable",), _escaping(b"=%02X")),
    Way(("html",), _escaping(b"&#%d;")),
    Way(("unicode",), _escaping(b"\\u%04x")),
)
TURNS = (Way(("rot13",), _rot13), Way(("reversed",), lambda text: text[::-1]))
_HASHED = tuple(Way((name,), _hashed(name)) for name in HASHES)
_UPPER = tuple(Way((name,), _upper(_hashed(name))) for name in _COMMON[:3])
_DIGESTS = tuple(Way(("base64", name), _of_digest(name)) for name in _COMMON)

INNER = (*ENCODINGS, *TURNS, *_HASHED, *_UPPER, *_DIGESTS)
"""What may lie under another layer."""
OUTER = (
    *TURNS,
    *_HASHED,
    *_DIGESTS,
    *(Way(("base64", name), _of_digest(name, url=True)) for name in _COMMON),
)
"""What decoders cannot take off, in any case of letters."""
