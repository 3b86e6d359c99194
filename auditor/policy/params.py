"""What a plan may set for the rules it is judged by: the names they ask for, typed by their fields."""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Literal

from auditor.packs import shipped_packs
from auditor.policy.rule import Rule, leaves, load_rules
from auditor.yamlfile import Spot

type Type = Literal["number", "countries", "texts"]
_TOLD: dict[Type, str] = {
    "number": "a number",
    "countries": "a list of countries in two letters, such as [DE, FR]",
    "texts": "a list of texts",
}
_COUNTRY = re.compile(r"[A-Za-z]{2}")
_OF_TEXTS = {"in", "not-in"}


def asked_params(rules: Iterable[Rule]) -> dict[str, set[Type]]:
    """Each parameter that rules ask for, with the type of every field that is held against it."""
    asked: dict[str, set[Type]] = {}
    for rule in rules:
        parts = {"when": rule.when, "broken-if": rule.broken_if, "unless": rule.unless}
        for _, field, wanted in leaves(parts):
            operation, operand = next(iter(wanted.items())) if isinstance(wanted, dict) else ("", 0)
            if isinstance(operand, str) and operand.startswith("params."):
                type_ = _type(field, operation)
                asked.setdefault(operand.removeprefix("params."), set()).add(type_)
    return asked


def wrong_params(
    params: Mapping[str, Any], rules: Iterable[Rule]
) -> Iterator[tuple[Spot, str, str]]:
    """Where, what and a hint for each that no rule asks for or that does not fit its field."""
    asked = asked_params(rules)
    for name, value in params.items():
        if name not in asked:
            yield (
                (name,),
                f"no rule of the plan's packs asks for {name[:60]!r}",
                _meant(name, asked),
            )
        for type_ in sorted(asked.get(name, ())):
            for spot in _misfits(value, type_):
                held = value[spot[0]] if spot else value
                yield (name, *spot), f"{name}: {str(held)[:60]!r} is not {_TOLD[type_]}", ""


def _type(field: str, operation: str) -> Type:
    if operation not in _OF_TEXTS:
        return "number"
    return "countries" if field in {"owner-country", "ip-country"} else "texts"


def _misfits(value: Any, type_: Type) -> list[tuple[int, ...]]:
    """Places in a value that do not fit: itself, or items of a list."""
    if type_ == "number":
        fits = isinstance(value, int | float) and not isinstance(value, bool)
        return [] if fits else [()]
    if not isinstance(value, list) or not value:
        return [()]
    return [(at,) for at, each in enumerate(value) if not _is_text(each, type_)]


def _is_text(value: Any, type_: Type) -> bool:
    if not isinstance(value, str):
        return False
    return type_ == "texts" or _COUNTRY.fullmatch(value) is not None


def _meant(name: str, asked: Iterable[str]) -> str:
    names = sorted(asked)
    if close := get_close_matches(name[:60], names, n=1):
        return f"did you mean {close[0]!r}?"
    for pack in shipped_packs("rules"):
        if name in asked_params(load_rules(pack)):
            return f"the pack {pack.id} does: policies: [{pack.id}]"
    return f"they ask for {', '.join(names)}" if names else "they ask for none"
