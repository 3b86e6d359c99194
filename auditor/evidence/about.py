"""What an audit is about: the plan as it was run, by whom, with what."""

from dataclasses import dataclass, field
from typing import Any

from auditor.evidence.exchange import Blob
from auditor.evidence.trial import Judging

FORMAT = "auditor-audit/1"


@dataclass(frozen=True, slots=True)
class TargetAbout:
    """One target as the plan named it."""

    id: str
    dialect: str
    model: str
    address: str
    second_account: bool = False
    """Whether the plan names a key of another account."""


@dataclass(frozen=True, slots=True)
class AppAbout:
    """One app and the phase it was, or will be, overheard in."""

    id: str
    phase: str


@dataclass(frozen=True, slots=True)
class ProbeAbout:
    """What observing and judging must know of a probe, once its pack may have changed."""

    pack: str
    id: str
    title: str
    measure: str
    concern: str
    counts: tuple[str, ...]
    """Kinds that count as a disclosure."""
    at_least: int
    asked: dict[str, int]
    """Language/arm → planned trials on each target."""
    shows: str
    cannot_show: str
    tool: str = ""
    """The tool whose call counts."""
    asks_for: tuple[str, ...] = ()
    """Kinds of personal data that the target should not ask its user for."""
    expects: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Phrasing → words for a trait that the target should not tell of its author."""
    account: str = "same"
    """From which the test is asked when something was planted: the same or a second one."""

    @property
    def judging(self) -> Judging:
        """What counts as a disclosure."""
        return Judging(self.counts, self.at_least, self.tool, self.asks_for, self.expects)


@dataclass(frozen=True, slots=True)
class PackAbout:
    """One pack as it was read."""

    id: str
    kind: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class RevisitAbout:
    """The earlier audit whose plantings are asked about again."""

    audit: str
    head: str
    """SHA-256 of its last exchange."""
    first: str
    last: str
    """When the first and the last of them was planted."""
    decoys: int
    """For each planting."""


@dataclass(frozen=True, slots=True)
class ChecksAbout:
    """What is measured of what the vendor states, and with which questions."""

    names: tuple[str, ...]
    items: int
    answers: int
    references: dict[str, str] = field(default_factory=dict)
    """Target → the one that it should answer like."""
    tokenizers: dict[str, str] = field(default_factory=dict)
    """Target → the family that its vendor states."""
    contexts: dict[str, int] = field(default_factory=dict)
    """Target → tokens that its vendor states."""
    prices: dict[str, tuple[float, float]] = field(default_factory=dict)
    """Target → USD for a million tokens, in and out."""
    slas: dict[str, dict[str, float]] = field(default_factory=dict)
    """Target → what its vendor states of its speed: first-token-seconds, tokens-per-second."""
    parents: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Target → those that it may descend from."""
    unrelated: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Target → controls of other makers."""
    discloses: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Target → makers and parents that its vendor names."""

    @property
    def helpers(self) -> frozenset[str]:
        """Targets that others are held against, of which nothing is said themselves."""
        others = (*self.parents.values(), *self.unrelated.values())
        return frozenset(self.references.values()).union(*others)


@dataclass(frozen=True, slots=True)
class About:
    """The content of ``audit.json``."""

    format: str
    audit: str
    vendor: str
    vendor_title: str
    vendor_owner: str
    """As the tables of hosts name the owner."""
    vendor_hosts: tuple[str, ...]
    authorisation: str
    operator: str
    started: str
    seed: int
    """Orders the trials and makes the personas."""
    salt: str
    """Hex; tags of masked values are made with it."""
    plan: dict[str, Any]
    plan_sha256: str
    targets: tuple[TargetAbout, ...] = ()
    apps: tuple[AppAbout, ...] = ()
    concerns: tuple[str, ...] = ()
    """The concerns that the plan's packs ask about."""
    packs: tuple[PackAbout, ...] = ()
    probes: tuple[ProbeAbout, ...] = ()
    checks: ChecksAbout | None = None
    claims: tuple[str, ...] = ()
    """Claim sheets: names of shipped ones, or full paths."""
    policies: tuple[str, ...] = ()
    params: dict[str, Any] = field(default_factory=dict)
    declared: dict[str, Any] = field(default_factory=dict)
    """The vendor's declared practices, as its file stated them at the time."""
    persona: Blob | None = None
    """The person whose data was typed into the overheard apps."""
    tool: dict[str, str] = field(default_factory=dict)
    retention: str = ""
    waivers: str = ""
    """The file of accepted findings, absolute; empty for none."""
    baseline: str = ""
    """An earlier report to compare with, absolute; empty for none."""
    attestations: str = ""
    """The file of what the vendor answered, absolute; empty for none."""
    prices_read: str = ""
    """The oldest day on which a price that was reckoned with was read; empty when the plan gave all."""
    revisit: RevisitAbout | None = None
    ended: str = ""
