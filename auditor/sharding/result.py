"""What one shard holds, and with what it is looked at."""

import hashlib
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any

from auditor import __version__
from auditor.capture.importing.entry import Entry
from auditor.detect.models import installed_model
from auditor.detect.spans import Passage
from auditor.evidence.jsonl import encode
from auditor.evidence.persona import Persona

type Told = dict[str, Any]
"""One value that was found, as a line tells it."""
type Unit = list[Passage] | tuple[str, Entry]
"""Passages that are looked at together, or an entry of a capture with its name."""


@dataclass(frozen=True, slots=True)
class With:
    """With what is scanned."""

    persona: Persona | None = None
    gate: bool = False

    @property
    def fingerprint(self) -> bytes:
        """SHA-256 of all that the result depends on but the content; of this machine's versions."""
        model = installed_model()
        libraries = [version(name) for name in ("presidio-analyzer", "spacy", "phonenumbers")]
        known = (__version__, libraries, model.title if model else "", self.persona, self.gate)
        return hashlib.sha256(encode(known)).digest()


@dataclass(frozen=True, slots=True)
class Result:
    """What one shard holds."""

    told: list[Told] = field(default_factory=list)
    bounds: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
