from urllib.parse import urlsplit

import msgspec
import pytest

from auditor.detect.destinations import read_hosts
from auditor.detect.leaf import Leaf
from auditor.detect.sdk_examples import request_in
from auditor.detect.sdks import Request, Sign, fits, request_of, seen, shipped_sdks
from auditor.evidence.exchange import Blob, Sent
from auditor.evidence.kinds import KINDS
from tests.cost import costing_less_than
from tests.detect.making import Audit

SDKS = shipped_sdks()
EXAMPLES = [(sdk, each) for sdk in SDKS for each in sdk.examples]
NAMED = [
    ("https://chatgpt.com/ces/v1/t", {"anonymousId": "a1", "messageId": "m1"}, "sdk/segment"),
    (
        "https://a-api.anthropic.com/v1/p",
        {"anonymousId": "a1", "messageId": "m1", "type": "page"},
        "sdk/segment",
    ),
    ("https://chatgpt.com/ces/v1/rgstr", {"events": [{"eventName": "opened"}]}, "sdk/statsig"),
]


def test_the_issues_components_are_known():
    assert {
        *("adjust", "amplitude", "appsflyer", "branch", "clarity", "datadog", "firebase"),
        *("google-analytics", "hotjar", "intercom", "meta-pixel", "mixpanel", "segment"),
        *("sensors-data", "sentry", "shumei", "statsig", "tiktok-pixel", "umeng"),
        *("volcengine-apm", "volcengine-rangers"),
    } <= {sdk.id for sdk in SDKS}


def test_each_component_has_its_kind_and_each_kind_its_component():
    told = {kind: words for kind, words in KINDS.items() if kind.startswith("sdk/")}
    assert told == {f"sdk/{sdk.id}": f"a component of {sdk.title}" for sdk in SDKS}


def test_owners_are_named_as_in_the_table_of_hosts():
    countries = {each.name: each.country for each in read_hosts().owners.values()}
    for sdk in SDKS:
        assert countries.get(sdk.owner, sdk.owner_country) == sdk.owner_country, sdk.id


@pytest.mark.parametrize(("sdk", "example"), EXAMPLES, ids=lambda each: getattr(each, "name", ""))
def test_an_example_shows_its_component_and_no_other(sdk, example):
    found = [each.id for each, _ in seen(request_in(example))]
    assert found == ([sdk.id] if example.expect == "seen" else [])


@pytest.mark.parametrize(("sdk", "example"), EXAMPLES, ids=lambda each: getattr(each, "name", ""))
def test_a_component_is_seen_at_any_host_unless_only_its_host_tells(sdk, example):
    elsewhere = urlsplit(example.url)._replace(netloc="relay.chat.example.test").geturl()
    moved = msgspec.structs.replace(example, url=elsewhere)
    only_hosts = all(sign.hosts for sign in sdk.signs if fits(sign, request_in(example)))
    expected = example.expect == "seen" and not only_hosts
    assert [each.id for each, _ in seen(request_in(moved))] == ([sdk.id] if expected else [])


SIGN = {"reason": "r", "source": "s", "read_on": "2026-11-25"}
FITS = [
    (Sign(**SIGN, path=("v1/t",)), Request(path=("ces", "v1", "t")), True),
    (Sign(**SIGN, path=("v1/t",)), Request(path=("v1", "tt")), False),
    (Sign(**SIGN, path=("v1/t",)), Request(path=("t",)), False),
    (Sign(**SIGN, path=("api/*/envelope",)), Request(path=("api", "42", "envelope")), True),
    (Sign(**SIGN, path=("api/*/envelope",)), Request(path=("api", "envelope")), False),
    (Sign(**SIGN, hosts=("a.test",)), Request(host="x.a.test"), True),
    (Sign(**SIGN, hosts=("a.test",)), Request(host="xa.test"), False),
    (Sign(**SIGN, query=("tid", "cid")), Request(query=frozenset({"tid"})), False),
    (Sign(**SIGN, headers=("x-a",)), Request(headers=frozenset({"x-a", "host"})), True),
    (Sign(**SIGN, body=("a", "b")), Request(objects=(frozenset("a"), frozenset("b"))), False),
    (Sign(**SIGN, body=("a", "b")), Request(objects=(frozenset("abc"),)), True),
]


@pytest.mark.parametrize(("sign", "request_", "expected"), FITS)
def test_a_sign_fits_only_what_has_all_of_it(sign, request_, expected):
    assert fits(sign, request_) is expected


@pytest.mark.parametrize(("url", "body", "kind"), NAMED)
def test_a_component_behind_the_vendors_own_host_is_named_with_its_owner(tmp_path, url, body, kind):
    hosts = ("chatgpt.com", "anthropic.com")
    audit = Audit(tmp_path, vendor_hosts=hosts, vendor_owner="The Vendor")
    audit.capture(body, url=url, planted=False)
    (one,) = [each for each in audit.observed().observations if each.kind == kind]
    owner = {"sdk/segment": "Twilio Segment", "sdk/statsig": "Statsig (OpenAI)"}[kind]
    assert (one.owner, one.owner_country, one.party) == (owner, "US", "third")
    assert one.sureness == "likely"
    assert "who may keep it or pass it on" in one.because


def test_what_the_vendor_may_run_itself_stays_with_the_vendor(tmp_path):
    audit = Audit(tmp_path)
    line = b'{"event_id":"a1b2c3","sent_at":"2026-11-25","dsn":"https://k@s.example-vendor.test/1"}'
    audit.capture(
        line + b'\n{"type":"event"}\n',
        url="https://www.example-vendor.test/monitoring",
        kind="text/plain",
        planted=False,
    )
    (one,) = [each for each in audit.observed().observations if each.kind == "sdk/sentry"]
    assert (one.owner, one.party) == ("Sentry", "vendor")


def test_a_probes_own_request_shows_no_component(tmp_path):
    audit = Audit(tmp_path)
    audit.probe("hello", prompt='{"statsigMetadata": {"sdkType": "js-client"}}')
    seen_ = audit.observed()
    assert [each for each in seen_.observations if each.kind.startswith("sdk/")] == []
    assert "sdk" not in {each.detector for each in seen_.detectors}


def test_a_body_of_many_deep_names_costs_little():
    places = [
        ".".join(["body", *(f"k{n % 7}" for n in range(60)), f"n{at}"]) for at in range(20_000)
    ]
    leaves = [Leaf(place, "v") for place in places]
    with costing_less_than(10):
        request = request_of(Sent("POST", Blob("h", 1)), leaves, lambda _: b"{}")
        assert list(seen(request)) == []
