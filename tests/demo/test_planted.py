import base64
import hashlib
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import orjson
import pytest

from auditor.demo import client, hosts
from auditor.demo.planted import CONTROL, LEAKS, PINNED, Leak, sightings
from auditor.evidence import kinds
from auditor.evidence.observation import Observation
from tests.demo.running import VALUES, environment, ran


def test_every_leak_has_a_known_kind_and_a_host_and_place_of_its_own():
    assert [(leak.kind, leak.host, leak.place, leak.decoded) for leak in LEAKS] == [
        ("planted/email", "collect.example-analytics.test", "body.$.user.email", ("json",)),
        (
            "planted/prompt",
            "collect.example-analytics.test",
            "body.$.payload",
            ("json", "base64", "json"),
        ),
        ("planted/email", "crash.example-crashes.test", "body.$.user", ("json", "sha256")),
        ("planted/device-id", "telemetry.example-ads.test", "body.$.device", ("json",)),
        ("secret/session-token", "collect.example-analytics.test", "url.query.token", ()),
    ]
    assert len({(leak.host, leak.place) for leak in (*LEAKS, CONTROL)}) == 6
    assert all(leak.kind in kinds.KINDS for leak in (*LEAKS, CONTROL))
    assert {leak.host for leak in (*LEAKS, CONTROL)} | {PINNED} == set(hosts.ANSWERS)


def at(leak: Leak, request: hosts.Request) -> object:
    """What stands in a request at a leak's place, or None."""
    if leak.place.startswith("url.query."):
        name = leak.place.removeprefix("url.query.")
        return (parse_qs(urlsplit(request.path).query).get(name) or [None])[0]
    value = orjson.loads(request.body or b"{}")
    for key in leak.place.removeprefix("body.$.").split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value


def test_the_client_leaks_what_the_list_says_and_where(authority, model_url, tmp_path):
    persona = tmp_path / "persona.json"
    persona.write_bytes(orjson.dumps({"id": "ffion", "language": "en", "values": VALUES}))
    with environment(authority, model_url) as (variables, serving, _):
        done = ran(variables, "--persona", persona, "--pin", authority.file)
    assert done.returncode == 0
    found = {
        (leak.kind, leak.host): [
            value
            for request in serving.received
            if request.host == leak.host and (value := at(leak, request)) is not None
        ]
        for leak in LEAKS
    }
    (payload,) = found["planted/prompt", hosts.ANALYTICS]
    (token,) = found["secret/session-token", hosts.ANALYTICS]
    (bearer, *_) = (r.headers["Authorization"] for r in serving.received if r.host == hosts.VENDOR)
    assert found["planted/email", hosts.ANALYTICS] == [VALUES["email"]]
    assert orjson.loads(base64.b64decode(payload)) == {"message": {"text": VALUES["prompt"][0]}}
    assert found["planted/email", hosts.CRASHES] == [
        hashlib.sha256(VALUES["email"].encode()).hexdigest()
    ]
    assert found["planted/device-id", hosts.ADS] == VALUES["device-id"]
    assert bearer == f"Bearer {token}"


SEEN = Observation(
    id="o1",
    exchange="e1",
    plane="capture",
    subject="sample-client",
    kind="planted/prompt",
    side="sent",
    place="body.$.payload.message.text",
    decoded=("json", "base64", "json"),
    excerpt="Pl…",
    host=hosts.ANALYTICS,
    party="third",
    sureness="certain",
    because="as planted",
)


def test_a_leak_is_seen_where_an_observation_says_all_of_it():
    prompt = LEAKS[1]
    assert sightings(prompt, [SEEN]) == [SEEN]
    assert [leak for leak in (*LEAKS, CONTROL) if sightings(leak, [SEEN])] == [prompt]


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": "planted/email"},
        {"host": hosts.CRASHES},
        {"place": "body.$.event"},
        {"place": "body.$.payloads"},
        {"decoded": ("json",)},
        {"side": "received"},
        {"plane": "probe"},
    ],
)
def test_an_observation_that_differs_is_another_leak(changed):
    assert sightings(LEAKS[1], [replace(SEEN, **changed)]) == []


def test_the_addresses_of_the_client_are_those_of_the_hosts():
    urls = [client.CHAT, client.UPDATES, client.TRACK, client.PIXEL, client.CRASH, client.BEAT]
    for url in urls:
        parts = urlsplit(url)
        assert parts.scheme == ("http" if parts.hostname == hosts.ADS else "https")
        paths = {path for _, path in hosts.ANSWERS[parts.hostname]} | {hosts.CHAT[1]}
        assert parts.path in paths
