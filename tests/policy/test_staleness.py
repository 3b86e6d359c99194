"""What is old on a day is told, and what is not is not."""

from typing import Any

import pytest

from auditor.evidence.attestation import Attestation
from auditor.policy.frameworks import shipped_frameworks
from auditor.policy.staleness import Ages, days_between, shipped_ages, stale
from tests.making import an_about

AGES = Ages(hosts=365, prices=180, practices=180, attestations=365, frameworks=365)
READ = {"value": ["DE"], "source": "https://example.test/", "read-on": "2026-01-01"}
ABOUT = an_about(
    prices_read="2026-01-01", declared={"countries": READ, "recipients": "unknown", "data": READ}
)
TABLES = {"hosts.tsv": "2026-01-01 sha256:0", "iptocc": "2020-01-01", "x.tsv": "undated sha256:0"}
ANSWERS = [
    Attestation("v/pr-09", "pr-09", "v", "met", "yes", reviewed="2026-01-01"),
    Attestation("v/gv-01", "gv-01", "v", "not met", "no"),
]
FRAMEWORKS = [shipped_frameworks()["gdpr"]]


def said(as_of: str, **changes: Any) -> tuple[str, ...]:
    given: dict[str, Any] = {
        "about": ABOUT,
        "tables": TABLES,
        "attestations": ANSWERS,
        "frameworks": FRAMEWORKS,
    }
    return stale(**(given | changes), as_of=as_of, ages=AGES)


PRICES = (
    "Prices were read on 2026-01-01, more than 180 days before: what the audit cost may be wrong."
)
PRACTICES = (
    "What the vendor declares was read on 2026-01-01 or later, more than 180 days before, of: "
    "countries, data."
)


@pytest.mark.parametrize(
    ("as_of", "told"),
    [
        ("2026-01-01", ()),
        ("2026-06-30", ()),
        ("2026-07-01", (PRICES, PRACTICES)),
        ("2027-01-01", (PRICES, PRACTICES)),
        ("2025-01-01", ()),
    ],
)
def test_each_thing_warns_from_the_day_after_its_age(as_of: str, told: tuple[str, ...]) -> None:
    assert said(as_of) == told


def test_after_long_everything_is_old() -> None:
    assert said("2028-01-01") == (
        "Who owns which host was read on 2026-01-01 (hosts.tsv), more than 365 days before: "
        "owners and countries may have changed.",
        PRICES,
        PRACTICES,
        "Documents were read, or issued, more than 365 days before, on the topics: pr-09.",
        "Lists of controls were read more than 365 days before, and may have changed: General "
        "Data Protection Regulation.",
    )


def test_what_has_no_date_is_not_called_old() -> None:
    about = an_about(declared={"countries": "unknown", "data": {"value": 1, "read-on": "soon"}})
    none: dict[str, Any] = {"tables": {}, "attestations": ANSWERS[1:], "frameworks": []}
    assert said("2099-01-01", about=about, **none) == ()
    assert days_between("soon", "2026-01-01") is None


def test_the_shipped_ages() -> None:
    assert shipped_ages() == AGES
