"""How data travelled: encryption, secrets, cookies and what stood in addresses."""

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from auditor.detect.ciphers import weakness
from auditor.detect.destinations import is_loopback, site
from auditor.detect.leaf import Leaf, shown
from auditor.detect.sighting import Sighting
from auditor.evidence.edge import STAND_IN
from auditor.evidence.exchange import Connection, Exchange, Placeholder

_REFERRER = "header.referer"
_OLD = {"SSLV2", "SSLV3", "TLSV1", "TLSV1.0", "TLSV1.1"}


def transport(exchange: Exchange) -> Iterator[Sighting]:
    """What the connection and the replaced secrets of an exchange tell."""
    connection = exchange.connection
    if exchange.sent and connection.scheme == "http" and not is_loopback(connection.host):
        yield Sighting(
            kind="transport/plain-http",
            side="sent",
            place="url",
            value="",
            because="the request travelled unencrypted",
            excerpt="http",
        )
    yield from _of_connection(exchange, connection)
    for placeholder in _of_others(exchange):
        if placeholder.place.startswith("url."):
            yield _of_placeholder("transport/secret-in-url", placeholder, "stands in the address")
        if missing := _missing(exchange, placeholder):
            yield _of_placeholder(
                "transport/insecure-cookie", placeholder, f"is set without {missing}"
            )
        if _is_set(exchange, placeholder) and "samesite" not in placeholder.attributes:
            what = "is set without SameSite; browsers that know no default send it from any site"
            yield _of_placeholder("transport/cookie-without-samesite", placeholder, what)


def secrets(exchange: Exchange) -> Iterator[Sighting]:
    """The live secrets that were replaced at the edge; auditor's own key is none of them."""
    for placeholder in _of_others(exchange):
        if STAND_IN not in placeholder.attributes:
            because = "was replaced before anything was stored"
            yield _of_placeholder(f"secret/{placeholder.kind}", placeholder, because)


def in_addresses(seen: Iterable[Sighting]) -> Iterator[Sighting]:
    """Planted values and personal data that stood in the address of a request."""
    for each in _personal(seen, "url"):
        yield Sighting(
            kind="transport/personal-data-in-url",
            side="sent",
            place=each.place,
            value=each.value,
            because=f"{each.kind} stands in the address, which logs and caches keep",
            sureness=each.sureness,
            steps=each.steps,
        )


def in_referrers(
    exchange: Exchange, seen: Iterable[Sighting], sent: Iterable[Leaf]
) -> Iterator[Sighting]:
    """Planted values, personal data and secrets in a referrer that another site is told."""
    came_from = next((str(leaf.value) for leaf in sent if leaf.place == _REFERRER), "")
    try:
        host = urlsplit(came_from).hostname or ""
    except ValueError:
        return
    if not host or site(host) == site(exchange.connection.host):
        return
    for each in _personal(seen, _REFERRER):
        yield Sighting(
            kind="transport/personal-data-in-referer",
            side="sent",
            place=each.place,
            value=each.value,
            because=f"{each.kind} stands in the address of the page that the request came from",
            sureness=each.sureness,
            steps=each.steps,
        )
    for placeholder in _of_others(exchange):
        if placeholder.side == "sent" and placeholder.place.startswith(_REFERRER):
            what = "stands in the address of the page that the request came from"
            yield _of_placeholder("transport/secret-in-referer", placeholder, what)


def _personal(seen: Iterable[Sighting], place: str) -> Iterator[Sighting]:
    """Planted values and personal data that were sent in places of one kind."""
    for each in seen:
        of_a_person = each.kind.startswith(("planted/", "personal-data/"))
        if of_a_person and each.side == "sent" and each.place.startswith(place):
            yield each


def _of_connection(exchange: Exchange, connection: Connection) -> Iterator[Sighting]:
    tls = connection.server_tls
    if tls and tls.version.upper().replace(" ", "") in _OLD:
        yield _on_wire("transport/old-tls", f"the server agreed on {tls.version}", tls.version)
    if tls and (why := weakness(tls.cipher)):
        yield _on_wire("transport/weak-cipher", f"the server agreed on it: {why}", tls.cipher)
    if exchange.sent and (wrong := connection.wrong_certificate):
        because = f"the client sent its request although the certificate was {shown(wrong)}"
        yield _on_wire("transport/wrong-certificate-accepted", because, shown(wrong))


def _on_wire(kind: str, because: str, excerpt: str) -> Sighting:
    return Sighting(kind, "connection", "connection", "", because, excerpt=excerpt)


def _of_others(exchange: Exchange) -> Iterator[Placeholder]:
    # What a probe sends to log in is auditor's own key, wherever its dialect puts it.
    for placeholder in exchange.placeholders:
        if exchange.plane != "probe" or placeholder.side != "sent":
            yield placeholder


def _missing(exchange: Exchange, placeholder: Placeholder) -> str:
    """Which of the two attributes a cookie that was set over HTTPS lacks."""
    if not _is_set(exchange, placeholder):
        return ""
    wanted = {"secure": "Secure", "httponly": "HttpOnly"}
    return " and ".join(name for key, name in wanted.items() if key not in placeholder.attributes)


def _is_set(exchange: Exchange, placeholder: Placeholder) -> bool:
    """Whether it is a cookie that was set over HTTPS."""
    return placeholder.place == "header.set-cookie" and exchange.connection.scheme == "https"


def _of_placeholder(kind: str, placeholder: Placeholder, what: str) -> Sighting:
    name = placeholder.attributes.get("name", "")
    place = f"{placeholder.place}.{shown(name)}" if name else placeholder.place
    issuer = f" of {issuer}" if (issuer := placeholder.attributes.get("issuer")) else ""
    return Sighting(
        kind=kind,
        side=placeholder.side,
        place=place,
        value=placeholder.tag,
        because=f"a {placeholder.kind}{issuer} {what}",
        excerpt=f"{placeholder.kind} #{placeholder.tag}",
    )
