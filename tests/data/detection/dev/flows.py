"""Labelled requests of the development half, as apps and their kits send them, from a seed."""

import random
from collections.abc import Iterator
from typing import Any

from tests.data.detection.dev import apps, clean, people, sdks
from tests.data.detection.dev.wire import Request

EACH, EACH_OF_APPS, EACH_CLEAN = 32, 8, 46
"""Of one template."""
TEMPLATES = {
    name: make
    for module in (sdks, people, clean, apps)
    for name, make in vars(module).items()
    if not name.startswith("_") and getattr(make, "__module__", "") == module.__name__
}


def flows(seed: int) -> Iterator[dict[str, Any]]:
    """Each with the values that it holds; equal values of a kind once."""
    for name, make in TEMPLATES.items():
        for number in range(_count(name, make.__module__)):
            id_ = f"{name}-{number}"
            request = Request(random.Random(f"{seed} {id_}"))
            make(request)
            yield request.told(id_, name)


def _count(name: str, module: str) -> int:
    if module == clean.__name__ or name.startswith("clean_"):
        return EACH_CLEAN
    return EACH_OF_APPS if module == apps.__name__ else EACH
