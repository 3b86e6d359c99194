"""A plan sets what its rules ask for, of the right type, and is told otherwise with a place."""

from pathlib import Path

import pytest

from auditor.errors import AuditorError
from auditor.packs import shipped_packs
from auditor.policy.params import asked_params, wrong_params
from auditor.policy.rule import load_rules
from auditor.prepared import prepare
from tests.policy.cases import a_rule
from tests.preparing import plan

RULES = [
    a_rule(broken_if={"owner-country": {"not-in": "params.allowed-countries"}}),
    a_rule(when={"host": {"in": "params.our-hosts"}}),
    a_rule(about="measure", broken_if={"any": [{"low": {"above": "params.most"}}]}),
]


def test_rules_ask_for_parameters_by_the_type_of_their_field() -> None:
    asked = {"allowed-countries": {"countries"}, "our-hosts": {"texts"}, "most": {"number"}}
    assert asked_params(RULES) == asked
    assert asked_params([a_rule(broken_if={"owner": {"in": "declared.recipients"}})]) == {}


def test_the_shipped_rules_ask_for_lists_of_countries() -> None:
    rules = [rule for pack in shipped_packs("rules") for rule in load_rules(pack)]
    assert asked_params(rules) == {
        name: {"countries"} for name in ("allowed-countries", "denied-countries", "residency")
    }


@pytest.mark.parametrize(
    ("params", "spot", "what", "hint"),
    [
        ({"allowed-countries": ["DE", "no"], "most": 0.2, "our-hosts": ["a.test"]}, None, "", ""),
        ({"most": 0}, None, "", ""),
        ({"allowed-countrys": ["DE"]}, ("allowed-countrys",),
         "no rule of the plan's packs asks for 'allowed-countrys'", "did you mean 'allowed-countries'?"),
        ({"residency": ["DE"]}, ("residency",), "no rule of the plan's packs asks for 'residency'",
         "the pack cross-border does: policies: [cross-border]"),
        ({"x": 1}, ("x",), "no rule of the plan's packs asks for 'x'",
         "they ask for allowed-countries, most, our-hosts"),
        ({"allowed-countries": "DE"}, ("allowed-countries",),
         "allowed-countries: 'DE' is not a list of countries in two letters, such as [DE, FR]", ""),
        ({"allowed-countries": []}, ("allowed-countries",),
         "allowed-countries: '[]' is not a list of countries in two letters, such as [DE, FR]", ""),
        ({"allowed-countries": ["DE", "Germany"]}, ("allowed-countries", 1),
         "allowed-countries: 'Germany' is not a list of countries in two letters, such as [DE, FR]", ""),
        ({"our-hosts": [1]}, ("our-hosts", 0), "our-hosts: '1' is not a list of texts", ""),
        ({"most": "0.2"}, ("most",), "most: '0.2' is not a number", ""),
        ({"most": True}, ("most",), "most: 'True' is not a number", ""),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told(params: dict, spot: tuple | None, what: str, hint: str) -> None:
    expected = [(spot, what, hint)] if spot else []
    assert list(wrong_params(params, RULES)) == expected


@pytest.mark.parametrize(
    ("params", "told"),
    [
        ("{allowed-countries: [DE, Germany]}",
         "14:34: allowed-countries: 'Germany' is not a list of countries in two letters, such as [DE, FR]"),
        ("{allowed: [DE]}", "14:10: no rule of the plan's packs asks for 'allowed'"),
    ],
)  # fmt: skip
def test_a_plan_is_told_of_its_parameters_with_their_place(
    tmp_path: Path, params: str, told: str
) -> None:
    made = plan(tmp_path, old="policies: []", new=f"policies: [baseline]\nparams: {params}")
    with pytest.raises(AuditorError) as raised:
        prepare(made)
    assert str(raised.value) == f"{tmp_path / 'plan.yaml'}:{told}"


def test_rules_without_parameters_let_none_be_set() -> None:
    [(_, _, hint)] = wrong_params({"x": 1}, [a_rule()])
    assert hint == "they ask for none"
