import json

from auditor.detect.people import KEPT, People
from auditor.evidence.exchange import Planted


def reader(asked):
    def read(blob):
        asked.append(blob.id)
        if blob.id == "erased":
            return None
        values = {"email": [f"{blob.id}.q7x2m9kd@mail.example"]}
        return json.dumps({"id": blob.id, "language": "en", "values": values}).encode()

    return read


def test_a_persona_is_read_once_for_all_its_exchanges():
    asked = []
    people = People(reader(asked))
    planted = (Planted("email", "ada"), Planted("person", "ada"))
    assert people.needles(planted) is people.needles(planted)
    assert asked == ["ada"]


def test_an_erased_persona_has_no_needles():
    people = People(reader([]))
    assert people.needles((Planted("email", "ada"), Planted("email", "erased"))) is None


def test_only_a_few_sets_are_remembered():
    asked = []
    people = People(reader(asked))
    for number in range(KEPT + 1):
        people.needles((Planted("email", f"p{number}"),))
    people.needles((Planted("email", "p0"),))
    assert asked.count("p0") == 2
