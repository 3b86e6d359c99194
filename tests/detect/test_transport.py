import pytest

from auditor.detect.leaf import Leaf
from auditor.detect.sighting import Sighting
from auditor.detect.transport import in_addresses, in_referrers, secrets, transport
from auditor.evidence.exchange import Blob, Connection, Exchange, Placeholder, Sent, Tls


def exchange(
    scheme="https",
    host="a.test",
    tls=None,
    placeholder=None,
    plane="capture",
    sent=True,
    wrong="",
):
    return Exchange(
        id="x1",
        plane=plane,
        subject="app",
        session="s",
        started="",
        ended="",
        connection=Connection(
            scheme, host, 443, "decrypted", server_tls=tls, wrong_certificate=wrong
        ),
        sent=Sent("GET", Blob("h", 1)) if sent else None,
        placeholders=(placeholder,) if placeholder else (),
    )


def cookie(**attributes):
    held = {"name": "sid", **attributes}
    return Placeholder("cookie", "received", "header.set-cookie", "t", held)


CASES = [
    (exchange("http"), ["transport/plain-http"]),
    (exchange("http", "10.1.2.3"), ["transport/plain-http"]),
    (exchange("http", "localhost"), []),
    (exchange("http", "127.0.0.1"), []),
    (exchange("http", sent=False), []),
    (exchange("https"), []),
    (exchange(tls=Tls("TLSv1")), ["transport/old-tls"]),
    (exchange(tls=Tls("TLSv1.1")), ["transport/old-tls"]),
    (exchange(tls=Tls("TLSv1.2")), []),
    (exchange(tls=Tls("QUICv1")), []),
    (exchange(tls=Tls("TLSv1.2", "ECDHE-RSA-AES128-GCM-SHA256")), []),
    (exchange(tls=Tls("TLSv1.2", "DES-CBC3-SHA")), ["transport/weak-cipher"]),
    (exchange(wrong="expired"), ["transport/wrong-certificate-accepted"]),
    (exchange(wrong="expired", sent=False), []),
    (exchange(placeholder=cookie(samesite="Lax")), ["transport/insecure-cookie"]),
    (exchange(placeholder=cookie(secure="", samesite="Lax")), ["transport/insecure-cookie"]),
    (exchange(placeholder=cookie(secure="", httponly="", samesite="None")), []),
    (
        exchange(placeholder=cookie(secure="", httponly="")),
        ["transport/cookie-without-samesite"],
    ),
    (exchange("http", placeholder=cookie()), ["transport/plain-http"]),
    (
        exchange(placeholder=Placeholder("api-key", "sent", "url.query.key", "t")),
        ["transport/secret-in-url"],
    ),
    (exchange(placeholder=Placeholder("api-key", "sent", "header.x-api-key", "t")), []),
    (exchange(plane="probe", placeholder=Placeholder("api-key", "sent", "url.query.key", "t")), []),
]


@pytest.mark.parametrize(("seen", "expected"), CASES)
def test_the_way_data_travelled_is_told(seen, expected):
    assert [one.kind for one in transport(seen)] == expected


def test_what_a_cookie_lacks_is_named():
    (told,) = transport(exchange(placeholder=cookie(secure="", samesite="Lax")))
    assert told.because == "a cookie is set without HttpOnly"


def test_a_secret_that_comes_back_to_a_probe_is_told_and_its_own_key_is_not():
    own = Placeholder("api-key", "sent", "header.authorization", "t")
    back = Placeholder("api-key", "received", "body", "t")
    assert list(secrets(exchange(plane="probe", placeholder=own))) == []
    assert [one.kind for one in secrets(exchange(plane="probe", placeholder=back))] == [
        "secret/api-key"
    ]


def test_only_what_was_sent_in_an_address_is_told_of_addresses():
    sightings = [
        Sighting("planted/email", side, place, "v", "b")
        for side, place in (
            ("sent", "url.query.e"),
            ("sent", "body.e"),
            ("received", "url.query.e"),
        )
    ]
    assert [one.place for one in in_addresses(sightings)] == ["url.query.e"]


def test_a_component_in_an_address_is_no_personal_data():
    told = Sighting("sdk/segment", "sent", "url.path", "segment", "b")
    assert list(in_addresses([told])) == []


CAME_FROM = "https://chat.vendor.example/c/1?mail=ada"
REFERRERS = [
    ("tracker.example", CAME_FROM, ["transport/personal-data-in-referer"]),
    ("api.vendor.example", CAME_FROM, []),
    ("tracker.example", "", []),
    ("tracker.example", "https://[", []),
]


@pytest.mark.parametrize(("host", "came_from", "expected"), REFERRERS)
def test_personal_data_in_the_referrer_is_told_where_it_goes_to_another_site(
    host, came_from, expected
):
    seen = [Sighting("planted/email", "sent", "header.referer.query.mail", "ada", "b")]
    sent = [Leaf("header.referer", came_from)] if came_from else []
    assert [one.kind for one in in_referrers(exchange(host=host), seen, sent)] == expected


def test_a_secret_in_the_referrer_is_told():
    held = Placeholder("session-token", "sent", "header.referer.query.token", "t")
    found = in_referrers(
        exchange(host="tracker.example", placeholder=held), [], [Leaf("header.referer", CAME_FROM)]
    )
    assert [one.kind for one in found] == ["transport/secret-in-referer"]
