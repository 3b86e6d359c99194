"""One fact seen in one exchange: what, where, why."""

from dataclasses import dataclass
from typing import Literal

from auditor.evidence.exchange import Plane, Side

type Party = Literal["vendor", "third", "unknown"]
type Sureness = Literal["certain", "likely", "possible"]


@dataclass(frozen=True, slots=True)
class Observation:
    """One fact. What a rule may ask of an exchange stands here; None means unknown."""

    id: str
    exchange: str
    plane: Plane
    subject: str
    """The target or app."""
    kind: str
    """A path of ``auditor.evidence.kinds``, such as planted/email."""
    side: Side
    place: str
    """Such as url.query.token, header.cookie or body.$.user.email."""
    decoded: tuple[str, ...]
    """Steps from the bytes on the wire to the value, outermost first."""
    excerpt: str
    """Masked."""
    host: str
    party: Party
    sureness: Sureness
    because: str
    owner: str | None = None
    owner_country: str | None = None
    ip_country: str | None = None
    app: str | None = None
    target: str | None = None
    phase: str | None = None
    probe: str | None = None
    arm: str | None = None
    language: str | None = None
