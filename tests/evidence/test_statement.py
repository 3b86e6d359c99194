"""What the vendor states, held against what was seen."""

from typing import Any

import pytest

from auditor.evidence.statement import Statement, statement


def stated(**practices: list[str]) -> dict[str, Any]:
    return {name: {"value": value, "source": "s"} for name, value in practices.items()}


def held(declared: dict[str, Any], **seen: Any) -> Statement:
    given = {"party": "third", "owner": "Some Ads", "countries": ("US", "US"), "kinds": ()} | seen
    return statement(declared=declared, **given)


RECIPIENTS = [
    (["Some Ads"], "third", "Some Ads", "clear"),
    (["some ads"], "third", "Some Ads", "clear"),
    (["Another Firm"], "third", "Some Ads", "omitted"),
    (["our service providers"], "third", "Some Ads", "vague"),
    ([], "third", "Some Ads", "contradicted"),
    ([], "vendor", "The Vendor", "clear"),
    ([], "unknown", None, None),
]


@pytest.mark.parametrize(("named", "party", "owner", "expected"), RECIPIENTS)
def test_a_recipient(named: list[str], party: str, owner: str | None, expected: str | None) -> None:
    assert held(stated(recipients=named), party=party, owner=owner).recipient == expected


COUNTRIES = [
    (["DE"], "vendor", ("US", "DE"), "clear"),
    (["DE"], "vendor", ("DE", "US"), "contradicted"),
    (["DE"], "vendor", ("DE", None), None),
    (["US", "SG"], "third", ("US", "SG"), "clear"),
    (["US"], "third", ("CN", "US"), "omitted"),
    (["US"], "third", ("CN", None), "omitted"),
    (["US"], "unknown", (None, None), None),
]


@pytest.mark.parametrize(("named", "party", "countries", "expected"), COUNTRIES)
def test_a_country(named: list[str], party: str, countries: Any, expected: str | None) -> None:
    assert held(stated(countries=named), party=party, countries=countries).country == expected


DATA = [
    (["e-mail address"], ["planted/email"], "clear"),
    (["email"], ["planted/email", "personal-data/email"], "clear"),
    (["contact data"], ["planted/email"], "vague"),
    (["personal information"], ["planted/prompt"], "vague"),
    (["email"], ["planted/email", "planted/device-id"], "omitted"),
    (["IP address"], ["personal-data/location"], "omitted"),
    (["email"], ["sdk/segment", "transport/plain-http"], None),
    (["email"], [], None),
]


@pytest.mark.parametrize(("named", "kinds", "expected"), DATA)
def test_data(named: list[str], kinds: list[str], expected: str | None) -> None:
    assert held(stated(data=named), kinds=kinds).data == expected


def test_the_worst_counts_and_each_is_explained() -> None:
    found = held(stated(recipients=[], data=["contact data"]), kinds=["planted/email"])
    assert (found.worst, found.data) == ("contradicted", "vague")
    assert found.because == (
        "the vendor states that nobody receives data; Some Ads does",
        "stated only in general words: the planted e-mail address",
    )


@pytest.mark.parametrize("declared", [{}, {"recipients": "unknown", "countries": "unknown"}])
def test_without_a_statement_nothing_is_said(declared: dict[str, Any]) -> None:
    assert held(declared, kinds=["planted/email"]) == Statement()
    assert held(declared, party="vendor").worst is None
