"""A persona as a blob holds it."""

from auditor.evidence.persona import persona_bytes, persona_of
from tests.making import ADA


def test_a_persona_comes_back_as_it_was() -> None:
    assert persona_of(persona_bytes(ADA)) == ADA


def test_the_same_persona_has_the_same_bytes() -> None:
    assert persona_bytes(ADA) == (
        b'{"id":"ada","language":"en","values":{"person":["Ada Quillfeather"],'
        b'"email":["ada.k7m2q9@mail.example"],"phone":["+1 202 555 0143"]}}'
    )
