"""The persona's own file goes with the evidence, and comes back with it."""

from pathlib import Path

from auditor.collecting import PERSONA
from auditor.encrypting import decrypt, encrypt
from auditor.evidence.jsonl import write_private
from auditor.evidence.persona import persona_bytes
from auditor.evidence.vault import PASSPHRASE, Passphrase
from tests.making import ADA, a_writer


def test_the_personas_file_goes_and_comes_back(tmp_path: Path) -> None:
    with a_writer(tmp_path) as writer:
        writer.amend(persona=writer.keep(persona_bytes(ADA)))
        write_private(writer.path / PERSONA, persona_bytes(ADA))
        writer.end()
    given = PASSPHRASE.set(Passphrase(lambda: "correct horse battery"))
    try:
        encrypt(writer.path, "correct horse battery", cost=10)
        held = [file.read_bytes() for file in writer.path.rglob("*") if file.is_file()]
        assert not any(ADA.values["email"][0].encode() in content for content in held)
        decrypt(writer.path)
    finally:
        PASSPHRASE.reset(given)
    assert (writer.path / PERSONA).read_bytes() == persona_bytes(ADA)
