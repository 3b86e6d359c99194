from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from auditor.evidence.flows import DataFlow
from auditor.evidence.measure import Rate
from auditor.policy.case import Subject
from auditor.policy.telling import broken_because, fingerprint, kept_because, listed
from tests.making import a_measure, an_observation
from tests.policy.cases import APP, TARGET, a_case, a_host, a_rule, asked, covered

RATE = "record-disclosure-rate 2 of 10 (en, 95% interval 6% to 51%)"


def a_flow(host: str = "beat.test", **changes: Any) -> DataFlow:
    flow = DataFlow("our-client", "capture", host, "third", "cleartext", 4, ("planted/email",))
    return replace(flow, **changes)


@pytest.mark.parametrize(
    ("breaking", "told"),
    [
        (
            [an_observation()],
            "1 observation at metrics.tracker.test (Tracker): the planted e-mail address.",
        ),
        (
            [
                an_observation(host="b.test", owner=None, kind="secret/cookie"),
                an_observation(host="a.test"),
                an_observation(host="a.test"),
            ],
            "3 observations at a.test (Tracker), b.test: a cookie, the planted e-mail address.",
        ),
        (
            [an_observation(host=f"h{n}.test", owner=None) for n in range(7)],
            "7 observations at h0.test, h1.test, h2.test, h3.test, h4.test and 2 more: "
            "the planted e-mail address.",
        ),
        (
            [an_observation(host="a\n.test", owner="Ads\x1b[2J")],
            "1 observation at a·.test (Ads·[2J): the planted e-mail address.",
        ),
        ([a_flow()], "1 host of 9: beat.test (owner unknown, cleartext)."),
        (
            [a_flow("b.test", owner="Ads", owner_country="US"), a_flow("a.test", owner="Ads")],
            "2 hosts of 9: a.test (Ads, cleartext), b.test (Ads, US, cleartext).",
        ),
        ([a_measure()], f"{RATE}."),
        (
            [a_measure(control=Rate(10, 1, 0, 0, 2), low=None, high=None)],
            "record-disclosure-rate 2 of 10 (en, 95% interval ? to ?, control 1 of 10).",
        ),
        ([SimpleNamespace(verdict="contradicted")], "1 record of 9 break it."),
    ],
)
def test_a_breach_is_told_with_counts_kinds_and_hosts(breaking: Any, told: str) -> None:
    assert broken_because(breaking, 9) == told


@pytest.mark.parametrize(
    ("subject", "records", "told"),
    [
        (TARGET, [a_measure()], f"Every rate stays within the limit: {RATE}."),
        (Subject("generic", None, "vendor"), [1, 2], "None of 2 records breaks it."),
        (
            TARGET,
            [1],
            "None of 1 record that it asks about breaks it, in 21 answers.",
        ),
        (
            APP,
            [],
            "None of 0 records that it asks about breaks it, in 8 exchanges with 2 hosts.",
        ),
    ],
)
def test_what_is_kept_says_how_much_was_looked_at(subject: Any, records: Any, told: str) -> None:
    coverage = covered(
        hosts=(
            a_host("a.test"),
            a_host("a.test", visibility="cleartext", exchanges=4),
            a_host("b.test", exchanges=1),
            a_host("c.test", subject="other-app"),
            a_host("d.test", plane="probe"),
        ),
        probes=(asked(20), asked(1, language="de"), asked(5, target="other")),
    )
    assert kept_because(subject, a_case(coverage=coverage), records) == told


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ("", ""),
        ("ba", "b, a"),
        ("abab", "a, b"),
        ("abcde", "a, b, c, d, e"),
        ("abcdef", "a, b, c, d, e and 1 more"),
    ],
)
def test_the_first_few_are_named_and_the_rest_counted(parts: str, told: str) -> None:
    assert listed(parts) == told


def named(*breaking: Any) -> str:
    return fingerprint(a_rule(), APP, breaking)


def at(place: str, **changes: Any) -> str:
    return named(an_observation(place=place, **changes))


def test_a_fingerprint_is_32_hex_digits_whatever_the_order() -> None:
    one, two = an_observation(), an_observation(host="b.test")
    assert named(one, two) == named(two, one, two)
    assert len(bytes.fromhex(named(one))) == 16


@pytest.mark.parametrize(
    ("first", "again"),
    [
        ("body.$.events[3].email", "body.$.events[17].email"),
        (
            "url.path.0f8fad5b-d9cb-469f-a165-70867728950e",
            "url.path.fb1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d",
        ),
        ("body.$.9a8b7c6d5e4f3a2b.email", "body.$.abcdefabcdefabcd.email"),
        ("header.trace_9a8b7c6d5e4f3a2b", "header.trace_fedcba9876543210"),
    ],
)
def test_a_fingerprint_holds_no_index_and_no_id_of_a_run(first: str, again: str) -> None:
    assert at(first) == at(again, id="o-9", exchange="x-9", excerpt="b", because="c")


@pytest.mark.parametrize(
    "other",
    [
        named(),
        named(an_observation(place="url.query.email")),
        named(an_observation(host="other.test")),
        named(an_observation(kind="planted/phone")),
        named(an_observation(), an_observation(host="other.test")),
        named(a_flow("metrics.tracker.test")),
        named(a_measure()),
        fingerprint(a_rule(id="b-rule"), APP, [an_observation()]),
        fingerprint(a_rule(), replace(APP, id="other-app"), [an_observation()]),
        fingerprint(a_rule(), Subject("our-client", "probe", "target"), [an_observation()]),
    ],
)
def test_a_fingerprint_tells_rules_subjects_and_places_apart(other: str) -> None:
    assert named(an_observation()) != other


def test_a_measures_fingerprint_hangs_on_its_language_and_not_on_its_numbers() -> None:
    assert named(a_measure(hits=3, low=0.1)) == named(a_measure())
    assert named(a_measure(language="de")) != named(a_measure())
