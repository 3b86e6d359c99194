from dataclasses import replace

import pytest

from auditor.detect.destinations import Destination
from auditor.detect.planted import Hit
from auditor.detect.sighting import Sighting, observation, of_hit, once
from auditor.detect.values import Value
from auditor.evidence.exchange import Asked, Connection, Exchange

SALT = bytes.fromhex("00112233445566778899aabbccddeeff")
EMAIL = "ada.k7m2q9@mail.example"
SEEN = Sighting("planted/email", "sent", "body.$.user", EMAIL, "it stands here", steps=("json",))
TRACKER = Destination("metrics.tracker.test", "third", "Tracker", "US", "192.0.2.7", "SG")
OVERHEARD = Exchange(
    id="x-1",
    plane="capture",
    subject="our-client",
    session="s-1",
    started="2026-11-23T18:00:00.000Z",
    ended="2026-11-23T18:00:01.000Z",
    connection=Connection("https", "metrics.tracker.test", 443, "decrypted"),
    phase="after-consent",
)
ASKED = replace(
    OVERHEARD,
    plane="probe",
    subject="chat",
    phase="",
    asked=Asked("privacy", "record", "friend", "zh", "control", 1, "k3x9"),
)


def an_id(seen: Sighting = SEEN, exchange: Exchange = OVERHEARD, salt: bytes = SALT) -> str:
    return observation(seen, exchange, TRACKER, salt).id


def test_an_id_is_the_same_in_every_run() -> None:
    assert an_id() == "cbb2aefcaf16b623"


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "personal-data/email"},
        {"side": "received"},
        {"place": "body.$.mail"},
        {"steps": ("json", "base64")},
        {"steps": ()},
        {"value": "bob.k7m2q9@mail.example"},
        {"value": "ada.k7m2q8@mail.example"},
        {"excerpt": "another"},
    ],
)
def test_what_stands_elsewhere_or_is_another_value_has_another_id(other: dict[str, str]) -> None:
    assert an_id(replace(SEEN, **other)) != an_id()


def test_the_same_in_another_exchange_or_audit_has_another_id() -> None:
    assert an_id(exchange=replace(OVERHEARD, id="x-2")) != an_id()
    assert an_id(salt=bytes(16)) != an_id()


@pytest.mark.parametrize("other", [{"because": "else"}, {"sureness": "possible"}])
def test_how_it_was_found_does_not_change_an_id(other: dict[str, str]) -> None:
    assert an_id(replace(SEEN, **other)) == an_id()


def test_a_value_that_is_no_whole_text_has_an_id_all_the_same() -> None:
    assert len(an_id(replace(SEEN, place="body.\ud800", value="\ud800"))) == 16


def test_an_excerpt_shows_the_shape_and_never_the_value() -> None:
    seen = observation(SEEN, OVERHEARD, TRACKER, SALT)
    shape, _, tag = seen.excerpt.rpartition(" #")
    assert shape == "email aaa.a9a9a9@aaaa.aaaaaaa"
    assert len(tag) == 10
    assert EMAIL not in repr(seen)


def test_a_fact_without_personal_data_is_shown_as_it_is() -> None:
    fact = replace(SEEN, kind="transport/plain-http", excerpt="http, not https")
    assert observation(fact, OVERHEARD, TRACKER, SALT).excerpt == "http, not https"


def test_an_observation_of_a_capture_names_the_app_and_where_it_went() -> None:
    seen = observation(SEEN, OVERHEARD, TRACKER, SALT)
    assert (seen.exchange, seen.plane, seen.subject) == ("x-1", "capture", "our-client")
    assert (seen.app, seen.target, seen.phase) == ("our-client", None, "after-consent")
    assert (seen.probe, seen.arm, seen.language) == (None, None, None)
    assert (seen.host, seen.party, seen.owner) == ("metrics.tracker.test", "third", "Tracker")
    assert (seen.owner_country, seen.ip_country) == ("US", "SG")
    assert (seen.kind, seen.side, seen.place) == ("planted/email", "sent", "body.$.user")
    assert (seen.decoded, seen.sureness, seen.because) == (("json",), "certain", "it stands here")


def test_an_observation_of_a_probe_names_the_target_and_the_trial() -> None:
    seen = observation(SEEN, ASKED, TRACKER, SALT)
    assert (seen.app, seen.target, seen.phase) == (None, "chat", None)
    assert (seen.probe, seen.arm, seen.language) == ("record", "control", "zh")


@pytest.mark.parametrize(
    ("steps", "alone", "sureness", "because"),
    [
        ((), True, "certain", "the value that was planted stands here"),
        (
            ("json", "base64"),
            True,
            "certain",
            "the value that was planted stands here (json, base64)",
        ),
        (
            ("url",),
            False,
            "likely",
            "the value that was planted stands here (url); "
            "a common value, seen beside another of the same persona",
        ),
    ],
)
def test_a_planted_value_is_certain_where_it_proves_itself(
    steps: tuple[str, ...], alone: bool, sureness: str, because: str
) -> None:
    seen = of_hit(Hit(Value("email", EMAIL, "ada"), "body.$.user", steps, alone), "received")
    assert (seen.kind, seen.side, seen.place) == ("planted/email", "received", "body.$.user")
    assert (seen.value, seen.steps) == (EMAIL, steps)
    assert (seen.sureness, seen.because) == (sureness, because)


def test_the_same_value_at_a_place_is_kept_once_as_it_was_first_seen() -> None:
    again = replace(SEEN, steps=("json", "json"), because="again", sureness="likely")
    assert once([SEEN, again, SEEN]) == [SEEN]
    assert once([again, SEEN]) == [again]


def test_what_differs_in_kind_side_place_or_value_is_kept_in_that_order() -> None:
    value = replace(SEEN, value="bob@mail.example")
    place = replace(SEEN, place="header.cookie")
    side = replace(SEEN, side="received")
    kind = replace(SEEN, kind="personal-data/email")
    assert once([value, place, side, SEEN, kind]) == [kind, side, SEEN, value, place]


def test_nothing_seen_is_nothing() -> None:
    assert once([]) == []
