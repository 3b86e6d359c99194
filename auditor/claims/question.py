"""One question of a check."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

type Check = Literal[
    "tokenizer",
    "service",
    "billing",
    "equality",
    "benchmark",
    "identity",
    "recitation",
    "parents",
    "logprobs",
    "contamination",
]
"""A name of a plan's ``checks``."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question, asked ``trials`` times."""

    check: Check
    id: str
    text: str
    language: str = "en"
    trials: int = 1
    sampling: Mapping[str, float | int | str] = field(default_factory=dict)
    """Beside what the target is asked with."""
    stream: bool | None = None
    """None: as the plan says of the target."""


def prompt_id(text: str) -> str:
    """Names a prompt by its words, so that it is not taken for another one of an earlier audit."""
    return f"prompt-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
