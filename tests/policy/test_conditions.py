from typing import Any

import pytest

from auditor.evidence.flows import DataFlow
from auditor.policy.conditions import Given, compiled, every, open_questions, opposite, some
from tests.making import a_measure, an_observation

GIVEN = Given(
    declared={
        "recipients": {"value": ["Tracker", "Crash Firm"], "source": "s", "read-on": "2026-11-23"},
        "countries": "unknown",
    },
    params={"allowed-countries": ["DE", "FR"], "limit": 0.1, "odd": [{"a": 1}, "DE"]},
)


def a_flow(**changes: Any) -> DataFlow:
    flow: dict[str, Any] = {
        "subject": "our-client",
        "plane": "capture",
        "host": "metrics.tracker.test",
        "party": "third",
        "visibility": "decrypted",
        "exchanges": 3,
        "kinds": ("planted/email", "transport/secret-in-url"),
    }
    return DataFlow(**(flow | changes))


@pytest.mark.parametrize(
    ("truths", "all_of", "any_of"),
    [
        ((), True, False),
        ((True, True), True, True),
        ((True, False), False, True),
        ((False, False), False, False),
        ((True, None), None, True),
        ((False, None), False, None),
        ((None, None), None, None),
        ((None, True), None, True),
        ((None, False), False, None),
    ],
)
def test_unknown_is_neither_yes_nor_no(truths: Any, all_of: Any, any_of: Any) -> None:
    assert (every(truths), some(truths)) == (all_of, any_of)


@pytest.mark.parametrize(("truth", "other"), [(True, False), (False, True), (None, None)])
def test_the_opposite_of_unknown_is_unknown(truth: Any, other: Any) -> None:
    assert opposite(truth) is other


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({"party": "third"}, True),
        ({"party": "vendor"}, False),
        ({"party": ["vendor", "third"]}, True),
        ({"party": {"not": "vendor"}}, True),
        ({"party": {"not": ["vendor", "third"]}}, False),
        ({"owner": "tracker"}, True),
        ({"owner": {"in": ["Somebody", "Tracker"]}}, True),
        ({"owner": {"not-in": ["Somebody", "Tracker"]}}, False),
        ({"owner": {"in": "declared.recipients"}}, True),
        ({"owner": {"not-in": "declared.recipients"}}, False),
        ({"owner": {"in": "declared.countries"}}, None),
        ({"owner": {"not-in": "declared.countries"}}, None),
        ({"owner": {"in": "declared.never-heard-of"}}, None),
        ({"owner": {"in": "params.never-heard-of"}}, None),
        ({"owner-country": "DE"}, None),
        ({"owner-country": {"not": "DE"}}, None),
        ({"owner-country": {"in": "params.allowed-countries"}}, None),
        ({"owner-country": {"present": True}}, False),
        ({"owner-country": {"present": False}}, True),
        ({"owner": {"present": True}}, True),
        ({"host": {"under": "tracker.test"}}, True),
        ({"host": {"under": "METRICS.tracker.test."}}, True),
        ({"host": {"under": "racker.test"}}, False),
        ({"kind": "planted"}, True),
        ({"kind": "planted/email"}, True),
        ({"kind": "plant"}, False),
        ({"kind": "planted/email/x"}, False),
        ({"kind": ["secret", "planted"]}, True),
        ({"kind": {"not": "planted"}}, False),
        ({"kind": {"in": ["planted", "secret"]}}, True),
        ({"kind": "planted", "party": "vendor"}, False),
        ({"kind": "planted", "owner-country": "DE"}, None),
        ({"kind": "secret", "owner-country": "DE"}, False),
        ({"all": [{"kind": "planted"}, {"owner-country": "DE"}]}, None),
        ({"any": [{"kind": "secret"}, {"owner-country": "DE"}]}, None),
        ({"any": [{"kind": "planted"}, {"owner-country": "DE"}]}, True),
        ({"none": [{"kind": "secret"}, {"party": "vendor"}]}, True),
        ({"none": [{"kind": "planted"}, {"owner-country": "DE"}]}, False),
        ({"none": [{"kind": "secret"}, {"owner-country": "DE"}]}, None),
    ],
)
def test_conditions_on_an_observation(conditions: Any, expected: Any) -> None:
    assert compiled(conditions, GIVEN)(an_observation()) is expected


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({"party": "third"}, None),
        ({"party": {"not": "vendor"}}, None),
        ({"party": {"in": ["third", "vendor"]}}, None),
        ({"party": "unknown"}, True),
        ({"party": ["third", "unknown"]}, True),
        ({"party": {"not": "unknown"}}, False),
        ({"party": {"present": True}}, False),
    ],
)
def test_a_host_that_nobody_knows_may_be_anybodys(conditions: Any, expected: Any) -> None:
    assert compiled(conditions, GIVEN)(an_observation(party="unknown")) is expected


@pytest.mark.parametrize(
    ("visibility", "kinds", "expected"),
    [
        ("decrypted", ("planted/email", "secret/cookie"), True),
        ("decrypted", ("secret/cookie",), False),
        ("decrypted", (), False),
        ("pinned", (), None),
        ("opaque", (), None),
        ("error", (), None),
        ("pinned", ("planted/email",), True),
    ],
)
def test_what_was_sent_over_an_unread_connection_is_unknown(
    visibility: str, kinds: Any, expected: Any
) -> None:
    flow = a_flow(visibility=visibility, kinds=kinds)
    assert compiled({"kinds": ["planted", "personal-data"]}, GIVEN)(flow) is expected


@pytest.mark.parametrize(
    ("conditions", "low", "high", "expected"),
    [
        ({"low": {"above": 0.05}}, 0.06, 0.4, True),
        ({"low": {"above": 0.05}}, 0.01, 0.05, False),
        ({"low": {"above": 0.05}}, 0.05, 0.4, None),
        ({"low": {"at-least": 0.05}}, 0.05, 0.4, True),
        ({"low": {"at-least": 0.05}}, 0.01, 0.049, False),
        ({"low": {"at-least": 0.05}}, 0.01, 0.05, None),
        ({"high": {"below": 0.8}}, 0.1, 0.7, True),
        ({"high": {"below": 0.8}}, 0.8, 0.9, False),
        ({"high": {"below": 0.8}}, 0.7, 0.8, None),
        ({"high": {"at-most": 0.8}}, 0.1, 0.8, True),
        ({"high": {"at-most": 0.8}}, 0.81, 0.9, False),
        ({"high": {"at-most": 0.8}}, 0.8, 0.9, None),
        ({"low": {"below": 0.05}}, 0.04, 0.4, True),
        ({"low": {"below": 0.05}}, 0.05, 0.4, False),
        ({"high": {"above": 0.8}}, 0.1, 0.9, True),
        ({"low": {"above": 0.05}}, None, 0.4, None),
        ({"low": {"above": 0.05}}, 0.06, None, None),
        ({"low": {"above": "params.limit"}}, 0.2, 0.4, True),
        ({"low": {"above": "params.limit"}}, 0.01, 0.09, False),
        ({"low": {"above": "params.no-such"}}, 0.2, 0.4, None),
        ({"low": {"above": "params.allowed-countries"}}, 0.2, 0.4, None),
        ({"trials": {"at-least": 10}}, 0, 1, True),
        ({"trials": {"below": 10}}, 0, 1, False),
        ({"trials": 10}, 0, 1, True),
        ({"p": {"below": 0.05}}, 0, 1, None),
    ],
)
def test_an_interval_across_a_limit_is_unknown(
    conditions: Any, low: Any, high: Any, expected: Any
) -> None:
    assert compiled(conditions, GIVEN)(a_measure(low=low, high=high)) is expected


def test_a_parameter_of_another_shape_is_compared_as_far_as_it_can_be() -> None:
    in_odd = compiled({"owner-country": {"in": "params.odd"}}, GIVEN)
    assert in_odd(an_observation(owner_country="DE")) is True
    assert in_odd(an_observation(owner_country="FR")) is False


@pytest.mark.parametrize(
    ("conditions", "told"),
    [
        ({"owner-country": "DE"}, ["the owner country of metrics.tracker.test is unknown"]),
        (
            {"owner": {"in": "declared.countries"}},
            ["what the vendor declares about countries is unknown"],
        ),
        ({"owner": {"in": "params.list"}}, ["the plan gives no parameter list"]),
        (
            {"any": [{"owner-country": "DE"}, {"owner": {"in": "params.list"}}]},
            [
                "the owner country of metrics.tracker.test is unknown",
                "the plan gives no parameter list",
            ],
        ),
        ({"party": "third"}, []),
    ],
)
def test_what_was_not_known_is_named(conditions: Any, told: list[str]) -> None:
    assert open_questions(conditions, an_observation(), GIVEN) == told


def test_an_interval_across_a_limit_is_named() -> None:
    told = open_questions({"low": {"above": 0.1}}, a_measure(low=0.05, high=0.2), GIVEN)
    assert told == ["the interval of record-disclosure-rate crosses the limit"]


def test_a_hostile_host_is_told_in_characters_that_can_be_printed() -> None:
    seen = an_observation(host="a\x1b[31m\nb" + "x" * 500)
    [told] = open_questions({"owner-country": "DE"}, seen, GIVEN)
    assert told.startswith("the owner country of a·[31m·bxxx")
    assert len(told) < 150
