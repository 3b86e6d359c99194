"""What is known of a vendor: its hosts, addresses, models and declared practices."""

from pathlib import Path
from typing import Any

import msgspec

from auditor.errors import AuditorError
from auditor.packs import shaped
from auditor.schemas import check
from auditor.shipped import shipped
from auditor.yamlfile import read_yaml


class Model(msgspec.Struct, frozen=True):
    """A model by the name its API takes, with the other names it is known by."""

    id: str
    aliases: tuple[str, ...] = ()
    sampling: dict[str, float | int | str] = {}
    """Where it does not take what its dialect sends when the plan says nothing."""


class Price(
    msgspec.Struct,
    frozen=True,
    rename={"tokens_in": "in", "tokens_out": "out", "read_on": "read-on"},
):
    """USD for a million tokens, as a page stated it on a day."""

    model: str
    tokens_in: float
    tokens_out: float
    source: str
    read_on: str


class Vendor(msgspec.Struct, frozen=True, rename="kebab"):
    """A vendor file. ``declared`` maps a practice to ``unknown`` or its value with source."""

    id: str
    title: str
    owner: str
    hosts: tuple[str, ...]
    declared: dict[str, Any]
    country: str = ""
    dialect: str = ""
    base_url: str = ""
    addresses: dict[str, str] = {}
    """Other regions' names, which a plan may give as its base-url → their addresses."""
    key_env: str = ""
    source: str = ""
    models: tuple[Model, ...] = ()
    prices: tuple[Price, ...] = ()
    apps: tuple[str, ...] = ()
    """What people know its clients by."""

    def owns(self, host: str) -> bool:
        """Whether a host is one of the vendor's own."""
        return any(host == own or host.endswith(f".{own}") for own in self.hosts)

    def sampling(self, model: str) -> dict[str, float | int | str]:
        """What a model is asked with unless the plan says otherwise."""
        known = (each for each in self.models if model in (each.id, *each.aliases))
        return dict(next((each.sampling for each in known), {}))


def find_vendor(name: str, beside: Path | None = None) -> Vendor:
    """The shipped vendor of a name, or the one in a file beside the plan."""
    if name.endswith((".yaml", ".yml")):
        return read_vendor((beside or Path()) / name)
    path = shipped("probes", "vendors", f"{name}.yaml")
    if "/" in name or not path.is_file():
        known = ", ".join(vendor.id for vendor in shipped_vendors())
        raise AuditorError(
            f"no vendor is called {name!r}", hint=f"known ones: {known}; or a path to a .yaml"
        )
    return read_vendor(path)


def shipped_vendors() -> list[Vendor]:
    """Every vendor that auditor knows."""
    return [read_vendor(path) for path in sorted(shipped("probes", "vendors").glob("*.yaml"))]


def read_vendor(path: Path) -> Vendor:
    """The vendor in a file."""
    document = read_yaml(path)
    check("vendor", document)
    return shaped(document, Vendor)
