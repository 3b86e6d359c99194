"""The seal swears to the evidence; what it does not cover stands in test_verifying.py."""

import base64
import json
import stat
from pathlib import Path

import orjson
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from auditor.errors import AuditorError, EvidenceAltered
from auditor.evidence.folder import Folder
from auditor.evidence.seal import fingerprint, new_key, read_key, read_seal, seal
from tests.making import a_writer, an_exchange

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


def test_the_envelope_is_dsse_over_an_in_toto_statement(tmp_path: Path) -> None:
    writer = a_writer(tmp_path)
    writer.append(an_exchange(writer))
    made = seal(writer, KEY)
    envelope = json.loads((writer.path / "seal.json").read_bytes())
    payload = base64.b64decode(envelope["payload"])
    (signature,) = envelope["signatures"]
    signed = b"DSSEv1 28 application/vnd.in-toto+json %d %b" % (len(payload), payload)
    KEY.public_key().verify(base64.b64decode(signature["sig"]), signed)
    assert envelope["payloadType"] == "application/vnd.in-toto+json"
    assert signature["keyid"] == made.key == fingerprint(KEY.public_key().public_bytes_raw())
    statement = json.loads(payload)
    assert statement["_type"] == "https://in-toto.io/Statement/v1"
    assert [each["name"] for each in statement["subject"]] == [
        "audit.json",
        "evidence/exchanges.jsonl",
    ]
    assert statement["predicate"]["exchanges"]["count"] == 1
    assert read_seal(writer.path) == made


def test_custody_tells_of_the_seal_and_the_folder_is_closed(tmp_path: Path) -> None:
    writer = a_writer(tmp_path)
    with writer:
        made = seal(writer, KEY)
    act = list(Folder(writer.path).custody())[-1]
    assert (act.action, act.detail) == ("sealed", {"key": made.key})


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b"null", b'{"signatures":[]}', b"\xff", b"[" * 10**5]
)
def test_what_is_no_seal_does_not_hold(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "seal.json").write_bytes(content)
    with pytest.raises(EvidenceAltered, match="signature"):
        read_seal(tmp_path)


def test_a_signature_over_anything_else_does_not_hold(tmp_path: Path) -> None:
    seal(a_writer(tmp_path), KEY)
    file = tmp_path / "audit" / "seal.json"
    envelope = orjson.loads(file.read_bytes())
    payload = base64.b64decode(envelope["payload"]).replace(b'"count":0', b'"count":9')
    envelope["payload"] = base64.b64encode(payload).decode()
    file.write_bytes(orjson.dumps(envelope) + b"\n")
    with pytest.raises(EvidenceAltered, match="signature"):
        read_seal(tmp_path / "audit")


def test_a_new_key_is_its_owners_and_replaces_none(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    key = new_key(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert read_key(path).private_bytes_raw() == key.private_bytes_raw()
    with pytest.raises(AuditorError, match="a key already"):
        new_key(path)


def test_what_is_no_ed25519_key_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    with pytest.raises(AuditorError, match="not a readable"):
        read_key(path)
    path.write_bytes(b"no key")
    with pytest.raises(AuditorError, match="not a readable"):
        read_key(path)
    other = generate_private_key(SECP256R1())
    path.write_bytes(other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with pytest.raises(AuditorError, match="not an Ed25519 key"):
        read_key(path)
