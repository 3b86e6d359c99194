"""Says what an audit rests on that was read so long ago that it may have changed since."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import msgspec

from auditor.evidence.about import About
from auditor.evidence.attestation import Attestation
from auditor.packs import shaped
from auditor.policy.frameworks import Framework
from auditor.policy.telling import listed
from auditor.schemas import check
from auditor.shipped import shipped
from auditor.yamlfile import read_yaml

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Ages(msgspec.Struct, frozen=True):
    """Days after which each counts as old."""

    hosts: int
    prices: int
    practices: int
    attestations: int
    frameworks: int


def shipped_ages() -> Ages:
    """As ``policies/staleness.yaml`` has them."""
    document = read_yaml(shipped("policies", "staleness.yaml"))
    check("staleness", document)
    return shaped(document, Ages)


def stale(
    about: About,
    tables: Mapping[str, str],
    attestations: Sequence[Attestation],
    frameworks: Iterable[Framework],
    as_of: str,
    ages: Ages,
) -> tuple[str, ...]:
    """One sentence for each thing that is older than its age on a day.

    ``tables`` is what observing read: name → day, and more.
    """
    return (
        *_hosts(tables, as_of, ages.hosts),
        *_prices(about, as_of, ages.prices),
        *_practices(about, as_of, ages.practices),
        *_attestations(attestations, as_of, ages.attestations),
        *_frameworks(frameworks, as_of, ages.frameworks),
    )


def days_between(first: str, last: str) -> int | None:
    """Days from one date to another; None when either is none."""
    try:
        return (date.fromisoformat(last) - date.fromisoformat(first)).days
    except ValueError:
        return None


def _old(day: str, as_of: str, most: int) -> bool:
    age = days_between(day, as_of)
    return age is not None and age > most


def _hosts(tables: Mapping[str, str], as_of: str, most: int) -> Iterator[str]:
    for name, told in tables.items():
        found = _DAY.match(told)
        if name.endswith(".tsv") and found and _old(found[0], as_of, most):
            yield (
                f"Who owns which host was read on {found[0]} ({name}), more than {most} days "
                "before: owners and countries may have changed."
            )


def _prices(about: About, as_of: str, most: int) -> Iterator[str]:
    if _old(about.prices_read, as_of, most):
        yield (
            f"Prices were read on {about.prices_read}, more than {most} days before: what the "
            "audit cost may be wrong."
        )


def _practices(about: About, as_of: str, most: int) -> Iterator[str]:
    old = {
        name: each["read-on"]
        for name, each in about.declared.items()
        if isinstance(each, dict) and _old(str(each.get("read-on", "")), as_of, most)
    }
    if old:
        yield (
            f"What the vendor declares was read on {min(old.values())} or later, more than {most} "
            f"days before, of: {listed(sorted(old))}."
        )


def _attestations(attestations: Sequence[Attestation], as_of: str, most: int) -> Iterator[str]:
    old = [a.topic for a in attestations if _old(a.reviewed or a.issued, as_of, most)]
    if old:
        yield (
            f"Documents were read, or issued, more than {most} days before, on the topics: "
            f"{listed(sorted(old))}."
        )


def _frameworks(frameworks: Iterable[Framework], as_of: str, most: int) -> Iterator[str]:
    old = [each.title for each in frameworks if _old(each.read_on, as_of, most)]
    if old:
        yield (
            f"Lists of controls were read more than {most} days before, and may have changed: "
            f"{listed(sorted(old))}."
        )
