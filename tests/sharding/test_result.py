from auditor.evidence.persona import Persona
from auditor.sharding.result import With


def test_the_fingerprint_is_of_all_that_a_result_depends_on() -> None:
    ada = With(Persona("ada", "en", {"email": ("ada@mail.example",)}))
    ben = With(Persona("ada", "en", {"email": ("ben@mail.example",)}))
    prints = [each.fingerprint for each in (With(), With(gate=True), ada, ben)]
    assert len(set(prints)) == 4
    assert prints[0] == With().fingerprint
