"""What pages say of their own protection: HSTS, and parts that they load unencrypted."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from auditor.detect.destinations import Destination, is_loopback, under
from auditor.detect.sighting import Sighting
from auditor.evidence.exchange import Exchange

MAX_HOSTS = 5000
MOST_PARTS = 20
"""Of one page."""

_TAG = re.compile(
    r"<(?P<tag>script|iframe|embed|object|form|link|img|audio|video|source)\b(?P<rest>[^<>]{0,2000})",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"""\b(?:src|href|data|action)\s{0,4}=\s{0,4}["']?http://(?P<host>[^\s/"'<>?#:]{1,253})""",
    re.IGNORECASE,
)
_MAX_AGE = re.compile(r"max-age\s*=\s*\"?([0-9]{1,12})", re.IGNORECASE)
_LOADED = re.compile(r"stylesheet|preload|icon|manifest", re.IGNORECASE)

type Headers = Iterable[tuple[str, str]]


@dataclass(slots=True)
class Pages:
    """Hosts that served pages over HTTPS, and hosts that insist on it."""

    _first: dict[tuple[str, str], tuple[Exchange, Destination]] = field(default_factory=dict)
    _strict: dict[str, bool] = field(default_factory=dict)
    """Host → whether that holds for all under it."""

    def met(self, exchange: Exchange, where: Destination, headers: Headers) -> None:
        """Note one answer."""
        received = exchange.received
        if received is None or exchange.connection.scheme != "https":
            return
        for name, value in headers:
            age = _MAX_AGE.search(value) if name == "strict-transport-security" else None
            if age and int(age[1]) > 0 and len(self._strict) < MAX_HOSTS:
                whole = "includesubdomains" in value.lower()
                self._strict[where.host] = self._strict.get(where.host, False) or whole
        is_page = "html" in received.media_type.lower() and 200 <= received.status < 400
        if is_page and len(self._first) < MAX_HOSTS:
            self._first.setdefault((exchange.subject, where.host), (exchange, where))

    def without(self) -> Iterator[tuple[Exchange, Destination, Sighting]]:
        """The first page of each host that never insisted on HTTPS."""
        for (_, host), (exchange, where) in self._first.items():
            covered = host in self._strict or any(
                whole and under(host, known) for known, whole in self._strict.items()
            )
            if not covered:
                yield exchange, where, _no_hsts()


def mixed(html: str) -> Iterator[Sighting]:
    """Parts of an encrypted page that are loaded, or sent to, without encryption."""
    told: set[tuple[str, str]] = set()
    for each in _TAG.finditer(html):
        address, tag = _ADDRESS.search(each["rest"]), each["tag"].lower()
        if address is None or is_loopback(address["host"].lower()):
            continue
        if tag == "link" and not _LOADED.search(each["rest"]):
            continue
        if (found := (tag, address["host"].lower()[:100])) not in told:
            told.add(found)
            yield _mixed("received", f"body.html.{tag}", *found)
        if len(told) == MOST_PARTS:
            return


def from_page(exchange: Exchange, headers: Headers) -> Iterator[Sighting]:
    """An unencrypted request that an encrypted page made."""
    host = exchange.connection.host
    if exchange.connection.scheme != "http" or is_loopback(host):
        return
    if any(name == "referer" and value.startswith("https://") for name, value in headers):
        yield _mixed("sent", "header.referer", "request", host)


def _mixed(side: str, place: str, tag: str, host: str) -> Sighting:
    return Sighting(
        kind="body/mixed-content",
        side="sent" if side == "sent" else "received",
        place=place,
        value="",
        because=(
            f"an encrypted page has a {tag} at http://{host}; who can change that can change what "
            "the page shows or does, unless the browser refuses it or asks by HTTPS instead"
        ),
        sureness="certain" if side == "sent" else "likely",
        excerpt=f"{tag} http://{host}",
    )


def _no_hsts() -> Sighting:
    return Sighting(
        kind="transport/no-hsts",
        side="received",
        place="header.strict-transport-security",
        value="",
        because=(
            "no answer of the host has Strict-Transport-Security, so a first visit by http can be "
            "kept unencrypted; it may stand on the browsers' own list"
        ),
        sureness="likely",
        excerpt="no HSTS",
    )
