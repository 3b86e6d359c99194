"""A made-up person whose data is planted."""

from dataclasses import dataclass

from auditor.evidence.jsonl import decode, encode


@dataclass(frozen=True, slots=True)
class Persona:
    """Values by kind; the first of each kind is the one that is planted in prompts."""

    id: str
    language: str
    values: dict[str, tuple[str, ...]]


def persona_bytes(persona: Persona) -> bytes:
    """The persona as its blob holds it."""
    return encode(persona)


def persona_of(body: bytes) -> Persona:
    """The persona that a blob holds."""
    return decode(body, Persona)
