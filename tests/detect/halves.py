"""The two halves of the labelled sets, read alike; the frozen one by other hands, see its README."""

import hashlib
import importlib
import json
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

FROZEN = Path(__file__).parent.parent / "data" / "detection" / "frozen"
SEEDS = {"development": 1, "frozen": 2027}

type Items = list[dict[str, Any]]


@cache
def texts(half: str) -> Items:
    """``id``, ``template``, ``language``, ``text`` and ``spans`` with start, end and kind."""
    return list(_source(half, "texts").texts(SEEDS[half]))


@cache
def flows(half: str) -> Items:
    """``id``, ``url``, ``method``, ``headers`` as pairs, body and ``labels`` with kind and value."""
    return [_paired(each) for each in _source(half, "flows").flows(SEEDS[half])]


def digest(items: Iterable[Mapping[str, Any]]) -> str:
    """The sha256 of some items as JSON lines with sorted keys."""
    lines = (json.dumps(each, ensure_ascii=False, sort_keys=True) + "\n" for each in items)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _source(half: str, what: str) -> Any:
    if half == "development":
        return importlib.import_module(f"tests.data.detection.dev.{what}")
    if str(FROZEN) not in sys.path:
        sys.path.insert(0, str(FROZEN))
    return importlib.import_module("templates_test")


def _paired(flow: dict[str, Any]) -> dict[str, Any]:
    headers = flow["headers"]
    pairs = list(headers.items()) if isinstance(headers, dict) else list(headers)
    return flow | {"headers": [(name, value) for name, value in pairs]}
