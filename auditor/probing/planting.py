"""Made-up people put into prompts, so that a leak is certain when it is seen.

Numbers come from ranges that are reserved for fiction or never issued: North American 555-01xx
telephone numbers, US social security numbers with the area 000, mail.example and sink.example
(RFC 2606).
"""

import random
import re
import uuid
from collections.abc import Iterable
from pathlib import Path

from auditor.errors import AuditorError
from auditor.evidence.persona import Persona
from auditor.schemas import check
from auditor.yamlfile import read_yaml

_FIRST = "Adela Benno Corliss Dorrit Eamon Ffion Gwilym Hesper Isaura Jocasta Kester Linnea".split()
_START = "Ash Bram Cold Dun Elm Fen Gorse Hart Ivel Kelm Lark Marl Nether Oak Pell Quill".split()
_END = "bourne combe dale feather gate hollow ingham ley mere ridge stead thorpe wick worth".split()
_ALPHABETS = (("abcdefghjkmnpqrstuvwxyz", 5), ("23456789", 4))
"""Each with the bits that it takes to count its signs."""
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


def fresh(seed: str, name: str, language: str = "en") -> Persona:
    """A person who exists nowhere, always the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - must be repeatable, guards nothing
    first, last = chance.choice(_FIRST), chance.choice(_START) + chance.choice(_END)
    mark = _signs(chance, 12)
    account = _signs(chance, 8).upper(), _signs(chance, 8).upper()
    town = chance.choice(_START) + chance.choice(_END)
    street = chance.choice(_START) + chance.choice(_END)
    values = {
        "person": f"{first} {last}",
        "email": f"{first.lower()}.{mark}@mail.example",
        "phone": f"+1 {chance.randint(201, 989)} 555 01{chance.randint(0, 99):02}",
        "location": f"{chance.randint(2, 98)} {street} Lane, {town}",
        "national-id": f"000-{chance.randint(1, 99):02}-{chance.randint(1, 9999):04}",
        "account-id": f"AC-{account[0]}-{account[1]}",
        "secret": f"{_signs(chance, 7)}-{_signs(chance, 7)}-{_signs(chance, 7)}",
        "device-id": str(uuid.UUID(int=chance.getrandbits(128), version=4)),
        "prompt": (
            f"Please draft a short letter about my knee clinic visit on the ward near {town}; "
            f"my case reference is {_signs(chance, 10)}."
        ),
        "sink": f"{_signs(chance, 12)}.sink.example",
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

    return _SLOT.sub(slot, text)


def slots(texts: Iterable[str]) -> set[str]:
    """The kinds of planted values that texts ask for."""
    return {kind for text in texts for found in _SLOT.finditer(text) if (kind := _kind(found))}


def nonce(seed: str) -> str:
    """A few signs that keep a vendor's cache from answering twice."""
    return _signs(random.Random(seed), 6)  # noqa: S311


def _kind(slot: re.Match[str]) -> str:
    """The kind of planted value that a slot stands for; none for the nonce."""
    return slot[2] or ("sink" if slot[1] == "sink" else "")


def _signs(chance: random.Random, count: int) -> str:
    """Letters and digits in turn, 3.7 random bits a sign: no word, no year, no one's number."""
    # As ``choice`` draws; a call of it for each sign took half the time of filling a question.
    draw, signs = chance.getrandbits, ""
    for at in range(count):
        alphabet, bits = _ALPHABETS[at % 2]
        while (drawn := draw(bits)) >= len(alphabet):
            pass
        signs += alphabet[drawn]
    return signs
