"""Tries a target once with a call that spends no tokens, and keeps nothing of it."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256

import orjson

from auditor.evidence.exchange import Blob, Exchange
from auditor.probing.endpoint import Endpoint, Route
from auditor.probing.outcomes import why_unreachable
from auditor.probing.patience import Patience
from auditor.probing.sender import Question, Sender

ONCE = Patience(connect=10, read=20, total=30, tries=1, storm=-1)


@dataclass(frozen=True, slots=True)
class Reached:
    """What one call told of a target."""

    why_not: str = ""
    """Empty when it can be asked."""
    tls: str = ""
    """The version that was negotiated; empty where it is not known."""
    ahead: float | None = None
    """Seconds by which this machine's clock is ahead of the target's; None when it tells no time."""


def reach(endpoint: Endpoint, route: Route, patience: Patience = ONCE) -> Reached | None:
    """Try a target with its cheapest call; None when its dialect has none that costs nothing."""
    cheapest = endpoint.dialect.cheapest
    if cheapest == "none":
        return None
    kept: dict[str, bytes] = {}

    def keep(body: bytes) -> Blob:
        name = sha256(body).hexdigest()
        kept[name] = body
        return Blob(name, len(body))

    sender = Sender(endpoint, route, secrets.token_bytes(16), keep, patience)
    tried = sender.ask(Question(cheapest.method, cheapest.path, None))
    if tried is None:
        return Reached("was not tried")
    exchange, _ = tried
    tls = exchange.connection.server_tls
    return Reached(why_unreachable(exchange), tls.version if tls else "", _ahead(exchange, kept))


def _ahead(exchange: Exchange, kept: dict[str, bytes]) -> float | None:
    """By the Date that the answer bears, which counts whole seconds (RFC 9110, 6.6.1)."""
    if exchange.received is None:
        return None
    headers = orjson.loads(kept[exchange.received.head.id])["headers"]
    said = next((value for name, value in headers if name.lower() == "date"), "")
    try:
        theirs = parsedate_to_datetime(said).astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        return None
    began, ended = (datetime.fromisoformat(each) for each in (exchange.started, exchange.ended))
    ours = began + (ended - began) / 2
    return round((ours - theirs).total_seconds(), 1)
