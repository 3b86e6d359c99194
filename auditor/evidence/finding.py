"""What a rule says: broken, kept, inconclusive, not tested or waived."""

from dataclasses import dataclass, field
from typing import Literal

from auditor.evidence.topic import FrameworkResult, TopicResult

type Verdict = Literal["broken", "kept", "inconclusive", "not tested", "waived"]
type Risk = Literal["critical", "high", "medium", "low"]
type Confidence = Literal["high", "medium", "low"]

VERDICTS: tuple[Verdict, ...] = ("broken", "inconclusive", "not tested", "waived", "kept")
RISKS: tuple[Risk, ...] = ("critical", "high", "medium", "low")
RISK_TABLE: dict[int, tuple[Risk, Risk, Risk, Risk, Risk]] = {
    5: ("medium", "high", "high", "critical", "critical"),
    4: ("medium", "medium", "high", "high", "critical"),
    3: ("low", "medium", "medium", "high", "high"),
    2: ("low", "low", "medium", "medium", "medium"),
    1: ("low", "low", "low", "low", "medium"),
}
"""Impact → risk at the likelihoods 1 to 5."""


type WaiverState = Literal["applied", "expired", "not yet", "matches nothing", "unknown rule"]
type Change = Literal["new", "unchanged", "worse", "better"]


@dataclass(frozen=True, slots=True)
class Waiver:
    """A broken rule that somebody accepted, where and for how long."""

    rule: str
    reason: str
    approved_by: str
    approved_at: str
    """A date, as ``expires``, the last day on which it holds."""
    expires: str
    ticket: str = ""
    vendor: str = ""
    subject: str = ""
    """A target or an app."""
    host: str = ""


@dataclass(frozen=True, slots=True)
class WaiverUse:
    """What became of one waiver."""

    waiver: Waiver
    state: WaiverState
    fingerprints: tuple[str, ...] = ()
    """The findings that it waives, or would if it had not expired."""


@dataclass(frozen=True, slots=True)
class Gone:
    """A finding of the baseline that is not found again."""

    fingerprint: str
    subject: str
    rule: str
    title: str
    risk: Risk | None
    verdict: Verdict | None
    """Of the rule on that subject now; ``fixed`` is only what is kept. None: no longer asked."""

    @property
    def fixed(self) -> bool:
        """Whether the rule was tested and is kept."""
        return self.verdict == "kept"


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's verdict on one subject."""

    fingerprint: str
    """Of rule, subject and stable place; never of a run's values."""
    subject: str
    rule: str
    title: str
    concern: str
    verdict: Verdict
    impact: int
    likelihood: int | None
    """None unless broken."""
    risk: Risk | None
    """None unless broken."""
    confidence: Confidence
    because: str
    remedy: str
    fair_sentence: str
    other_explanations: tuple[str, ...] = ()
    maps: dict[str, tuple[str, ...]] = field(default_factory=dict)
    observations: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    review: dict[str, str] | None = None
    vendor_reply: str | None = None
    pack: str = ""
    """The pack of its rule."""
    hosts: tuple[str, ...] = ()
    """Where it breaks, as far as its records name hosts."""
    waiver: Waiver | None = None
    """Set when waived."""
    change: Change | None = None
    """Against the baseline; None without one, or when it is not broken."""
    may_not_conclude: str = ""
    """What a broken rule does not show; empty in audits judged before 0.1.0."""


@dataclass(frozen=True, slots=True)
class JudgedBy:
    """What judging needs to say the same again; digests are SHA-256 in hex."""

    auditor: str
    """Its version."""
    packs: dict[str, str]
    """Name of each pack of rules, as it was asked for → digest of its files."""
    inputs: dict[str, str]
    """Derived file that it was judged from → digest."""
    shipped: str = ""
    """Digest of the checklists, the frameworks and the ages that were used."""
    waivers: str = ""
    """The file's path; empty for none."""
    waivers_sha256: str = ""
    baseline: str = ""
    baseline_sha256: str = ""
    attestations: str = ""
    attestations_sha256: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """Everything that judging said, and the date for which it said so."""

    as_of: str
    findings: list[Finding]
    waivers: tuple[WaiverUse, ...] = ()
    baseline: str = ""
    """The date for which the baseline was judged; empty without one."""
    gone: tuple[Gone, ...] = ()
    checklist: tuple[TopicResult, ...] = ()
    frameworks: tuple[FrameworkResult, ...] = ()
    stale: tuple[str, ...] = ()
    """Sentences on what was read so long ago that it may have changed."""
    by: JudgedBy | None = None
    """None where an auditor judged that did not say so yet."""
