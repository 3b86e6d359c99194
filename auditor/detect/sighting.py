"""What a detector saw in an exchange, and the observation it becomes."""

import hashlib
from dataclasses import dataclass

from auditor.detect.destinations import Destination
from auditor.detect.leaf import Leaf
from auditor.detect.planted import Hit
from auditor.detect.scanning import Found
from auditor.evidence.exchange import Exchange, Side
from auditor.evidence.masking import masked
from auditor.evidence.observation import Observation, Party, Sureness


@dataclass(frozen=True, slots=True)
class Whose:
    """Who gets what was seen, where that is another than the owner of the host."""

    owner: str
    country: str
    party: Party


@dataclass(frozen=True, slots=True)
class Sighting:
    """One value, or one fact, seen on one side of an exchange."""

    kind: str
    side: Side
    place: str
    value: str
    """Raw; it never leaves the detectors."""
    because: str
    sureness: Sureness = "certain"
    steps: tuple[str, ...] = ()
    excerpt: str = ""
    """What to show instead of the masked value, for facts that hold no personal data."""
    whose: Whose | None = None


def of_hit(hit: Hit, side: Side) -> Sighting:
    """A planted value as it was found."""
    how = f" ({', '.join(hit.steps)})" if hit.steps else ""
    company = "" if hit.alone else "; a common value, seen beside another of the same persona"
    return Sighting(
        kind=f"planted/{hit.value.kind}",
        side=side,
        place=hit.place,
        value=hit.value.text,
        because=f"the value that was planted stands here{how}{company}",
        sureness="certain" if hit.alone else "likely",
        steps=hit.steps,
    )


def of_found(each: Found, leaf: Leaf, side: Side) -> Sighting:
    """Personal data as it was found in a leaf."""
    return Sighting(
        kind=f"personal-data/{each.kind}",
        side=side,
        place=leaf.place,
        value=each.value,
        because=each.because,
        sureness=each.sureness,
        steps=leaf.steps,
    )


def observation(seen: Sighting, exchange: Exchange, where: Destination, salt: bytes) -> Observation:
    """The sighting as a record; its id depends on nothing but the evidence."""
    excerpt = seen.excerpt or masked(seen.kind, seen.value, salt)
    named = (exchange.id, seen.kind, seen.side, seen.place, *seen.steps, excerpt)
    asked = exchange.asked
    return Observation(
        id=hashlib.sha256("\0".join(named).encode("utf-8", "surrogatepass")).hexdigest()[:16],
        exchange=exchange.id,
        plane=exchange.plane,
        subject=exchange.subject,
        kind=seen.kind,
        side=seen.side,
        place=seen.place,
        decoded=seen.steps,
        excerpt=excerpt,
        host=where.host,
        party=seen.whose.party if seen.whose else where.party,
        sureness=seen.sureness,
        because=seen.because,
        owner=seen.whose.owner if seen.whose else where.owner,
        owner_country=seen.whose.country if seen.whose else where.owner_country,
        ip_country=where.ip_country,
        app=exchange.subject if exchange.plane == "capture" else None,
        target=exchange.subject if exchange.plane == "probe" else None,
        phase=exchange.phase or None,
        probe=asked.probe if asked else None,
        arm=asked.arm if asked else None,
        language=asked.language if asked else None,
    )


def once(sightings: list[Sighting]) -> list[Sighting]:
    """The same value of a kind at a place once, in the order of kind, side and place."""
    first: dict[tuple[str, str, str, str], Sighting] = {}
    for seen in sightings:
        first.setdefault((seen.kind, seen.side, seen.place, seen.value), seen)
    return sorted(first.values(), key=lambda s: (s.kind, s.side, s.place, s.steps, s.value))
