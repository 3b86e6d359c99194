"""What the sample client is made to leak, and what nobody in its way can see."""

from collections.abc import Iterable
from dataclasses import dataclass

from auditor.demo.hosts import ADS, ANALYTICS, CRASHES, UPDATES, VENDOR
from auditor.evidence.observation import Observation


@dataclass(frozen=True, slots=True)
class Leak:
    """One thing that must be found, at one host, in one place, by undoing these steps."""

    title: str
    kind: str
    host: str
    place: str
    """Where it starts; a decoded part may go on in it."""
    decoded: tuple[str, ...] = ()
    """Outermost first."""


LEAKS = (
    Leak(
        "the e-mail address, in clear, to an analytics firm",
        "planted/email",
        ANALYTICS,
        "body.$.user.email",
        ("json",),
    ),
    Leak(
        "the prompt, inside base64, to an analytics firm",
        "planted/prompt",
        ANALYTICS,
        "body.$.payload",
        ("json", "base64", "json"),
    ),
    Leak(
        "the SHA-256 of the e-mail address, to a crash reporter",
        "planted/email",
        CRASHES,
        "body.$.user",
        ("json", "sha256"),
    ),
    Leak(
        "the device id, over plain HTTP, to an advertiser",
        "planted/device-id",
        ADS,
        "body.$.device",
        ("json",),
    ),
    Leak(
        "the session token, in an address, to an analytics firm",
        "secret/session-token",
        ANALYTICS,
        "url.query.token",
    ),
)

CONTROL = Leak(
    "the prompt, on its way to the vendor",
    "planted/prompt",
    VENDOR,
    "body.$.messages",
    ("json",),
)
"""No leak: that it is seen shows that seeing works."""

PINNED = UPDATES
"""The host whose exchanges cannot be seen."""


def sightings(leak: Leak, observations: Iterable[Observation]) -> list[Observation]:
    """The observations that are this leak: kind, host, place and steps as planted."""
    return [
        seen
        for seen in observations
        if (seen.plane, seen.side) == ("capture", "sent")
        and (seen.kind, seen.host, seen.decoded) == (leak.kind, leak.host, leak.decoded)
        and _within(seen.place, leak.place)
    ]


def _within(place: str, outer: str) -> bool:
    return place == outer or place.startswith((f"{outer}.", f"{outer}["))
