"""All families of generated items, by name."""

import hashlib
import random
from collections.abc import Callable, Mapping
from typing import Any

from auditor.claims.items.grids import grids
from auditor.claims.items.item import END, Item, Language
from auditor.claims.items.reading import code, lists, needles, tables
from auditor.claims.items.reckoning import amounts, dates, units

FAMILIES: Mapping[str, Callable[[random.Random, Language], tuple[str, Any, str]]] = {
    "amounts": amounts,
    "dates": dates,
    "units": units,
    "tables": tables,
    "lists": lists,
    "grids": grids,
    "code": code,
    "needles": needles,
}


def items(family: str, language: Language, seed: int, count: int) -> list[Item]:
    """``count`` items; the same arguments give the same ones, another seed gives others."""
    make = FAMILIES[family]
    chance = random.Random(f"{family} {language} {seed}")  # noqa: S311 - must be repeatable
    return [_item(family, language, *make(chance, language)) for _ in range(count)]


def _item(family: str, language: Language, question: str, answer: Any, template: str) -> Item:
    prompt = f"{question}\n\n{END[language]}"
    digest = hashlib.sha256(prompt.encode()).hexdigest()[:16]
    return Item(
        id=f"{family}-{language}-{digest}",
        family=family,
        language=language,
        prompt=prompt,
        answer=answer,
        cluster=f"{family}/{template}",
    )
