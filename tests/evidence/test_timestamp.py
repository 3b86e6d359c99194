"""A time stamp of a seal, by an authority made here with openssl; nothing is sent anywhere."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from auditor.errors import AuditorError, EvidenceAltered
from auditor.evidence.seal import seal
from auditor.evidence.timestamp import keep_answer, read_stamp, write_request
from tests.capture.conftest import needs
from tests.making import a_writer, an_exchange

CONFIG = """
[tsa]
serial = {home}/serial
signer_cert = {home}/signer.pem
signer_key = {home}/signer.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
"""
USE = "extendedKeyUsage=critical,timeStamping\n"


@dataclass(frozen=True)
class Authority:
    home: Path

    @property
    def root(self) -> Path:
        return self.home / "root.pem"

    def answer(self, request: Path) -> Path:
        out = request.with_suffix(".tsr")
        config = ("-config", self.home / "tsa.cnf", "-section", "tsa")
        openssl("ts", "-reply", *config, "-queryfile", request, "-out", out)
        return out


def openssl(*arguments: object) -> None:
    command = ["openssl", *map(str, arguments)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)


def an_authority(home: Path, use: str = USE) -> Authority:
    needs("openssl")
    home.mkdir()
    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    openssl("req", "-x509", *key, "-keyout", home / "root.key", "-out", home / "root.pem",
            "-subj", "/CN=Root of a test", "-days", "30")  # fmt: skip
    openssl("req", "-new", *key, "-keyout", home / "signer.key", "-out", home / "signer.csr",
            "-subj", "/CN=Signer of a test")  # fmt: skip
    (home / "use").write_text(use)
    openssl("x509", "-req", "-in", home / "signer.csr", "-CA", home / "root.pem",
            "-CAkey", home / "root.key", "-CAcreateserial", "-out", home / "signer.pem",
            "-days", "30", "-extfile", home / "use")  # fmt: skip
    (home / "serial").write_text("01\n")
    (home / "tsa.cnf").write_text(CONFIG.format(home=home))
    return Authority(home)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return an_authority(tmp_path_factory.mktemp("authority") / "tsa")


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    writer = a_writer(tmp_path)
    writer.append(an_exchange(writer))
    writer.end()
    seal(writer, Ed25519PrivateKey.generate())
    return writer.path


@pytest.fixture
def answer(sealed: Path, authority: Authority, tmp_path: Path) -> Path:
    write_request(sealed, tmp_path / "seal.tsq")
    return authority.answer(tmp_path / "seal.tsq")


def test_an_answer_is_checked_kept_and_read_again(
    sealed: Path, answer: Path, authority: Authority
) -> None:
    assert read_stamp(sealed) is None
    stamped = keep_answer(sealed, answer, authority.root)
    assert read_stamp(sealed) == stamped
    assert stamped.at.endswith("Z")
    assert len(stamped.root) == 64


def test_an_answer_to_another_seal_is_refused(
    sealed: Path, answer: Path, authority: Authority, tmp_path: Path
) -> None:
    (tmp_path / "more").mkdir()
    other = a_writer(tmp_path / "more")
    other.end()
    seal(other, Ed25519PrivateKey.generate())
    with pytest.raises(AuditorError, match="no valid time stamp of this seal") as told:
        keep_answer(other.path, answer, authority.root)
    assert told.value.exit_code == 2
    assert read_stamp(other.path) is None


def test_another_root_is_refused(sealed: Path, answer: Path, tmp_path: Path) -> None:
    stranger = an_authority(tmp_path / "stranger")
    with pytest.raises(AuditorError, match="no valid time stamp of this seal"):
        keep_answer(sealed, answer, stranger.root)


@pytest.mark.parametrize("content", [b"", b"not an answer", b"\x30\x80" * 1000])
def test_what_is_no_answer_is_the_users_to_mend(
    sealed: Path, authority: Authority, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "answer").write_bytes(content)
    with pytest.raises(AuditorError, match="no valid time stamp"):
        keep_answer(sealed, tmp_path / "answer", authority.root)
    with pytest.raises(AuditorError, match="not a certificate in PEM"):
        keep_answer(sealed, tmp_path / "answer", tmp_path / "answer")


@pytest.mark.parametrize("name", ["seal.tsr", "seal.tsa.pem"])
def test_a_changed_or_missing_file_is_noticed(
    sealed: Path, answer: Path, authority: Authority, name: str
) -> None:
    keep_answer(sealed, answer, authority.root)
    path = sealed / name
    content = path.read_bytes()
    changed = bytearray(content)
    changed[len(content) // 2] ^= 1
    path.write_bytes(changed)
    with pytest.raises(EvidenceAltered):
        read_stamp(sealed)
    path.unlink()
    with pytest.raises(EvidenceAltered, match="is missing") as altered:
        read_stamp(sealed)
    assert altered.value.where == str(path)


def test_a_request_is_for_a_sealed_audit_and_replaces_nothing(sealed: Path, tmp_path: Path) -> None:
    (tmp_path / "there").write_text("kept")
    with pytest.raises(AuditorError, match="is there already"):
        write_request(sealed, tmp_path / "there")
    (sealed / "seal.json").unlink()
    with pytest.raises(AuditorError, match="not sealed"):
        write_request(sealed, tmp_path / "new")
