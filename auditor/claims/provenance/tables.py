"""The shipped tables: names of makers, questions, free texts and notices of licences."""

from functools import cache
from typing import Literal

import msgspec

from auditor.packs import shaped
from auditor.schemas import check
from auditor.shipped import shipped
from auditor.yamlfile import read_yaml


class Maker(msgspec.Struct, frozen=True):
    """Who makes models, with its own names and theirs in many spellings."""

    id: str
    vendors: tuple[str, ...]
    names: tuple[str, ...]
    exact: tuple[str, ...] = ()
    """Names that are also common words: they count only as written."""


class Phrases(msgspec.Struct, frozen=True):
    """Words by which a reply speaks of itself, of a maker, or of others; a list per language."""

    self: tuple[tuple[str, ...], ...]
    made: tuple[tuple[str, ...], ...]
    denied: tuple[tuple[str, ...], ...]
    beside: tuple[tuple[str, ...], ...]
    but: tuple[tuple[str, ...], ...]


class Names(msgspec.Struct, frozen=True):
    """``makers.yaml``."""

    makers: tuple[Maker, ...]
    phrases: Phrases


class Template(msgspec.Struct, frozen=True):
    """One question in several languages."""

    template: str
    says: dict[str, str]


class Questions(msgspec.Struct, frozen=True):
    """``identity.yaml``: questions that lead nowhere, controls about others, and leading ones."""

    unled: tuple[Template, ...]
    control: tuple[Template, ...]
    led: tuple[Template, ...]


class Passage(msgspec.Struct, frozen=True):
    """A short text that anybody may reproduce, or a control written on a day."""

    id: str
    title: str
    language: str
    text: str
    author: str = ""
    published: str = ""
    source: str = ""
    written: str = ""


class Passages(msgspec.Struct, frozen=True):
    """``texts.yaml``."""

    free: tuple[Passage, ...]
    control: tuple[Passage, ...]


class Licence(msgspec.Struct, frozen=True):
    """A notice that a licence asks to be copied."""

    id: str
    title: str
    kind: Literal["permissive", "copyleft"]
    source: str
    notice: str


class Licences(msgspec.Struct, frozen=True):
    """``licences.yaml``."""

    licences: tuple[Licence, ...]
    strings: tuple[str, ...]


class Beginnings(msgspec.Struct, frozen=True):
    """Halves of sentences whose next word is open."""

    who: tuple[str, ...]
    did: tuple[str, ...]


class Prompts(msgspec.Struct, frozen=True):
    """``prompts.yaml``."""

    open: tuple[str, ...]
    code: tuple[str, ...]
    beginnings: Beginnings


@cache
def prompts() -> Prompts:
    """What is asked to compare targets, and tasks for code."""
    return _read("prompts", Prompts)


@cache
def names() -> Names:
    """Makers and phrases."""
    return _read("makers", Names)


@cache
def questions() -> Questions:
    """What is asked to learn what a target calls itself."""
    return _read("identity", Questions)


@cache
def passages() -> Passages:
    """Free texts and controls."""
    return _read("texts", Passages)


@cache
def licences() -> Licences:
    """Notices of well-known licences."""
    return _read("licences", Licences)


def _read[T](name: str, kind: type[T]) -> T:
    document = read_yaml(shipped("probes", "provenance", f"{name}.yaml"))
    check("provenance", document)
    return shaped(document, kind)
