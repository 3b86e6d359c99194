import pytest

from auditor.capture.content import plain
from auditor.capture.importing.entry import Entry
from auditor.capture.keeping import Half
from auditor.detect.people import People
from auditor.detect.personal import PersonalData
from auditor.detect.sights import Sights
from auditor.evidence.exchange import Connection
from auditor.evidence.folder import Folder
from auditor.evidence.persona import Persona
from auditor.scanning import exchange_of
from tests.detect.making import EMAIL, Audit


@pytest.fixture(scope="module")
def personal():
    return PersonalData(None)


def seen(sights, audit, *, people=False):
    audit.writer.close()
    folder = Folder(audit.path / "audit")
    (exchange,) = folder.exchanges()
    known = People(folder.body) if people else None
    return [(each.kind, each.side, each.place) for each in sights.of(exchange, folder.body, known)]


def test_both_sides_of_an_exchange_are_looked_at(personal, tmp_path):
    audit = Audit(tmp_path)
    audit.probe("Write to ben@x.example.zz", prompt="of ada@x.example.zz")
    assert seen(Sights(personal), audit) == [
        ("personal-data/email", "received", "joined.answer"),
        ("personal-data/email", "sent", "body.$.messages[].content"),
    ]


def test_values_of_a_persona_and_of_the_audit_itself_are_looked_for(personal, tmp_path):
    persona = Persona("ben", "en", {"secret": ("h4j7k2m-p9q3r6s-t5v8w2x",)})
    audit = Audit(tmp_path)
    audit.capture({"a": "h4j7k2m-p9q3r6s-t5v8w2x", "b": EMAIL})
    kinds = {each[0] for each in seen(Sights(personal, persona), audit, people=True)}
    assert {"planted/secret", "planted/email"} <= kinds


def test_what_could_not_be_looked_at_is_remembered(personal, tmp_path):
    sights = Sights(personal)
    audit = Audit(tmp_path)
    audit.capture({"a": "我叫张伟，住在北京。"}, truncated="body-cap")
    assert ("chat/prompt", "sent", "body.$.a") not in seen(sights, audit)
    assert (sights.bounds, sights.languages) == ({"body-cap"}, {"zh"})


class Counting(PersonalData):
    scans = 0

    def scan(self, texts, language=""):
        self.scans += 1
        return super().scan(texts, language)


def test_the_same_body_of_a_capture_is_looked_at_once():
    sights = Sights(Counting(None))
    connection = Connection("https", "api.vendor.test", 443, "decrypted")
    half = Half(
        (),
        plain(
            b'{"to": "ada@x.example.zz", "ueber": "\\u6211\\u53eb\\u5f20\\u4f1f\\uff0c\\u4f4f\\u5728\\u5317\\u4eac\\u3002"}',
            "",
            10**6,
        ),
        "application/json",
    )
    entry = Entry(connection, 1.0, 2.0, "POST", "https://api.vendor.test/", half)
    found = []
    for name in ("a", "b"):
        sights.languages = set()
        exchange, memory = exchange_of(name, entry, b"salt" * 4)
        found.append((sights.of(exchange, memory.read), sights.languages))
    assert found[0] == found[1]
    kinds = {each.kind.partition("/")[2] for each in found[0][0]}
    assert kinds == {"email", "location", "person"}
    assert found[0][1] == {"zh"}
    assert sights.personal.scans == 1
