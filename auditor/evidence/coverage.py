"""What ran, what answered, what could not be seen."""

from dataclasses import dataclass, field

from auditor.evidence.exchange import Arm, Side, Visibility
from auditor.evidence.observation import Party

WAYS = {
    "pinned-in-handshake": "pinned in the handshake",
    "pinned-after-handshake": "pinned after the handshake",
    "closed-in-handshake": "closed in the handshake",
    "closed-after-handshake": "closed after the handshake",
    "said-nothing": "nothing was said",
    "quic": "QUIC",
    "encrypted-hello": "an encrypted hello (ECH)",
    "not-http": "another protocol than HTTP",
    "not-in-the-file": "a file that holds nothing readable of it",
    "around-the-proxy": "around the proxy",
    "refused-wrong-certificate": "a wrong certificate, shown on purpose, was refused",
    "tls-failed": "no TLS with the server",
    "unreachable": "the server could not be reached",
    "other": "another reason",
}
"""Ways in which a connection could not be read, and what a person is told of them."""


@dataclass(frozen=True, slots=True)
class TargetCoverage:
    """Whether a target answered the cheapest call."""

    target: str
    reachable: bool
    because: str = ""


@dataclass(frozen=True, slots=True)
class ProbeCoverage:
    """What became of one probe's trials on one target."""

    target: str
    probe: str
    language: str
    arm: Arm
    asked: int
    """Planned trials; asked - answered - failed is what was never sent."""
    answered: int = 0
    hit: int = 0
    miss: int = 0
    refused: int = 0
    not_judged: int = 0
    failed: int = 0
    why: dict[str, int] = field(default_factory=dict)
    """Reasons of failed and not judged trials, with their counts."""


@dataclass(frozen=True, slots=True)
class AppCoverage:
    """Whether an app that the plan names was overheard."""

    app: str
    phase: str
    captured: bool
    because: str = ""


@dataclass(frozen=True, slots=True)
class HostCoverage:
    """What could be seen of one app's, or one target's, talk with one host."""

    subject: str
    plane: str
    host: str
    visibility: Visibility
    exchanges: int
    """With a request that could be read."""
    connections: int
    """That ended without one."""
    party: Party
    because: str = ""
    hidden: dict[str, int] = field(default_factory=dict)
    """How its connections could not be read, as a kind of ``WAYS``, with counts."""
    owner: str | None = None
    owner_country: str | None = None
    address: str | None = None
    ip_country: str | None = None
    domain: str | None = None
    """The part of the host that somebody registered."""


@dataclass(frozen=True, slots=True)
class DetectorCoverage:
    """How far one detector came on one subject's exchanges."""

    subject: str
    detector: str
    """First part of the kinds it yields: planted, personal-data, secret, …"""
    scanned: int
    not_fully_scanned: int = 0
    bounds: dict[str, int] = field(default_factory=dict)
    """Bounds that were hit, with counts."""
    languages_not_covered: dict[str, int] = field(default_factory=dict)
    side: Side | None = None
    """Of the exchanges; None for both."""


@dataclass(frozen=True, slots=True)
class ImportCoverage:
    """Entries of an imported file."""

    file: str
    sha256: str
    read: int
    rejected: int
    because: tuple[str, ...] = ()
    left_out: int = 0
    """By the hosts and times to which a person limited the import."""
    app: str = ""


@dataclass(frozen=True, slots=True)
class Control:
    """A positive control and how often it was seen for a subject."""

    subject: str
    control: str
    seen: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """All of it, and with which detectors, models and tables it was observed."""

    targets: tuple[TargetCoverage, ...] = ()
    probes: tuple[ProbeCoverage, ...] = ()
    apps: tuple[AppCoverage, ...] = ()
    hosts: tuple[HostCoverage, ...] = ()
    detectors: tuple[DetectorCoverage, ...] = ()
    imports: tuple[ImportCoverage, ...] = ()
    controls: tuple[Control, ...] = ()
    observed_with: dict[str, str] = field(default_factory=dict)
    """Detector, model or table → version, date or sha256."""
    notes: tuple[str, ...] = ()
