"""Names the components of other firms by the paths and fields of what they send, on any host."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qsl, urlsplit

import msgspec

from auditor.detect.budget import Budget
from auditor.detect.destinations import Destination, under
from auditor.detect.leaf import Leaf, parsed
from auditor.detect.sighting import Sighting, Whose
from auditor.detect.texts import Read
from auditor.evidence.exchange import Sent
from auditor.evidence.observation import Party, Sureness
from auditor.packs import shaped
from auditor.schemas import check
from auditor.shipped import shipped
from auditor.yamlfile import Document, read_yaml

MAX_NAMES = 200
"""Headers and parameters of one request that are looked at."""
LONGEST_SHOWN = 60


class Sign(msgspec.Struct, frozen=True, rename="kebab", kw_only=True):
    """What a request of a component has; everything that is named must be there."""

    reason: str
    source: str
    read_on: str
    sureness: Sureness = "certain"
    hosts: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    """Last segments, any of them; ``*`` is any one segment."""
    query: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    """Names in one and the same object or form."""


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """A request, and whether the component is to be seen in it."""

    name: str
    expect: Literal["seen", "not seen"]
    url: str
    headers: dict[str, str] = {}
    type: str = "application/json"
    body: Any = None


class Sdk(msgspec.Struct, frozen=True, rename="kebab", kw_only=True):
    """One component and its maker."""

    id: str
    title: str
    owner: str
    owner_country: str
    does: str
    signs: tuple[Sign, ...]
    examples: tuple[Example, ...]
    self_hosted: bool = False
    """Whether whoever uses it may also run what receives it."""


@dataclass(frozen=True, slots=True)
class Request:
    """The names in a request, without its values."""

    host: str = ""
    path: tuple[str, ...] = ()
    query: frozenset[str] = frozenset()
    headers: frozenset[str] = frozenset()
    """In lower case."""
    objects: tuple[frozenset[str], ...] = ()
    """The keys of each object of the body, however deep it lies."""


@cache
def shipped_sdks() -> tuple[Sdk, ...]:
    """Every component that auditor knows."""
    return tuple(read_sdk(path) for path in sorted(shipped("policies", "sdks").glob("*.yaml")))


def read_sdk(path: Path) -> Sdk:
    """The component in a file; AuditorError with file:line when it is wrong."""
    return sdk_of(read_yaml(path))


def sdk_of(document: Document) -> Sdk:
    """A document as a component; AuditorError when the schema is against it."""
    check("sdk", document)
    return shaped(document, Sdk)


def request_of(sent: Sent, leaves: Iterable[Leaf], read: Read) -> Request:
    """The names in a request whose texts are the leaves."""
    head = parsed(read(sent.head) or b"null", Budget())
    url = str(head.get("url", "")) if isinstance(head, dict) else ""
    pairs = head.get("headers", ()) if isinstance(head, dict) else ()
    names = [str(pair[0]).lower() for pair in pairs if isinstance(pair, list) and pair]
    try:
        address = urlsplit(url)
        host = address.hostname or ""
    except ValueError:
        return Request()
    query = parse_qsl(address.query[:65536], keep_blank_values=True)[:MAX_NAMES]
    return Request(
        host=host,
        path=tuple(part for part in address.path.split("/") if part),
        query=frozenset(name for name, _ in query),
        headers=frozenset(names[:MAX_NAMES]),
        objects=tuple(_objects(leaves)),
    )


def seen(request: Request, sdks: Iterable[Sdk] | None = None) -> Iterator[tuple[Sdk, Sign]]:
    """The components that a request has the signs of, each with its surest sign."""
    for sdk in shipped_sdks() if sdks is None else sdks:
        found = [sign for sign in sdk.signs if fits(sign, request)]
        if found:
            yield (
                sdk,
                min(found, key=lambda sign: ("certain", "likely", "possible").index(sign.sureness)),
            )


def fits(sign: Sign, request: Request) -> bool:
    """Whether a request has everything that a sign names."""
    wanted = frozenset(sign.body)
    return (
        (not sign.hosts or any(under(request.host, host) for host in sign.hosts))
        and (not sign.path or any(_ends(request.path, path) for path in sign.path))
        and request.query.issuperset(sign.query)
        and request.headers.issuperset(sign.headers)
        and (not wanted or any(wanted <= names for names in request.objects))
    )


def sightings(request: Request, where: Destination, vendor_owner: str) -> Iterator[Sighting]:
    """The components in a request, with whom they belong to."""
    for sdk, sign in seen(request):
        party = _party(sdk, where, vendor_owner)
        relayed = where.owner not in (None, sdk.owner)
        by = f"; it goes to {where.owner}, who may keep it or pass it on" if relayed else ""
        yield Sighting(
            kind=f"sdk/{sdk.id}",
            side="sent",
            place="url.path" if sign.path else "body" if sign.body else "url.host",
            value=sdk.id,
            because=f"{sdk.title}: {sign.reason.rstrip('.')} ({sign.source}, {sign.read_on}){by}",
            sureness=_at_most_likely(sign.sureness) if relayed else sign.sureness,
            excerpt=f"{sdk.title} /{'/'.join(request.path)}"[:LONGEST_SHOWN]
            if sign.path
            else sdk.title,
            whose=Whose(sdk.owner, sdk.owner_country, party),
        )


def _party(sdk: Sdk, where: Destination, vendor_owner: str) -> Party:
    """Whose the data becomes: of what the vendor may run itself nobody outside can tell."""
    if sdk.owner == vendor_owner:
        return "vendor"
    return where.party if sdk.self_hosted and where.owner != sdk.owner else "third"


def _at_most_likely(sureness: Sureness) -> Sureness:
    return "likely" if sureness == "certain" else sureness


def _ends(path: tuple[str, ...], wanted: str) -> bool:
    parts = wanted.strip("/").split("/")
    last = path[-len(parts) :]
    return len(last) == len(parts) and all(
        part in ("*", given) for part, given in zip(parts, last, strict=True)
    )


def _objects(leaves: Iterable[Leaf]) -> list[frozenset[str]]:
    """The keys of each object, as the places of its values name them."""
    held: dict[str, set[str]] = {}
    for place in dict.fromkeys(leaf.place for leaf in leaves if leaf.place.startswith("body")):
        parts = place.split(".")
        for at in range(1, len(parts)):
            held.setdefault(".".join(parts[:at]), set()).add(parts[at].rstrip("[]"))
    return [frozenset(names) for names in held.values()]
