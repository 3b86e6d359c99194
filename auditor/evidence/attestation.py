"""A document, or a vendor's answer, that answers one topic of a checklist."""

from dataclasses import dataclass
from typing import Literal

type Answer = Literal["yes", "no", "partly", "not applicable", ""]
type TopicState = Literal[
    "met", "not met", "partly", "not tested", "document needed", "document expired"
]
TOPIC_STATES: tuple[TopicState, ...] = (
    "not met",
    "document expired",
    "partly",
    "met",
    "document needed",
    "not tested",
)


@dataclass(frozen=True, slots=True)
class Attestation:
    """One topic as answered for one vendor, on the day that is judged for."""

    id: str
    topic: str
    """Its id in the checklist, as ``pr-09``."""
    vendor: str
    state: TopicState
    """``document needed`` where the vendor only says so, ``document expired`` after ``expires``."""
    answer: Answer = ""
    comment: str = ""
    document: str = ""
    """Title of the document that shows it."""
    sha256: str = ""
    """Of the document."""
    issuer: str = ""
    scope: str = ""
    in_scope: str = ""
    """``yes`` or ``no``: whether it covers what is bought, as the reviewer found."""
    issued: str = ""
    expires: str = ""
    reviewer: str = ""
    """Who read the document here."""
    reviewed: str = ""
    """The day of it."""
