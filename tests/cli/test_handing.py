"""auditor prove, verify --proof and bundle."""

import hashlib
import shutil
from pathlib import Path

import pytest

from tests.cli.running import said
from tests.making import a_writer, an_exchange


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    with a_writer(tmp_path) as writer:
        for number in range(3):
            writer.append(an_exchange(writer, id=f"x-{number}"))
    assert said("seal", writer.path).exit_code == 0
    return writer.path


def test_one_exchange_is_proved_to_somebody_without_the_folder(
    sealed: Path, tmp_path: Path
) -> None:
    proof = tmp_path / "proof.json"
    assert said("prove", sealed, "x-1", "--out", proof).exit_code == 0
    shutil.rmtree(sealed)
    proved = said("verify", "--proof", proof)
    assert proved.exit_code == 0
    assert proved.stderr.startswith("proved: x-1 is exchange 2 of 3, with 0 of its bodies; sealed")
    key = proved.stderr.split()[-1]
    assert said("verify", "--proof", proof, "--sealed-with", key).exit_code == 0
    assert said("verify", "--proof", proof, "--sealed-with", "0" * 64).exit_code == 4
    proof.write_bytes(proof.read_bytes().replace(b"x-1", b"x-7"))
    altered = said("verify", "--proof", proof)
    assert (altered.exit_code, altered.stderr.count("Error: ")) == (4, 1)


def test_a_bundle_verifies_where_it_is_unpacked(sealed: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.zip"
    made = said("bundle", sealed, "--out", out)
    assert made.exit_code == 0
    assert hashlib.sha256(out.read_bytes()).hexdigest() in made.stderr
    shutil.unpack_archive(out, tmp_path / "there")
    assert said("verify", tmp_path / "there" / "audit").exit_code == 0
    again = said("bundle", sealed, "--out", out)
    assert (again.exit_code, again.stderr.splitlines()[0]) == (2, f"Error: {out}: is there already")


@pytest.mark.parametrize("both", [False, True])
def test_verify_wants_a_folder_or_a_proof(sealed: Path, both: bool) -> None:
    arguments = (sealed, "--proof", sealed / "seal.json") if both else ()
    result = said("verify", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
