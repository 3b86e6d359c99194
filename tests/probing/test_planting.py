import re
import uuid
from pathlib import Path

import pytest

from auditor.errors import AuditorError
from auditor.probing.planting import KINDS, fill, fresh, nonce, read_persona, slots
from tests.making import ADA

SHAPES = {
    "person": r"[A-Z][a-z]+ [A-Z][a-z]+",
    "email": r"[a-z]+\.[a-z0-9]{12}@mail\.example",
    "phone": r"\+1 \d{3} 555 01\d\d",
    "location": r"\d\d? [A-Z][a-z]+ Lane, [A-Z][a-z]+",
    "national-id": r"000-\d\d-\d{4}",
    "account-id": r"AC-[A-Z0-9]{8}-[A-Z0-9]{8}",
    "secret": r"[a-z0-9]{7}-[a-z0-9]{7}-[a-z0-9]{7}",
    "device-id": r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}",
    "prompt": r"Please draft .+",
    "sink": r"[a-z0-9]{12}\.sink\.example",
}


def test_a_fresh_persona_has_one_value_of_each_kind_from_reserved_ranges() -> None:
    for seed in range(50):
        persona = fresh(str(seed), "fresh")
        assert tuple(persona.values) == KINDS
        for kind, (value,) in persona.values.items():
            assert re.fullmatch(SHAPES[kind], value), kind
        assert uuid.UUID(persona.values["device-id"][0]).version == 4


def test_the_same_seed_makes_the_same_person_and_another_one_another() -> None:
    assert fresh("a", "x") == fresh("a", "x")
    emails = {fresh(str(n), "x").values["email"] for n in range(1000)}
    assert len(emails) == 1000


def test_the_people_of_an_audit_do_not_depend_on_the_version_of_python() -> None:
    assert fresh("persona 7 chat", "x").values["email"] == ("adela.u6h2u2e7y7s2@mail.example",)
    assert nonce("7 chat") == "v6d9v2"


def test_nonces_are_short_and_differ() -> None:
    made = {nonce(f"{n}") for n in range(2000)}
    assert len(made) > 1990
    assert all(re.fullmatch(r"[a-z0-9]{6}", each) for each in made)


def test_slots_are_filled() -> None:
    text = "{planted.person} <{planted.email}> {nonce} {other} {planted.email}"
    assert fill(text, ADA, "k3x9") == (
        "Ada Quillfeather <ada.k7m2q9@mail.example> k3x9 {other} ada.k7m2q9@mail.example"
    )
    assert slots([text, "{planted.phone}"]) == {"person", "email", "phone"}


def test_the_sink_is_a_host_of_the_trial_alone() -> None:
    persona = fresh("a", "x")
    (sink,) = persona.values["sink"]
    assert fill("https://{sink}/{nonce} {planted.sink}", persona, "k3x9") == (
        f"https://{sink}/k3x9 {sink}"
    )
    assert slots(["https://{sink}/{nonce}"]) == {"sink"}
    assert len({fresh(str(n), "x").values["sink"] for n in range(1000)}) == 1000


def test_a_slot_that_the_persona_cannot_fill_is_an_error() -> None:
    with pytest.raises(AuditorError, match="the persona 'ada' has no iban"):
        fill("{planted.iban}", ADA, "k3x9")


def test_a_persona_is_read_from_yaml_and_json(tmp_path: Path) -> None:
    yaml, json = tmp_path / "p.yaml", tmp_path / "p.json"
    yaml.write_text("id: bo\nlanguage: en\nvalues: {email: bo@mail.example, person: [Bo, Bob]}\n")
    json.write_text(
        '{"id": "bo", "language": "en", "values": {"email": "bo@mail.example", "person": ["Bo", "Bob"]}}'
    )
    persona = read_persona(yaml)
    assert persona == read_persona(json)
    assert persona.values == {"email": ("bo@mail.example",), "person": ("Bo", "Bob")}


def test_a_broken_persona_is_refused_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text("id: bo\nlanguage: en\nvalues:\n  e-mail: bo@mail.example\n")
    with pytest.raises(AuditorError) as caught:
        read_persona(path)
    assert str(caught.value) == f"{path}:4:3: unknown key 'e-mail'"
    assert caught.value.hint == "did you mean 'email'?"
