"""Everything that rules are held against: what was seen, what could not be, and of whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from auditor.evidence.attestation import Attestation
from auditor.evidence.claim import Claim
from auditor.evidence.coverage import Coverage
from auditor.evidence.exchange import Plane
from auditor.evidence.measure import Measure
from auditor.evidence.observation import Observation


@dataclass(frozen=True, slots=True)
class Subject:
    """Who a finding is about. A vendor as a whole has no plane."""

    id: str
    plane: Plane | None
    kind: Literal["target", "app", "vendor"]


@dataclass(frozen=True, slots=True)
class Case:
    """One audit as observing wrote it down."""

    subjects: tuple[Subject, ...]
    """Targets and apps of the plan."""
    observations: Sequence[Observation]
    measures: Sequence[Measure]
    coverage: Coverage
    declared: dict[str, Any]
    """The vendor's practices: ``unknown``, or value, source and date."""
    params: dict[str, Any]
    as_of: str
    """The date to judge for; no clock is asked."""
    vendor: str
    claims: Sequence[Claim] = ()
    attestations: Sequence[Attestation] = ()
