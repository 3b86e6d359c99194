"""What an exchange says of a trial or a target: done, to be asked again, or out of reach."""

from collections.abc import Iterable, Iterator

from auditor.evidence.exchange import Exchange
from auditor.probing.schedule import key_of, key_of_asked

REFUSED_FOR_GOOD = frozenset({400, 413, 414, 422, 451})
"""Statuses that are about what was asked: the same question would meet the same answer."""


def finished(exchanges: Iterable[Exchange]) -> set[tuple[str, ...]]:
    """The trials that need not be asked again: they were answered, or refused for good."""
    return {
        key
        for exchange in exchanges
        if exchange.asked and is_final(exchange)
        for key in (key_of_asked(exchange.subject, exchange.asked), *_pointless(exchange))
    }


def leads_on(exchange: Exchange) -> bool:
    """Whether the next step of its trial may be asked: what never arrived, nobody can recall."""
    arm = exchange.asked.arm if exchange.asked else ""
    if arm == "plant":
        return exchange.received is not None and exchange.received.status < 300
    return arm != "baseline" or is_final(exchange)


def why_unreachable(tried: Exchange) -> str:
    """Why the cheapest call says that a target cannot be asked; nothing when it can."""
    if not tried.received:
        return tried.error.message if tried.error else "gave no answer"
    status = tried.received.status
    if status == 401:
        return "answered 401: the key was not accepted"
    # A gateway that does not know the call has answered all the same.
    return "" if status < 300 or status in (400, 404, 405, 429) else f"answered {status}"


def _pointless(exchange: Exchange) -> Iterator[tuple[str, ...]]:
    """The steps of a trial whose planting was refused for good."""
    asked = exchange.asked
    if asked and asked.arm == "plant" and not leads_on(exchange):
        for arm in ("test", "decoy"):
            yield key_of(
                exchange.subject, asked.pack, asked.probe, asked.phrasing, arm, asked.trial
            )


def is_final(exchange: Exchange) -> bool:
    """Whether asking again would only be paid again: answered, or refused for good."""
    received, error = exchange.received, exchange.error
    if received is None:
        return False
    if error is None or error.kind == "too-large":
        return True
    if error.kind == "not-understood":
        # A page is from somebody in between; an answer that is cut or odd was the vendor's.
        return received.media_type != "text/html"
    return error.kind == "status" and received.status in REFUSED_FOR_GOOD
