"""One exchange is proved without the rest, and any change in the proof is noticed."""

from base64 import b64decode, b64encode
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from auditor.errors import AuditorError, EvidenceAltered
from auditor.evidence.proof import check_proof, prove, write_proof
from auditor.evidence.seal import seal
from tests.making import a_writer, an_exchange


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    writer = a_writer(tmp_path_factory.mktemp("sealed"))
    for number in range(5):
        writer.append(an_exchange(writer, id=f"x-{number}", sent=b"secret number %d" % number))
    writer.end()
    seal(writer, Ed25519PrivateKey.generate())
    return writer.path


@pytest.mark.parametrize("number", range(5))
def test_each_exchange_is_proved_without_the_others(
    sealed: Path, tmp_path: Path, number: int
) -> None:
    out = tmp_path / "proof.json"
    write_proof(prove(sealed, f"x-{number}"), out)
    shown = out.read_bytes()
    others = {f"x-{other}".encode() for other in range(5)} - {f"x-{number}".encode()}
    assert not any(b'"%b"' % other in shown for other in others)
    proved = check_proof(out)
    assert (proved.exchange.id, proved.seq, proved.bodies) == (f"x-{number}", number + 1, 0)
    assert proved.seal.exchanges.count == 5


def test_bodies_are_shown_where_that_is_asked_for_and_hold_too(
    sealed: Path, tmp_path: Path
) -> None:
    out = tmp_path / "proof.json"
    write_proof(prove(sealed, "x-2", bodies=True), out)
    assert check_proof(out).bodies == 4
    told = msgspec.json.decode(out.read_bytes())
    bodies = [b64decode(each["body"]) for each in told["bodies"]]
    assert b"secret number 2" in bodies
    at = bodies.index(b"secret number 2")
    told["bodies"][at]["body"] = b64encode(b"secret number 3").decode()
    out.write_bytes(msgspec.json.encode(told))
    with pytest.raises(EvidenceAltered, match="is not one that the exchange names"):
        check_proof(out)


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("line", lambda v: v.replace("api.example", "api.another", 1)),
        ("line", lambda v: v[:-1]),
        ("line", lambda _: "{}\n"),
        ("seq", lambda v: v + 1),
        ("seq", lambda _: -1),
        ("count", lambda v: v + 1),
        ("exchange", lambda _: "x-4"),
        ("path", lambda v: v[:-1]),
        ("path", lambda v: [*v, "00" * 32]),
        ("path", lambda v: ["00" * 32, *v[1:]]),
        ("path", lambda v: ["zz", *v[1:]]),
        ("seal", lambda v: v[:-8] + "AAAA" + v[-4:]),
        ("seal", lambda _: ""),
        ("seal", lambda _: "not base64"),
    ],
)  # fmt: skip
def test_any_change_in_a_proof_is_noticed(
    sealed: Path, tmp_path: Path, field: str, change: object
) -> None:
    out = tmp_path / "proof.json"
    write_proof(prove(sealed, "x-2"), out)
    told = msgspec.json.decode(out.read_bytes())
    told[field] = change(told[field])  # type: ignore[operator]
    out.write_bytes(msgspec.json.encode(told))
    with pytest.raises(EvidenceAltered):
        check_proof(out)


def test_the_seal_of_another_audit_does_not_serve(sealed: Path, tmp_path: Path) -> None:
    writer = a_writer(tmp_path)
    writer.append(an_exchange(writer, id="x-2"))
    writer.end()
    seal(writer, Ed25519PrivateKey.generate())
    out = tmp_path / "proof.json"
    write_proof(prove(sealed, "x-2"), out)
    told = msgspec.json.decode(out.read_bytes())
    told["seal"] = b64encode((writer.path / "seal.json").read_bytes()).decode()
    out.write_bytes(msgspec.json.encode(told))
    with pytest.raises(EvidenceAltered, match="not one that the seal swears to"):
        check_proof(out)


def test_what_cannot_be_proved_is_the_users_to_mend(sealed: Path, tmp_path: Path) -> None:
    open_ = a_writer(tmp_path)
    open_.close()
    with pytest.raises(AuditorError, match="not sealed"):
        prove(open_.path, "x-1")
    with pytest.raises(AuditorError, match="no exchange is called 'x-9'"):
        prove(sealed, "x-9")
    there = tmp_path / "there"
    there.write_text("{}")
    with pytest.raises(AuditorError, match="is there already"):
        write_proof(prove(sealed, "x-1"), there)
    for path in (there, tmp_path / "missing"):
        with pytest.raises(AuditorError) as told:
            check_proof(path)
        assert told.value.exit_code == 2
