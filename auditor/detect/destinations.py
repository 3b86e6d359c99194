"""Whose a host is, in which country its owner and its address are, and what that makes it."""

import hashlib
import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import files, version
from pathlib import Path

import iptocc
from publicsuffixlist import PublicSuffixList

from auditor.errors import AuditorError
from auditor.evidence.about import About
from auditor.evidence.exchange import Connection
from auditor.evidence.observation import Party
from auditor.shipped import shipped

COLUMNS = ("host_suffix", "owner", "owner_country", "role", "source", "confidence", "note")
READ_ON = "read_on"
"""A further column, with the day on which a row's source was read."""
MAX_BYTES = 4 * 2**20

_SUFFIX = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_CONFIDENCE = ("A", "B", "C")
_MADE = re.compile(r'"timestamp"\s*:\s*"(\d{4}-\d\d-\d\d)')
_READ = re.compile(r"\bRead (\d{4}-\d\d-\d\d)")


@dataclass(frozen=True, slots=True)
class Owner:
    """One row of a table of hosts."""

    suffix: str
    name: str
    country: str
    confidence: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Destination:
    """What is known of where an exchange went; None is unknown."""

    host: str
    party: Party
    owner: str | None = None
    owner_country: str | None = None
    address: str | None = None
    ip_country: str | None = None
    role: str = ""
    """What the host serves, as the table says."""
    domain: str | None = None
    """The part of it that somebody registered."""


@dataclass(frozen=True, slots=True)
class Hosts:
    """Tables of hosts; a later table's row replaces an earlier one's."""

    owners: dict[str, Owner] = field(default_factory=dict)
    read_with: dict[str, str] = field(default_factory=dict)
    """Table → date and sha256."""

    def owner(self, host: str) -> Owner | None:
        """The owner by the longest suffix of whole labels."""
        labels = host.lower().rstrip(".").split(".")
        for start in range(len(labels)):
            if found := self.owners.get(".".join(labels[start:])):
                return found
        return None


def read_hosts(extra: Iterable[Path] = ()) -> Hosts:
    """The shipped table and then the others; AuditorError with file:line for a bad row."""
    hosts = Hosts({}, {"iptocc": _addresses_of()})
    public = PublicSuffixList(only_icann=True)
    for path in (shipped("policies", "hosts.tsv"), *extra):
        text = _text(path)
        hosts.owners.update((owner.suffix, owner) for owner in _rows(path, text, public))
        date = found[1] if (found := _READ.search(text)) else "undated"
        digest = hashlib.sha256(text.encode()).hexdigest()
        hosts.read_with[path.name] = f"{date} sha256:{digest[:16]}"
    return hosts


def destination(connection: Connection, hosts: Hosts, about: About) -> Destination:
    """Owner, party and countries of where a connection went."""
    owner = hosts.owner(connection.host)
    return Destination(
        host=connection.host,
        party=_party(connection.host, owner, about),
        owner=owner.name if owner else None,
        owner_country=owner.country if owner else None,
        address=connection.address,
        ip_country=ip_country(connection.address),
        role=owner.role if owner else "",
        domain=site(connection.host),
    )


def ip_country(address: str | None) -> str | None:
    """The country whose registry assigned an address; None for none, private or unassigned."""
    try:
        parsed = ipaddress.ip_address((address or "").partition("%")[0])
    except ValueError:
        return None
    return iptocc.country_code(str(parsed)) if parsed.is_global else None


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


def site(host: str) -> str:
    """The registrable domain of a host; the host itself where it has none, as an address has."""
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return _suffixes().privatesuffix(host.lower().rstrip(".")) or host
    return host


def is_loopback(host: str) -> bool:
    """Whether a host is this machine by its very name."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def under(host: str, suffix: str) -> bool:
    """Whether a host is the suffix or lies under it."""
    host, suffix = host.lower().rstrip("."), suffix.lower().rstrip(".")
    return host == suffix or host.endswith("." + suffix)


def _addresses_of() -> str:
    """Version of the table of addresses, and the day it was made, as its bill of materials has it."""
    made = ""
    for each in files("iptocc") or ():
        if "sboms" in each.parts and each.suffix == ".json":
            text = each.read_text(encoding="utf-8")[:10_000]
            made = found[1] if (found := _MADE.search(text)) else made
    return f"{version('iptocc')}{f' of {made}' if made else ''}"


def _party(host: str, owner: Owner | None, about: About) -> Party:
    if any(under(host, each) for each in about.vendor_hosts):
        return "vendor"
    if owner is None:
        return "unknown"
    # A company of the vendor's group is a recipient of its own.
    return "vendor" if owner.name == about.vendor_owner else "third"


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise AuditorError(f"larger than {MAX_BYTES // 2**20} MB", where=path)
        return path.read_bytes().decode("utf-8-sig")
    except OSError as err:
        raise AuditorError(f"cannot be read: {err.strerror}", where=path) from err
    except UnicodeDecodeError as err:
        raise AuditorError("not UTF-8 text", where=path) from err


def _rows(path: Path, text: str, public: PublicSuffixList) -> list[Owner]:
    found: dict[str, Owner] = {}
    header: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = tuple(cell.strip() for cell in line.split("\t"))
        if not header:
            if cells not in (COLUMNS, (*COLUMNS, READ_ON)):
                raise AuditorError(
                    "the first line must name the columns",
                    where=f"{path}:{number}",
                    hint=", ".join(COLUMNS) + ", with tabs between them",
                )
            header = cells
            continue
        wrong = _wrong(cells, len(header), found, public)
        if wrong:
            raise AuditorError(wrong, where=f"{path}:{number}")
        suffix, name, country, role, _, confidence, *_ = cells
        found[suffix] = Owner(suffix, name, country, confidence, role)
    return list(found.values())


def _wrong(
    cells: tuple[str, ...], columns: int, known: dict[str, Owner], public: PublicSuffixList
) -> str:
    """What is wrong with a row; empty when nothing is."""
    if len(cells) != columns:
        return f"{len(cells)} columns instead of {columns}"
    suffix, name, country, _, source, confidence, *rest = cells
    checks = (
        (_SUFFIX.fullmatch(suffix), f"{suffix[:80]!r} is not a host name in lower case"),
        (not public.is_public(suffix), f"{suffix!r} is a public suffix and has no one owner"),
        (suffix not in known, f"{suffix!r} stands twice"),
        (name, "the owner is missing"),
        (_COUNTRY.fullmatch(country), f"{country[:20]!r} is not a country code such as DE"),
        (source, "the source is missing"),
        (confidence in _CONFIDENCE, f"the confidence {confidence[:20]!r} is not A, B or C"),
        (
            len(rest) < 2 or _DATE.fullmatch(rest[1]),
            f"{rest[-1][:20]!r} is not a date such as 2026-11-23",
        ),
    )
    return next((what for holds, what in checks if not holds), "")
