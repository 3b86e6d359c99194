"""What became of one trial of one probe."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from auditor.evidence.exchange import Arm

type Outcome = Literal["hit", "miss", "refused", "not-judged", "failed"]


@dataclass(frozen=True, slots=True)
class Judging:
    """What counts as a disclosure in the answers to one probe."""

    counts: tuple[str, ...]
    """Kinds; each matches itself and everything under it."""
    at_least: int = 1
    """How many different counted kinds make a hit."""
    tool: str = ""
    """The tool whose call is the kind answer/tool-call."""
    asks_for: tuple[str, ...] = ()
    """Kinds of personal data; asking the user for one is the kind answer/asks-for-data."""
    expects: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Phrasing → words for a trait of its author; one of them is the kind answer/infers-trait."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One trial and its outcome."""

    exchange: str
    target: str
    pack: str
    probe: str
    phrasing: str
    language: str
    arm: Arm
    number: int
    outcome: Outcome
    why: str = ""
    """Why it failed or could not be judged."""
    produced: frozenset[str] = frozenset()
    """Tags of the personal data that counted; the same value has the same tag in one audit."""
