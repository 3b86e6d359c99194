import pytest

from auditor.detect.sighting import Sighting
from auditor.detect.transport import in_addresses, secrets, transport
from auditor.evidence.exchange import Blob, Connection, Exchange, Placeholder, Sent, Tls


def exchange(scheme="https", host="a.test", tls=None, placeholder=None, plane="capture", sent=True):
    return Exchange(
        id="x1",
        plane=plane,
        subject="app",
        session="s",
        started="",
        ended="",
        connection=Connection(scheme, host, 443, "decrypted", server_tls=tls),
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
    (exchange(placeholder=cookie()), ["transport/insecure-cookie"]),
    (exchange(placeholder=cookie(secure="")), ["transport/insecure-cookie"]),
    (exchange(placeholder=cookie(secure="", httponly="")), []),
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
    (told,) = transport(exchange(placeholder=cookie(secure="")))
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
