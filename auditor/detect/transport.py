"""How data travelled: encryption, secrets, cookies and what stood in addresses."""

from collections.abc import Iterable, Iterator

from auditor.detect.decoding import shown
from auditor.detect.destinations import is_loopback
from auditor.detect.sighting import Sighting
from auditor.evidence.exchange import Exchange, Placeholder

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
    tls = connection.server_tls
    if tls and tls.version.upper().replace(" ", "") in _OLD:
        yield Sighting(
            kind="transport/old-tls",
            side="connection",
            place="connection",
            value="",
            because=f"the server agreed on {tls.version}",
            excerpt=tls.version,
        )
    for placeholder in _of_others(exchange):
        if placeholder.place.startswith("url."):
            yield _of_placeholder("transport/secret-in-url", placeholder, "stands in the address")
        if missing := _missing(exchange, placeholder):
            yield _of_placeholder(
                "transport/insecure-cookie", placeholder, f"is set without {missing}"
            )


def secrets(exchange: Exchange) -> Iterator[Sighting]:
    """The live secrets that were replaced at the edge; auditor's own key is none of them."""
    for placeholder in _of_others(exchange):
        yield _of_placeholder(
            f"secret/{placeholder.kind}", placeholder, "was replaced before anything was stored"
        )


def in_addresses(seen: Iterable[Sighting]) -> Iterator[Sighting]:
    """Planted values and personal data that stood in the address of a request."""
    for each in seen:
        if each.side == "sent" and each.place.startswith("url"):
            yield Sighting(
                kind="transport/personal-data-in-url",
                side="sent",
                place=each.place,
                value=each.value,
                because=f"{each.kind} stands in the address, which logs and caches keep",
                sureness=each.sureness,
                steps=each.steps,
            )


def _of_others(exchange: Exchange) -> Iterator[Placeholder]:
    # What a probe sends to log in is auditor's own key, wherever its dialect puts it.
    for placeholder in exchange.placeholders:
        if exchange.plane != "probe" or placeholder.side != "sent":
            yield placeholder


def _missing(exchange: Exchange, placeholder: Placeholder) -> str:
    """Which of the two attributes a cookie that was set over HTTPS lacks."""
    if placeholder.place != "header.set-cookie" or exchange.connection.scheme != "https":
        return ""
    wanted = {"secure": "Secure", "httponly": "HttpOnly"}
    return " and ".join(name for key, name in wanted.items() if key not in placeholder.attributes)


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
