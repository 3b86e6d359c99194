"""One topic of a checklist, as what was measured and what the vendor showed answer it."""

from dataclasses import dataclass, field
from typing import Literal

from auditor.evidence.attestation import Attestation, TopicState

type TopicEvidence = Literal["traffic", "probe", "mixed", "document"]


@dataclass(frozen=True, slots=True)
class TopicResult:
    """The state of one topic on the day that is judged for."""

    id: str
    """As ``pr-09``."""
    area: str
    """One of the concerns."""
    evidence: TopicEvidence
    """What can answer it; ``mixed`` needs a measurement and a document."""
    question: dict[str, str]
    """Language → the question; a yes is the good answer."""
    state: TopicState
    because: str
    measured: TopicState = "not tested"
    """By findings and claims alone."""
    attested: TopicState | None = None
    """By the vendor's answer and document alone; None without an answer."""
    contradiction: str = ""
    """What the vendor answered and what was measured instead; empty when they agree."""
    findings: tuple[str, ...] = ()
    """Fingerprints."""
    measures: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    attestation: Attestation | None = None
    documents: tuple[str, ...] = ()
    """Documents that would show it."""
    test: str = ""
    """The test that would answer what no rule does yet."""
    recurs_in: tuple[str, ...] = ()
    """Questionnaires that ask alike."""


type ControlState = Literal[
    "failed", "waived", "inconclusive", "kept in part", "not tested", "no rule"
]
CONTROL_STATES: tuple[ControlState, ...] = (
    "failed",
    "waived",
    "inconclusive",
    "kept in part",
    "not tested",
    "no rule",
)
"""The gravest first. No control is ever called complied with: rules touch only a part of it."""


@dataclass(frozen=True, slots=True)
class ControlResult:
    """What the rules that map to one control of a framework said."""

    id: str
    """As in a rule's ``maps``."""
    number: str
    """As it is printed."""
    title: str
    concerns: tuple[str, ...]
    state: ControlState
    rules: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Verdict → the rules that said so of some subject, sorted."""
    topics: dict[str, str] = field(default_factory=dict)
    """Topics of the checklist that bear on it → their states."""
    applies_from: str = ""
    in_force: bool = True
    """Whether it applies on the day that is judged for."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class FrameworkResult:
    """One framework as an audit bears on it."""

    id: str
    title: str
    edition: str
    publisher: str
    source: str
    read_on: str
    licence: str
    complete: bool
    """Whether every control of it is listed."""
    note: str
    counts: dict[str, int]
    """State → controls; every state has its number."""
    controls: tuple[ControlResult, ...]
