"""Holds documents against the shipped JSON Schemas and says, in one line each, what is wrong."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any

import jsonschema
import orjson
from jsonschema.protocols import Validator
from referencing import Registry, Resource

from auditor.errors import AuditorError
from auditor.shipped import shipped
from auditor.yamlfile import Document, Spot

SCHEMAS = {
    "claims": ("probes", "claims.schema.json"),
    "dialect": ("probes", "dialect.schema.json"),
    "items": ("probes", "items.schema.json"),
    "pack": ("probes", "pack.schema.json"),
    "persona": ("probes", "persona.schema.json"),
    "plan": ("probes", "plan.schema.json"),
    "probe": ("probes", "probe.schema.json"),
    "probe-examples": ("probes", "probe-examples.schema.json"),
    "provenance": ("probes", "provenance.schema.json"),
    "vendor": ("probes", "vendor.schema.json"),
    "rule": ("policies", "rule.schema.json"),
    "rule-examples": ("policies", "rule-examples.schema.json"),
    "waivers": ("policies", "waivers.schema.json"),
    "attestations": ("policies", "attestations.schema.json"),
    "checklist": ("policies", "checklist.schema.json"),
    "framework": ("policies", "framework.schema.json"),
    "staleness": ("policies", "staleness.schema.json"),
    "sdk": ("policies", "sdk.schema.json"),
    "comparison": ("reports", "comparison.schema.json"),
    "coverage": ("reports", "coverage.schema.json"),
    "exchange": ("reports", "exchange.schema.json"),
    "report": ("reports", "report.schema.json"),
}


MOST_NAMED = 20
"""Keys in one hint."""


@cache
def schema(name: str) -> dict[str, Any]:
    """A shipped schema by its short name."""
    loaded: dict[str, Any] = orjson.loads(shipped(*SCHEMAS[name]).read_bytes())
    return loaded


@cache
def _validator(name: str) -> Validator:
    # The registry holds the shipped schemas and can fetch nothing.
    resources = [(schema(each)["$id"], Resource.from_contents(schema(each))) for each in SCHEMAS]
    registry: Registry[Any] = Registry().with_resources(resources)
    return jsonschema.Draft202012Validator(schema(name), registry=registry)


def problems(name: str, value: Any) -> Iterator[tuple[Spot, str, str]]:
    """Everything wrong with a value: where, what, what to try; each once."""
    errors = sorted(
        _validator(name).iter_errors(value), key=lambda e: list(map(str, e.absolute_path))
    )
    yield from dict.fromkeys(told for error in errors for told in _told(error))


def check(name: str, document: Document) -> None:
    """Raise AuditorError for the first thing wrong with a document, as it stands in the file."""
    if document.value is None:
        raise AuditorError("holds nothing", where=document.path)
    for spot, what, hint in in_file_order(name, document):
        raise AuditorError(what, where=document.where(spot), hint=hint)


def in_file_order(name: str, document: Document) -> list[tuple[Spot, str, str]]:
    """Everything wrong with a document, from its top to its end."""
    return sorted(
        problems(name, document.value), key=lambda told: document.lines.get(told[0], (0, 0))
    )


def _told(error: jsonschema.ValidationError) -> Iterator[tuple[Spot, str, str]]:
    spot: Spot = tuple(error.absolute_path)
    wanted: Any = error.validator_value
    value: Any = error.instance
    at = _name(spot)
    match error.validator:
        case "additionalProperties":
            yield from _unknown_keys(value, error.schema, spot)
        case "required":
            missing = [
                repr(key) for key in wanted if key not in value and not _misspelt(key, error)
            ]
            verb = "is" if len(missing) == 1 else "are"
            if missing:
                yield spot, f"{at}{_list(missing)} {verb} missing", ""
        case "enum":
            words = f"{at}{_short(value)} is not one of {_list(wanted)}"
            yield spot, words, _nearest(value, wanted)
        case "const":
            yield spot, f"{at}{_short(value)} is not {_short(wanted)}", ""
        case "type":
            types = wanted if isinstance(wanted, str) else " or ".join(wanted)
            yield spot, f"{at}{_short(value)} is not of the type {types}", ""
        case "oneOf" | "anyOf":
            yield from _told_of_branches(error, spot, at)
        case "pattern":
            described = _schema(error).get("description", f"of the form {wanted}")
            yield spot, f"{at}{_short(value)} is not {described}", ""
        case _:
            yield spot, f"{at}{error.message[:200]}", ""


def _told_of_branches(
    error: jsonschema.ValidationError, spot: Spot, at: str
) -> Iterator[tuple[Spot, str, str]]:
    """What is wrong with the branch that was meant, or with what fits none."""
    foreign, closest = _foreign_keys(error), _closest(error)
    for key in foreign:
        yield (*spot, key), f"unknown key {_short(key)}", _meant(key, _allowed_keys(error))
    for inner in closest if not foreign else ():
        yield from _told(inner)
    if not foreign and not closest:
        yield spot, f"{at}{_short(error.instance)} has no form that is allowed here", ""


def _closest(error: jsonschema.ValidationError) -> list[jsonschema.ValidationError]:
    """What is wrong with the branch that the author most likely meant; nothing if none fits.

    That is one whose type is right, and of those the one with the fewest errors.
    """
    branches: dict[Any, list[jsonschema.ValidationError]] = {}
    for inner in error.context or []:
        branches.setdefault(inner.schema_path[0], []).append(inner)
    meant = [each for each in branches.values() if not any(map(_of_another_type, each))]
    return min(meant, key=lambda each: (_faults(each), -_depth(each)), default=[])


def _allowed_keys(error: jsonschema.ValidationError) -> list[str]:
    """What the branches for an object let it hold."""
    branches: Any = error.validator_value
    schemas = [each for each in branches if isinstance(each, Mapping)]
    return list(dict.fromkeys(key for each in schemas for key in each.get("properties", ())))


def _foreign_keys(error: jsonschema.ValidationError) -> list[str]:
    """The keys of an object, when no branch knows any of them."""
    value: Any = error.instance
    allowed = _allowed_keys(error)
    if not isinstance(value, dict) or not allowed or set(value) & set(allowed):
        return []
    return list(value)


def _of_another_type(error: jsonschema.ValidationError) -> bool:
    """Whether a branch is for something else: a text where an object stands, say."""
    if error.path:
        return False
    listed = error.validator in ("enum", "const") and isinstance(error.instance, dict | list)
    return error.validator == "type" or listed


def _faults(errors: list[jsonschema.ValidationError]) -> int:
    """How many things are wrong; each unknown key is one."""
    return sum(
        len(list(_unknown_keys(e.instance, e.schema, ())))
        if e.validator == "additionalProperties"
        else 1
        for e in errors
    )


def _depth(errors: list[jsonschema.ValidationError]) -> int:
    return max(len(error.path) for error in errors)


def _schema(error: jsonschema.ValidationError) -> Mapping[str, Any]:
    return error.schema if isinstance(error.schema, Mapping) else {}


def _name(spot: Spot) -> str:
    """The nearest key, for the beginning of a message."""
    keys = [part for part in spot if isinstance(part, str)]
    return f"{_short(keys[-1])[1:-1]}: " if keys else ""


def _unknown_keys(value: Any, rules: Any, spot: Spot) -> Iterator[tuple[Spot, str, str]]:
    allowed: Mapping[str, Any] = rules.get("properties", {})
    for key in value:
        if key not in allowed:
            yield (*spot, key), f"unknown key {_short(key)}", _meant(key, list(allowed))


def _misspelt(key: str, error: jsonschema.ValidationError) -> bool:
    """Whether an unknown key was meant; it is named by itself."""
    allowed = _schema(error).get("properties", {})
    value: Any = error.instance
    unknown = [str(each) for each in value if each not in allowed]
    return bool(get_close_matches(key, unknown, n=1))


def _nearest(word: object, words: list[Any]) -> str:
    close = get_close_matches(str(word)[:60], [str(each) for each in words], n=1)
    return f"did you mean {close[0]!r}?" if close else ""


def _meant(key: str, allowed: list[str]) -> str:
    """The nearest key; else all that are allowed, where they are few enough to read."""
    few = allowed and len(allowed) <= MOST_NAMED
    return _nearest(key, allowed) or (f"known ones: {', '.join(allowed)}" if few else "")


def _list(values: list[Any]) -> str:
    shown = ", ".join(str(value) for value in values[:12])
    return shown if len(values) <= 12 else f"{shown}, …"


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"
