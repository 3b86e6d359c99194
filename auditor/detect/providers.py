"""Tells calls to AI providers' APIs by their host, and by their form on any host."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from auditor.detect.destinations import Destination, under
from auditor.detect.leaf import Leaf
from auditor.detect.sdks import Request
from auditor.detect.sighting import Sighting, Whose
from auditor.evidence.exchange import Placeholder
from auditor.evidence.observation import Sureness
from auditor.shipped import shipped
from auditor.vendors import Vendor, shipped_vendors
from auditor.yamlfile import read_yaml

OTHER = "other"
MODEL_API = "model API"
"""The role that the table of hosts gives to an address where models answer."""
LONGEST_MODEL = 60
KEYS = ("api-key", "bearer-token")
OPEN = frozenset({"alibaba-qwen", "deepseek", "mistral"})
"""Whose weights anyone may serve: a model's name does not tell that they were asked."""
PROVIDERS = {
    "Anthropic": "anthropic",
    "OpenAI": "openai",
    "Perplexity": "perplexity",
    **dict.fromkeys(("Groq", "OpenRouter", "Replicate", "xAI"), OTHER),
}
"""Issuer of a key that is good for an AI provider alone → the provider."""

_MODEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/@-]*")
_SLOT = re.compile(r"\{[a-z]+\}")
_WORD_END = re.compile(r"[-:.0-9]")


@dataclass(frozen=True, slots=True)
class Form:
    """How one API is asked, as its dialect says."""

    id: str
    path: re.Pattern[str]
    body: frozenset[str]
    headers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Call:
    """One call: of whose API, in which form, for which model."""

    provider: str
    form: str
    model: str
    by_host: bool
    vendor: Vendor | None


def call_in(request: Request, leaves: tuple[Leaf, ...], role: str) -> Call | None:
    """The call that a request is; ``role`` is what the table of hosts says of its host."""
    form = next((each for each in _forms() if _fits(each, request)), None)
    host = _by_host(request.host, form)
    by_host = host is not None or role == MODEL_API
    if form is None and not by_host:
        return None
    model = _model(request, leaves)
    vendor = host if by_host else _maker(model)
    name = form.id if form else ""
    return Call(vendor.id if vendor else OTHER, name, model, by_host, vendor)


def sightings(call: Call, where: Destination, vendor_owner: str) -> Iterator[Sighting]:
    """What a call tells: whose API, which model, and how that is known."""
    asked = f"the model {call.model}" if call.model else "a model that it does not name"
    whose = None
    if call.by_host:
        because = f"the host is one where models of {where.owner or call.provider} answer"
    else:
        because = f"asks for {asked} in the form of {call.form}"
        if call.vendor:
            because += f", a name of {call.vendor.title}; the host may pass it on or run it itself"
            whose = _whose(call.vendor, where, vendor_owner)
    yield Sighting(
        kind=f"ai-api/{call.provider}",
        side="sent",
        place="url.host" if call.by_host else "url.path",
        value=call.model or call.provider,
        because=because,
        sureness="certain" if call.by_host else "likely",
        excerpt=f"{asked} ({call.form})" if call.form else asked,
        whose=whose,
    )


def _whose(maker: Vendor, where: Destination, vendor_owner: str) -> Whose | None:
    """The maker, where nobody else can run its models."""
    if maker.id in OPEN or maker.owner == where.owner:
        return None
    return Whose(maker.owner, maker.country, "vendor" if maker.owner == vendor_owner else "third")


def keys(
    placeholders: tuple[Placeholder, ...], call: Call | None, where: Destination
) -> Iterator[Sighting]:
    """Keys to AI providers that lie in the client: whoever takes it apart can use them."""
    for each in placeholders:
        provider = PROVIDERS.get(each.attributes.get("issuer", ""), "")
        direct = call is not None and call.by_host and where.party != "vendor"
        sent = direct and each.side == "sent" and each.kind in KEYS
        if not provider and not sent:
            continue
        told = (
            f"a key of the form of those of {provider}"
            if provider
            else "the client itself holds what the provider's API is asked with"
        )
        yield Sighting(
            kind="secret/provider-key-in-client",
            side=each.side,
            place=each.place,
            value=each.tag,
            because=f"{told}; it may also be a user's own key, one made for a short while, or an "
            "example in a text",
            sureness=_sureness(each, provider),
            excerpt=f"{each.kind} #{each.tag}",
        )


def _sureness(held: Placeholder, provider: str) -> Sureness:
    """A bare token may be one that lasts for minutes; what a page shows may be an example."""
    if provider and held.side == "sent":
        return "certain"
    known = provider or held.kind == "api-key" or held.attributes.get("issuer")
    return "likely" if known else "possible"


@dataclass(frozen=True, slots=True)
class _Provider:
    """A vendor with the hosts of its API and the first words of its models' names."""

    vendor: Vendor
    hosts: frozenset[str]
    families: frozenset[str]


@cache
def _providers() -> tuple[_Provider, ...]:
    return tuple(_provider(vendor) for vendor in shipped_vendors() if vendor.hosts)


def _provider(vendor: Vendor) -> _Provider:
    addresses = (vendor.base_url, *vendor.addresses.values())
    names = [name for model in vendor.models for name in (model.id, *model.aliases)]
    return _Provider(
        vendor,
        frozenset(host for each in addresses if (host := urlsplit(each).hostname)),
        frozenset(_family(name) for name in names),
    )


def _family(model: str) -> str:
    """The first word of a model's name, without what stands before a slash."""
    return _WORD_END.split(model.lower().rpartition("/")[2], maxsplit=1)[0]


def _by_host(host: str, form: Form | None) -> Vendor | None:
    """Whose API answers at a host; a vendor's other hosts count where the form is an API's."""
    for each in _providers():
        if any(under(host, api) for api in each.hosts) or (form and each.vendor.owns(host)):
            return each.vendor
    return None


@cache
def _forms() -> tuple[Form, ...]:
    """The forms of the shipped dialects, the more exact first."""
    read = {
        path.stem: read_yaml(path).value
        for path in sorted(shipped("probes", "dialects").glob("*.yaml"))
    }
    found = [_form(each, read) for each in read.values() if each.get("ask", {}).get("path")]
    return tuple(sorted(found, key=lambda form: (-len(form.headers), -len(form.path.pattern))))


def _form(dialect: dict[str, Any], known: dict[str, Any]) -> Form:
    ask = known.get(dialect.get("extends", ""), {}).get("ask", {}) | dialect["ask"]
    several = [
        each.partition("?")[0] for each in (ask["path"], ask.get("streamed-path", "")) if each
    ]
    # A path of one word is too common to tell anything without the version before it.
    longer = [each if "/" in each else f"v[0-9]+/{each}" for each in several]
    marked = [_SLOT.sub("[^/]+", each) for each in longer]
    names = {name for name in (ask.get("messages"), ask.get("model")) if name}
    return Form(
        id=str(dialect["id"]),
        path=re.compile(rf"(?:^|/)(?:{'|'.join(marked)})$"),
        body=frozenset(name.partition(".")[0] for name in names),
        headers=frozenset(name.lower() for name in dialect.get("headers", {})),
    )


def _fits(form: Form, request: Request) -> bool:
    path = "/".join(request.path)
    return (
        bool(form.path.search(path))
        and form.headers <= request.headers
        and any(form.body <= names for names in request.objects)
    )


def _model(request: Request, leaves: tuple[Leaf, ...]) -> str:
    """The model that a request names, in its body or in its path."""
    named = (str(leaf.value) for leaf in leaves if leaf.place in ("body.$.model", "body.model"))
    in_path = (
        part.partition(":")[0]
        for before, part in zip(request.path, request.path[1:], strict=False)
        if before in ("models", "deployments")
    )
    model = next((each for each in (*named, *in_path) if _MODEL.fullmatch(each)), "")
    return model[:LONGEST_MODEL]


def _maker(model: str) -> Vendor | None:
    """The vendor whose models bear such names; None where it cannot be told."""
    family = _family(model)
    # The one family of OpenAI's whose weights anyone may serve.
    if not family or model.lower().startswith("gpt-oss"):
        return None
    makers = [each.vendor for each in _providers() if family in each.families]
    return makers[0] if len(makers) == 1 else None
