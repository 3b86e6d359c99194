import pytest

from auditor.capture.content import Content
from auditor.capture.glance import MOST, glimpsed, values_of
from auditor.capture.keeping import Half
from auditor.evidence.exchange import Planted
from auditor.evidence.persona import Persona, persona_bytes

VALUES = {b"ada.k7m2q9@mail.example": "email", b"+1 202 555 0143": "phone"}


def half(body=b"", messages=()):
    return Half((), Content(body), messages=messages)


@pytest.mark.parametrize(
    ("url", "sent", "kinds"),
    [
        ("https://a.test/", half(b'{"mail": "ada.k7m2q9@mail.example"}'), ("email",)),
        ("https://a.test/?m=ada.k7m2q9%40mail.example", half(), ("email",)),
        ("https://a.test/?p=%2B1+202+555+0143", half(b"ada.k7m2q9@mail.example"),
         ("email", "phone")),
        ("wss://a.test/", half(messages=[(b"hello", True), (b"+1 202 555 0143", True)]), ("phone",)),
        ("https://a.test/", half(b"ada"), ()),
        # It is a quick look: what stands deep inside is for the judging.
        ("https://a.test/", half(bytes(MOST) + b"ada.k7m2q9@mail.example"), ()),
    ],
)  # fmt: skip
def test_what_stands_plainly_in_a_request_is_glimpsed(url, sent, kinds):
    assert glimpsed(VALUES, url, sent) == kinds


def test_nothing_planted_is_nothing_glimpsed():
    assert glimpsed({}, "https://a.test/", half(b"anything")) == ()


def test_short_values_are_left_to_the_judging(writer):
    person = Persona("ada", "en", {"person": ("Ada",), "email": ("ada.k7m2q9@mail.example",)})
    blob = writer.keep(persona_bytes(person))
    planted = [Planted(kind, blob.id) for kind in person.values]
    assert values_of(writer, planted) == {b"ada.k7m2q9@mail.example": "email"}


def test_it_is_told_while_a_client_runs(listen):
    person = Persona("ada", "en", {"email": ("ada.k7m2q9@mail.example",)})
    program = (
        "import requests\n"
        "requests.post('https://telemetry.third.test/e', json={'m': 'ada.k7m2q9@mail.example'})"
    )
    seen = []
    heard = listen(
        program,
        persona=person,
        noticing=lambda exchange, planted: seen.append((exchange.connection.host, planted)),
    )
    assert heard.result.exit_code == 0
    assert seen == [("telemetry.third.test", ("email",))]
