"""Encrypted evidence says the same as before, shows nothing, and proves as much."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from auditor.errors import AuditorError, EvidenceAltered, Unopened
from auditor.evidence import places, rewriting
from auditor.evidence.folder import Folder
from auditor.evidence.redaction import redact
from auditor.evidence.rewriting import decrypt, encrypt
from auditor.evidence.seal import seal
from auditor.evidence.vault import PASSPHRASE, Passphrase
from auditor.evidence.verifying import verify
from auditor.evidence.writer import Writer
from tests.making import ADA, a_writer, an_exchange

WORDS = "correct horse battery"
SECRET = ADA.values["email"][0].encode()


@pytest.fixture(autouse=True)
def passphrase() -> Iterator[None]:
    given = PASSPHRASE.set(Passphrase(lambda: WORDS))
    yield
    PASSPHRASE.reset(given)


@pytest.fixture
def audit(tmp_path: Path) -> Path:
    """Sealed, with three exchanges and one body erased."""
    writer = a_writer(tmp_path)
    for number in range(3):
        writer.append(
            an_exchange(writer, id=f"x-{number}", sent=b"%d" % number + SECRET, persona=ADA)
        )
    writer.end()
    seal(writer, Ed25519PrivateKey.generate())
    first = next(Folder(writer.path).exchanges())
    assert first.sent
    assert first.sent.body
    redact(writer.path, {first.sent.body.id}, "asked for")
    return writer.path


def told(path: Path) -> list[object]:
    folder = Folder(path)
    bodies = [folder.body(e.sent.body) for e in folder.exchanges() if e.sent]
    return [list(folder.exchanges()), list(folder.lines()), bodies]


def test_a_body_is_found_by_its_line_when_memory_has_forgotten_it(
    audit: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    encrypt(audit, WORDS, cost=10)
    monkeypatch.setattr(places, "RECENT", 1)
    folder = Folder(audit)
    bodies = [folder.body(e.sent.body) for e in folder.exchanges() if e.sent]
    assert bodies == [None, b"1" + SECRET, b"2" + SECRET]
    with Writer(audit) as writer:
        assert [writer.body(e.sent.body) for e in writer.exchanges() if e.sent] == bodies


def on_disk(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.rglob("*") if file.is_file())


def test_it_says_the_same_and_its_seal_still_holds(audit: Path) -> None:
    before, proved = told(audit), verify(audit)
    encrypt(audit, WORDS, cost=10)
    assert told(audit) == before
    again = verify(audit)
    assert (again.seal, again.head, again.redacted, again.notes) == (
        proved.seal, proved.head, 1, ()
    )  # fmt: skip
    held = on_disk(audit / "evidence")
    assert b"x-1" not in held
    assert b'"tag"' not in held
    assert [each.name for each in audit.iterdir() if "evidence" in each.name] == ["evidence"]
    decrypt(audit)
    assert told(audit) == before
    assert verify(audit).seal == proved.seal
    acts = [act.action for act in Folder(audit).custody()]
    assert acts[-2:] == ["encrypted", "decrypted"]


def test_without_the_right_passphrase_nothing_is_read_and_nothing_called_altered(
    audit: Path,
) -> None:
    encrypt(audit, WORDS, cost=10)
    for words in ("another one", ""):
        given = PASSPHRASE.set(Passphrase(lambda words=words: words) if words else None)  # type: ignore[misc]
        for reads in (verify, Writer, lambda path: list(Folder(path).exchanges())):
            with pytest.raises(Unopened):
                reads(audit)
        PASSPHRASE.reset(given)


@pytest.mark.parametrize("name", ["exchanges.jsonl", "blobs/index.jsonl", "blobs/00000.seg"])
def test_a_changed_byte_is_noticed_and_its_file_is_named(audit: Path, name: str) -> None:
    encrypt(audit, WORDS, cost=10)
    path = audit / "evidence" / name
    content = path.read_bytes()
    for at in range(0, len(content), max(1, len(content) // 15)):
        path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        with pytest.raises(EvidenceAltered) as altered:
            verify(audit)
        assert altered.value.where.startswith(f"{audit}/evidence/")
    path.write_bytes(content)
    lines = content.splitlines(keepends=True)
    if name.endswith(".jsonl"):
        path.write_bytes(b"".join([lines[1], lines[0], *lines[2:]]))
        with pytest.raises(EvidenceAltered) as altered:
            verify(audit)
        assert altered.value.where == f"{path}:1"


def test_encrypted_evidence_is_erased_and_added_to_like_any(tmp_path: Path) -> None:
    with a_writer(tmp_path) as writer:
        writer.append(an_exchange(writer))
        writer.end()
    encrypt(writer.path, WORDS, cost=10)
    with Writer.resume(writer.path, "more") as more:
        more.append(an_exchange(more, id="x-2", received=b"a later answer"))
    assert [e.id for e in Folder(writer.path).exchanges()] == ["x-1", "x-2"]
    *_, last = Folder(writer.path).exchanges()
    assert last.received
    assert last.received.body
    assert Folder(writer.path).body(last.received.body) == b"a later answer"
    assert redact(writer.path, {last.received.body.id}, "asked for") == 1
    assert verify(writer.path).redacted == 1
    assert Folder(writer.path).body(last.received.body) is None


def test_what_is_not_to_be_rewritten_is_left_as_it_is(tmp_path: Path, audit: Path) -> None:
    (tmp_path / "more").mkdir()
    running = a_writer(tmp_path / "more")
    running.close()
    with pytest.raises(AuditorError, match="the audit goes on"):
        encrypt(running.path, WORDS, cost=10)
    with pytest.raises(AuditorError, match="not encrypted"):
        decrypt(audit)
    encrypt(audit, WORDS, cost=10)
    with pytest.raises(AuditorError, match="encrypted already"):
        encrypt(audit, WORDS, cost=10)


def test_altered_evidence_is_not_encrypted(audit: Path) -> None:
    chain = audit / "evidence" / "exchanges.jsonl"
    chain.write_bytes(chain.read_bytes().replace(b"x-1", b"x-9", 1))
    with pytest.raises(EvidenceAltered):
        encrypt(audit, WORDS, cost=10)


@pytest.mark.parametrize("killed", ["writing", "before the swap", "in the swap", "after the swap"])
def test_what_a_kill_leaves_is_ended_by_the_same_command(audit: Path, killed: str) -> None:
    before = told(audit)
    copy = audit.with_name("copy")
    shutil.copytree(audit, copy)
    if killed == "writing":
        (audit / rewriting.PART).mkdir()
    else:
        encrypt(copy, WORDS, cost=10)
        (copy / "evidence").rename(audit / rewriting.PART)
    if killed in ("in the swap", "after the swap"):
        (audit / "evidence").rename(audit / "evidence.old")
    if killed == "in the swap":
        with pytest.raises(Unopened, match="stopped half-way"):
            verify(audit)
    if killed == "after the swap":
        (audit / rewriting.PART).rename(audit / "evidence")
        assert verify(audit).notes == ()
        with pytest.raises(AuditorError, match="encrypted already"):
            encrypt(audit, WORDS, cost=10)
    else:
        encrypt(audit, WORDS, cost=10)
    assert told(audit) == before
    assert [each.name for each in audit.iterdir() if "evidence" in each.name] == ["evidence"]
