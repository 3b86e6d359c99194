"""What the vendor states, held against one host's share: clear, vague, omitted or contradicted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from auditor.evidence.kinds import KINDS

type Stated = Literal["clear", "vague", "omitted", "contradicted"]
"""Said as it is; only in words that could mean it; not said; said otherwise."""

WORST: tuple[Stated, ...] = ("contradicted", "omitted", "vague", "clear")
VAGUE_RECIPIENTS = (
    *("affiliate", "partner", "service provider", "third part", "vendor", "subsidiar", "processor"),
    *("analytics provider", "hosting provider", "group compan"),
)
"""Words for recipients that name nobody."""
TERMS: Mapping[str, tuple[str, ...]] = {
    "account": ("account-id", "email", "person"),
    "chat": ("prompt", "answer", "chat-title", "conversation-url"),
    "contact": ("email", "phone", "person", "location"),
    "content": ("prompt", "answer", "chat-title", "conversation-url"),
    "device": ("device-id", "imei", "ip-address"),
    "identifier": ("device-id", "imei", "account-id", "national-id", "ip-address"),
    "message": ("prompt", "answer"),
    "payment": ("payment-card", "iban"),
    "geolocation": ("location", "geo-coordinates"),
    "usage": ("chat-title", "conversation-url", "ip-address"),
}
"""Words for whole groups of data → the kinds that they may mean."""
WHOLE = ("personal data", "personal information", "information you provide", "user data")
"""Words that may mean any kind."""
_FAMILIES = ("planted/", "personal-data/")
_NAMES = {
    "person": ("name", "person"),
    "email": ("email", "e-mail"),
    "phone": ("phone",),
    "location": ("location", "street address", "postal address"),
    "geo-coordinates": ("coordinates", "precise location"),
    "device-id": ("device id", "device identifier", "advertising id"),
    "ip-address": ("ip address",),
    "payment-card": ("payment card", "card number"),
    "date-of-birth": ("date of birth", "birth"),
    "account-id": ("account id", "account number", "user id", "customer id"),
    "health-term": ("health", "medical"),
    "prompt": ("prompt", "input"),
    "answer": ("answer", "output"),
    "chat-title": ("chat title",),
    "conversation-url": ("chat address", "conversation url"),
}
"""Kinds → the words that say them; a kind's own id always does."""


@dataclass(frozen=True, slots=True)
class Statement:
    """How what was observed of one host stands to what the vendor states; None where unknown."""

    recipient: Stated | None = None
    country: Stated | None = None
    data: Stated | None = None
    because: tuple[str, ...] = ()

    @property
    def worst(self) -> Stated | None:
        """The gravest of the three."""
        held = (self.recipient, self.country, self.data)
        return next((each for each in WORST if each in held), None)


def statement(
    *,
    party: str,
    owner: str | None,
    countries: Iterable[str | None],
    kinds: Iterable[str],
    declared: Mapping[str, Any],
) -> Statement:
    """One host's owner, countries (of the owner, of the address) and kinds, held against it."""
    told: list[str] = []
    recipient = _recipient(party, owner, _values(declared, "recipients"), told)
    country = _country(party, list(countries), _values(declared, "countries"), told)
    data = _data(kinds, _values(declared, "data"), told)
    return Statement(recipient, country, data, tuple(told))


def _recipient(
    party: str, owner: str | None, named: list[str] | None, told: list[str]
) -> Stated | None:
    if named is None or (party != "vendor" and (owner is None or party != "third")):
        return None
    folded = [each.casefold() for each in named]
    if party == "vendor" or owner is None or owner.casefold() in folded:
        return "clear"
    if vague := [each for each in folded if any(word in each for word in VAGUE_RECIPIENTS)]:
        told.append(f"{owner} may be meant by {vague[0]!r}")
        return "vague"
    if not named:
        told.append(f"the vendor states that nobody receives data; {owner} does")
        return "contradicted"
    told.append(f"{owner} is not among the recipients that are stated")
    return "omitted"


def _country(
    party: str, countries: list[str | None], named: list[str] | None, told: list[str]
) -> Stated | None:
    """The address's country decides for the vendor's hosts; of a third party's either may fit."""
    owner, address = countries
    if named is None or (address is None and (party == "vendor" or owner is None)):
        return None
    if party == "vendor":
        if address in named:
            return "clear"
        told.append(f"the address is registered in {address}, which is not stated")
        return "contradicted"
    if all(each in named for each in (owner, address) if each):
        return "clear"
    outside = ", ".join(sorted({each for each in (owner, address) if each and each not in named}))
    told.append(f"{outside} is not among the countries that are stated")
    return "omitted"


def _data(kinds: Iterable[str], named: list[str] | None, told: list[str]) -> Stated | None:
    sent = sorted({kind for kind in kinds if kind.startswith(_FAMILIES)})
    if named is None or not sent:
        return None
    folded = [each.casefold() for each in named]
    found: dict[Stated, list[str]] = {}
    for kind in sent:
        found.setdefault(_said(kind.partition("/")[2], folded), []).append(KINDS.get(kind, kind))
    if omitted := found.get("omitted"):
        told.append(f"not among the data that is stated: {', '.join(omitted)}")
        return "omitted"
    if vague := found.get("vague"):
        told.append(f"stated only in general words: {', '.join(vague)}")
        return "vague"
    return "clear"


def _said(kind: str, named: list[str]) -> Stated:
    words = (kind, *_NAMES.get(kind, ()))
    if any(word in each for each in named for word in words):
        return "clear"
    groups = [term for term, kinds in TERMS.items() if kind in kinds]
    if any(word in each for each in named for word in (*groups, *WHOLE)):
        return "vague"
    return "omitted"


def _values(declared: Mapping[str, Any], practice: str) -> list[str] | None:
    """What a practice is stated to be; None where that is not known."""
    stated = declared.get(practice)
    value = stated.get("value") if isinstance(stated, Mapping) else None
    return [str(each) for each in value] if isinstance(value, list | tuple) else None
