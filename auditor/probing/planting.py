"""Made-up people put into prompts, so that a leak is certain when it is seen.

Numbers come from ranges that are reserved for fiction or never issued: North American 555-01xx
telephone numbers, US social security numbers with the area 000, mail.example and sink.example
(RFC 2606).
"""

import hashlib
import re
import struct
import uuid
from collections.abc import Iterable
from itertools import batched
from pathlib import Path

from auditor.errors import AuditorError
from auditor.evidence.persona import Persona
from auditor.schemas import check
from auditor.yamlfile import read_yaml

_FIRST = "Adela Benno Corliss Dorrit Eamon Ffion Gwilym Hesper Isaura Jocasta Kester Linnea".split()
_START = "Ash Bram Cold Dun Elm Fen Gorse Hart Ivel Kelm Lark Marl Nether Oak Pell Quill".split()
_END = "bourne combe dale feather gate hollow ingham ley mere ridge stead thorpe wick worth".split()
_LETTERS = (b"abcdefghjkmnpqrstuvwxyz" * 12)[:256]
_DIGITS = b"23456789" * 32
_WORDS = (_FIRST, _START, _END, _START, _END, _START, _END)
_SLOT = re.compile(r"\{(nonce|sink|planted\.([a-z-]+))\}")

KINDS = (
    "person",
    "email",
    "phone",
    "location",
    "national-id",
    "account-id",
    "secret",
    "device-id",
    "prompt",
    "sink",
)
"""What a fresh persona has."""


def _drawn(seed: str) -> tuple[tuple[int, ...], str, bytes]:
    """Twelve numbers, eighty signs and sixteen bytes, always the same for the same seed.

    Letters and digits in turn, 3.7 random bits a sign: no word, no year, no one's number. From one
    hash, because drawing them one by one took longer than sending what they stand in.
    """
    drawn = bytearray(hashlib.shake_256(seed.encode("utf-8", "surrogatepass")).digest(144))
    numbers = struct.unpack_from(">12I", drawn)
    signs = drawn[48:128]
    signs[::2] = signs[::2].translate(_LETTERS)
    signs[1::2] = signs[1::2].translate(_DIGITS)
    return numbers, signs.decode(), bytes(drawn[128:])


def fresh(seed: str, name: str, language: str = "en") -> Persona:
    """A person who exists nowhere, always the same for the same seed."""
    numbers, signs, drawn_id = _drawn(seed)
    first, *ends = (words[n % len(words)] for words, n in zip(_WORDS, numbers, strict=False))
    last, town, street = (start + end for start, end in batched(ends, 2, strict=True))
    area, line, house, group, serial = numbers[7:]
    values = {
        "person": f"{first} {last}",
        "email": f"{first.lower()}.{signs[:12]}@mail.example",
        "phone": f"+1 {201 + area % 789} 555 01{line % 100:02}",
        "location": f"{2 + house % 97} {street} Lane, {town}",
        "national-id": f"000-{1 + group % 99:02}-{1 + serial % 9999:04}",
        "account-id": f"AC-{signs[12:20]}-{signs[20:28]}".upper(),
        "secret": f"{signs[28:35]}-{signs[36:43]}-{signs[44:51]}",
        "device-id": str(uuid.UUID(bytes=drawn_id, version=4)),
        "prompt": (
            f"Please draft a short letter about my knee clinic visit on the ward near {town}; "
            f"my case reference is {signs[52:62]}."
        ),
        "sink": f"{signs[62:74]}.sink.example",
    }
    return Persona(name, language, {kind: (value,) for kind, value in values.items()})


def read_persona(path: Path) -> Persona:
    """The persona in a file, YAML or JSON."""
    document = read_yaml(path)
    check("persona", document)
    values = {
        kind: (value,) if isinstance(value, str) else tuple(value)
        for kind, value in document.value["values"].items()
    }
    return Persona(document.value["id"], document.value["language"], values)


def fill(text: str, persona: Persona, nonce: str) -> str:
    """The text with its slots filled; a persona without the value is the user's error."""

    def slot(found: re.Match[str]) -> str:
        kind = _kind(found)
        if not kind:
            return nonce
        if kind not in persona.values:
            raise AuditorError(f"the persona {persona.id!r} has no {kind}")
        return persona.values[kind][0]

    return _SLOT.sub(slot, text) if "{" in text else text


def slots(texts: Iterable[str]) -> set[str]:
    """The kinds of planted values that texts ask for."""
    return {kind for text in texts for found in _SLOT.finditer(text) if (kind := _kind(found))}


def nonce(seed: str) -> str:
    """A few signs that keep a vendor's cache from answering twice."""
    return _drawn(seed)[1][:6]


def _kind(slot: re.Match[str]) -> str:
    """The kind of planted value that a slot stands for; none for the nonce."""
    return slot[2] or ("sink" if slot[1] == "sink" else "")
