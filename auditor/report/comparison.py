"""Audits side by side, as a record and as JSON."""

from dataclasses import dataclass
from typing import Literal

import msgspec

from auditor.evidence.jsonl import encode
from auditor.evidence.measure import Measure
from auditor.report.rating import Concern

SCHEMA = "auditor-comparison/1"

type Unlike = Literal["packs", "versions", "languages", "coverage", "limits", "vendor", "period"]
"""In what two audits differ that makes their results hard to compare."""


@dataclass(frozen=True, slots=True)
class Side:
    """One audit. Every row of cells has one for each side, in the order of the sides."""

    letter: str
    vendor: str
    audit: str
    started: str
    ended: str
    as_of: str
    head: str
    """Of its evidence, SHA-256."""
    languages: tuple[str, ...]
    concerns: tuple[Concern, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands against comparing two sides."""

    sides: tuple[str, str]
    """Letters."""
    what: Unlike
    because: str


@dataclass(frozen=True, slots=True)
class Row:
    """One rule, recipient, claim or topic."""

    id: str
    title: str
    under: str
    """Concern, country, check or area."""
    cells: tuple[str, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class Rated:
    """One target's rate."""

    side: str
    measure: Measure


@dataclass(frozen=True, slots=True)
class Asked:
    """One probe in one language, by all who were asked."""

    pack: str
    probe: str
    name: str
    language: str
    rates: tuple[Rated, ...]
    missing: tuple[str, ...]
    """Letters of sides in which nobody was asked so."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Two targets of different sides, asked the same."""

    name: str
    probe: str
    language: str
    sides: tuple[str, str]
    targets: tuple[str, str]
    shares: tuple[float | None, float | None]
    p: float | None
    p_adjusted: float | None
    real: bool
    """More than chance, at the level of the comparison."""
    because: str
    """Why it was not tested; empty when it was."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The content of ``comparison.json``, key by key."""

    schema: str
    sides: tuple[Side, ...]
    marks: tuple[Mark, ...]
    rules: tuple[Row, ...]
    measures: tuple[Asked, ...]
    differences: tuple[Difference, ...]
    flows: tuple[Row, ...]
    claims: tuple[Row, ...]
    checklist: tuple[Row, ...]
    level: float
    """Below which an adjusted p makes a difference real."""
    method: str


def as_json(comparison: Comparison) -> bytes:
    """UTF-8, two spaces of indent, keys in the order of the record."""
    return msgspec.json.format(encode(comparison), indent=2) + b"\n"
