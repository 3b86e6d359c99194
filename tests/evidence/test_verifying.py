"""Any change anywhere in a sealed folder is noticed, and named."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from auditor.errors import AuditorError, EvidenceAltered
from auditor.evidence import blobwriter
from auditor.evidence.chain import Head
from auditor.evidence.folder import Folder
from auditor.evidence.heads import Heads, read_heads, write_heads
from auditor.evidence.persona import persona_bytes
from auditor.evidence.redaction import redact
from auditor.evidence.seal import new_key, seal
from auditor.evidence.verifying import verify
from auditor.evidence.writer import Writer
from tests.making import ADA, a_writer, an_exchange

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))

FILES = [
    "audit.json",
    "seal.json",
    "evidence/head.json",
    "evidence/exchanges.jsonl",
    "evidence/custody.jsonl",
    "evidence/blobs/index.jsonl",
    "evidence/blobs/00000.seg",
    "evidence/blobs/00001.seg",
    "evidence/blobs/00002.seg",
    "evidence/captures/original.har",
]


def _gathered(path: Path, patch: pytest.MonkeyPatch) -> Writer:
    """Three exchanges, one with a planted persona; bodies in three segments."""
    patch.setattr(blobwriter, "SEGMENT_BYTES", 300)
    writer = a_writer(path)
    writer.append(an_exchange(writer, id="x-1", persona=ADA))
    writer.append(an_exchange(writer, "capture", id="x-2", sent=b"", received=b"second answer"))
    writer.append(an_exchange(writer, id="x-3", sent=b"third", received=bytes(range(200))))
    writer.end()
    return writer


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sealed, then redacted twice, so that custody has lines that the seal does not name."""
    with pytest.MonkeyPatch.context() as patch:
        writer = _gathered(tmp_path_factory.mktemp("sealed"), patch)
        kept = writer.evidence / "captures" / "original.har"
        kept.parent.mkdir()
        kept.write_bytes(b"encrypted\n")
        seal(writer, KEY)
    received = [e.received.body.id for e in Folder(writer.path).exchanges() if e.received.body]
    assert redact(writer.path, {received[1]}, "asked for by the person") == 1
    assert redact(writer.path, {received[0]}, "asked for by the person") == 1
    return writer.path


@pytest.fixture
def copy(sealed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sealed, tmp_path / "audit"))


def _altered(path: Path) -> EvidenceAltered:
    try:
        verify(path)
    except EvidenceAltered as err:
        return err
    raise AssertionError(f"{path} verifies")


SOAK = bool(os.environ.get("AUDITOR_SOAK"))


def _bytewise(content: bytes) -> Iterator[bytes]:
    """Every byte changed; every seventh removed, doubled, flipped high or the last one.

    Without AUDITOR_SOAK every third of the bytes, and of the others as many fewer.
    """
    few, fewer = (1, 7) if SOAK else (3, 43)
    for at in range(0, len(content), few):
        yield content[:at] + bytes([content[at] ^ 0x01]) + content[at + 1 :]
    for at in range(0, len(content), fewer):
        yield content[:at] + bytes([content[at] ^ 0x80]) + content[at + 1 :]
        yield content[:at] + content[at + 1 :]
        yield content[:at] + b"0" + content[at:]
        yield content[:at] + b"\n" + content[at:]
        yield content[:at]
    yield content[:-1]
    yield content + b"\n"
    yield content + b"0"
    yield content + content


def _linewise(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Each line removed, doubled or swapped with the next; with the first line concerned."""
    lines = content.splitlines(keepends=True)
    for at in range(len(lines)):
        yield at + 1, b"".join(lines[:at] + lines[at + 1 :])
        yield at + 2, b"".join([*lines[: at + 1], lines[at], *lines[at + 1 :]])
        if at + 1 < len(lines):
            yield at + 1, b"".join([*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]])


def test_an_untouched_sealed_folder_verifies(sealed: Path) -> None:
    verified = verify(sealed)
    assert (verified.exchanges, verified.redacted, verified.notes) == (3, 2, ())
    assert verified.seal
    assert verified.seal.merkle_root == verified.merkle_root
    assert verified.seal.exchanges.head == verified.head


def test_the_list_of_files_is_all_there_is(sealed: Path) -> None:
    there = {p.relative_to(sealed).as_posix() for p in sealed.rglob("*") if p.is_file()}
    assert there - {".lock"} == set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_every_changed_byte_is_noticed_and_its_file_is_named(copy: Path, name: str) -> None:
    file = copy / name
    original = file.read_bytes()
    for changed in _bytewise(original):
        if changed != original:
            file.write_bytes(changed)
            assert file.name in str(_altered(copy))
    file.write_bytes(original)
    verify(copy)


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".jsonl")])
def test_every_moved_line_is_noticed_and_the_line_is_named(copy: Path, name: str) -> None:
    file = copy / name
    original = file.read_bytes()
    for number, changed in _linewise(original):
        if changed != original:
            file.write_bytes(changed)
            assert _altered(copy).where in {f"{file}:{number}", f"{file}:{number + 1}"}
    file.write_bytes(original)


@pytest.mark.parametrize("name", ["evidence/exchanges.jsonl", "evidence/custody.jsonl"])
def test_a_word_changed_in_a_line_names_that_line(copy: Path, name: str) -> None:
    file = copy / name
    lines = file.read_bytes().splitlines(keepends=True)
    for at, line in enumerate(lines):
        changed = line.replace(b'"Z"', b'"Y"').replace(b"2026-11-23", b"2026-11-22")
        changed = changed.replace(b'"who":"', b'"who":"not-')
        assert changed != line
        file.write_bytes(b"".join([*lines[:at], changed, *lines[at + 1 :]]))
        assert _altered(copy).where == f"{file}:{at + 1}"


@pytest.mark.parametrize("name", FILES[1:])
def test_a_removed_file_is_noticed(copy: Path, name: str) -> None:
    (copy / name).unlink()
    assert Path(name).name in str(_altered(copy))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("notes.txt", "notes.txt"),
        (".hidden", ".hidden"),
        ("head.json.part", "head.json.part"),
        ("exchanges.jsonl.bak", "exchanges.jsonl.bak"),
        ("blobs/00003.seg", "00003.seg"),
        ("blobs/7.seg", "7.seg"),
        ("blobs/index.jsonl.part", "index.jsonl.part"),
        ("deep/00000.seg", "deep"),
        ("captures/second.har", "captures/second.har"),
        ("captures/deep/second.har", "captures/deep/second.har"),
    ],
)
def test_an_added_file_is_noticed(copy: Path, name: str, said: str) -> None:
    file = copy / "evidence" / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(b"")
    assert said in str(_altered(copy))


def test_a_link_in_the_place_of_a_file_is_noticed(copy: Path) -> None:
    chain = copy / "evidence" / "exchanges.jsonl"
    moved = chain.rename(copy / "elsewhere")
    chain.symlink_to(moved)
    assert _altered(copy).where == str(chain)


def test_an_added_folder_is_noticed(copy: Path) -> None:
    (copy / "evidence" / "more").mkdir()
    assert _altered(copy).where == str(copy / "evidence" / "more")


def test_a_folder_without_a_file_is_noticed(copy: Path) -> None:
    (copy / "evidence" / "captures" / "sub").mkdir(parents=True)
    assert _altered(copy).where == str(copy / "evidence" / "captures" / "sub")


def test_a_redacted_body_put_back_is_noticed(sealed: Path, tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        writer = _gathered(tmp_path, patch)
    seal(writer, KEY)
    folder = Folder(writer.path)
    before = {p: p.read_bytes() for p in (writer.evidence / "blobs").iterdir()}
    (first, *_) = folder.exchanges()
    assert first.received
    assert first.received.body
    redact(writer.path, {first.received.body.id}, "asked for by the person")
    for path, content in before.items():
        path.write_bytes(content)
    assert _altered(writer.path).what == "custody says that it was erased"


def test_an_erased_body_leaves_neither_bytes_nor_salt(tmp_path: Path) -> None:
    body = b"Ada Quillfeather lives at 7 Elm Lane" * 3
    with a_writer(tmp_path) as writer:
        writer.append(an_exchange(writer, received=body))
    folder = Folder(writer.path)
    (exchange,) = folder.exchanges()
    assert exchange.received
    blob = exchange.received.body
    assert folder.body(blob) == body
    assert blob
    salt = folder.blobs.entries[blob.id].salt
    assert redact(writer.path, {blob.id}, "asked for by the person") == 1
    assert Folder(writer.path).body(blob) is None
    left = b"".join(p.read_bytes() for p in writer.path.rglob("*") if p.is_file())
    assert salt.encode() not in left
    assert verify(writer.path).redacted == 1
    assert redact(writer.path, {blob.id}, "again") == 0


def test_a_redaction_without_a_reason_is_refused(copy: Path) -> None:
    with pytest.raises(AuditorError, match="needs a reason"):
        redact(copy, set(), " ")


@pytest.mark.parametrize("name", FILES[2:-1])
def test_nothing_is_redacted_in_an_altered_folder(copy: Path, name: str) -> None:
    file = copy / name
    file.write_bytes(file.read_bytes()[:-1])
    before = {p: p.read_bytes() for p in copy.rglob("*") if p.is_file() and p.name != ".lock"}
    with pytest.raises(EvidenceAltered):
        redact(copy, set(read_ids(copy)), "asked for by the person")
    assert {p: p.read_bytes() for p in before} == before


def read_ids(path: Path) -> list[str]:
    lines = (path / "evidence/blobs/index.jsonl").read_bytes().splitlines()
    return [line.split(b'"')[3].decode() for line in lines]


@pytest.mark.parametrize(
    "name",
    [
        "evidence/head.json",
        "evidence/exchanges.jsonl",
        "evidence/custody.jsonl",
        "evidence/blobs/index.jsonl",
        "evidence/blobs/00000.seg",
    ],
)
def test_resuming_cuts_and_mends_nothing_that_was_altered(tmp_path: Path, name: str) -> None:
    with a_writer(tmp_path) as writer:
        writer.append(an_exchange(writer))
    file = writer.path / name
    original = file.read_bytes()
    for changed in (original[:-1], original + b"x", original[:-9] + b"123456789"):
        file.write_bytes(changed)
        if name.endswith(".seg") and len(changed) == len(original):
            continue  # a resume does not unpack every body; verify does
        with pytest.raises(EvidenceAltered):
            Writer.resume(writer.path, "again")
        assert file.read_bytes() == changed
    file.write_bytes(original)
    Writer.resume(writer.path, "again").close()
    verify(writer.path)


def test_an_unsealed_folder_verifies_without_a_seal(tmp_path: Path) -> None:
    with a_writer(tmp_path) as writer:
        writer.append(an_exchange(writer, persona=ADA))
    verified = verify(writer.path)
    assert (verified.exchanges, verified.seal, verified.notes) == (1, None, ())


def test_an_empty_audit_verifies_and_can_be_sealed(tmp_path: Path) -> None:
    seal(a_writer(tmp_path), KEY)
    verified = verify(tmp_path / "audit")
    assert (verified.exchanges, verified.blobs) == (0, 0)


def test_the_persona_of_the_apps_must_be_there(tmp_path: Path) -> None:
    with a_writer(tmp_path) as writer:
        persona = writer.keep(persona_bytes(ADA))
        writer.amend(persona=persona)
    verify(writer.path)
    audit = writer.path / "audit.json"
    audit.write_bytes(audit.read_bytes().replace(persona.id.encode(), b"0" * 64))
    assert _altered(writer.path).what == "blob 000000000000 is missing"


def test_a_running_audit_verifies_with_a_note(tmp_path: Path) -> None:
    writer = a_writer(tmp_path)
    writer.append(an_exchange(writer))
    assert verify(writer.path).notes == (
        "a run goes on, or did not end cleanly",
        "exchanges.jsonl: 1 lines after the last head",
        "custody.jsonl: 1 lines after the last head",
    )
    writer.close()
    assert verify(writer.path).notes == ()


def test_what_a_kill_leaves_verifies_with_a_note_and_is_cut_by_the_next_writer(
    tmp_path: Path,
) -> None:
    writer = a_writer(tmp_path)
    writer.append(an_exchange(writer))
    killed = tmp_path / "killed"
    shutil.copytree(writer.path, killed)
    writer.close()
    evidence = killed / "evidence"
    for name, rest in {
        "exchanges.jsonl": b'{"seq":2,"pr',
        "custody.jsonl": b"{",
        "blobs/index.jsonl": b'{"id":"',
        "blobs/00000.seg": b"\x28\xb5\x2f\xfd",
        "head.json.part": b"{",
        "blobs/index.jsonl.part": b"{",
    }.items():
        with (evidence / name).open("ab") as file:
            file.write(rest)
    assert verify(killed).notes[0] == "a run goes on, or did not end cleanly"
    assert len(list(Folder(killed).exchanges())) == 1
    with Writer.resume(killed, "again") as again:
        again.append(an_exchange(again, id="x-2", received=b"a new answer"))
    assert again.cut == 13
    assert verify(killed).notes == ()
    assert [act.detail for act in Folder(killed).custody()][-1] == {"cut bytes": 13}
    assert not list(killed.rglob("*.part"))


def test_lines_that_a_head_names_are_missed_after_a_kill_too(tmp_path: Path) -> None:
    writer = a_writer(tmp_path)
    writer.append(an_exchange(writer))
    writer.sync()
    killed = tmp_path / "killed"
    shutil.copytree(writer.path, killed)
    writer.close()
    chain = killed / "evidence" / "exchanges.jsonl"
    chain.write_bytes(chain.read_bytes()[:-1])
    assert _altered(killed).where == f"{chain}:1"
    with pytest.raises(EvidenceAltered):
        Writer.resume(killed, "again")


def test_a_redaction_that_was_killed_half_way_is_finished_by_the_next_writer(
    tmp_path: Path,
) -> None:
    with a_writer(tmp_path) as writer:
        writer.append(an_exchange(writer))
    (exchange,) = Folder(writer.path).exchanges()
    assert exchange.received
    assert exchange.received.body
    blob = exchange.received.body.id
    again = Writer(writer.path)
    again.record("redacted", "asked for by the person", {"blobs": [blob]})
    entry = again.blobs.entries[blob]
    killed = tmp_path / "killed"
    shutil.copytree(writer.path, killed)
    again.erase(set(), "nothing")
    segment = killed / "evidence" / "blobs" / entry.segment
    content = bytearray(segment.read_bytes())
    content[entry.offset : entry.offset + 5] = bytes(5)
    segment.write_bytes(content)
    assert f"blob {blob[:12]} is still to be erased" in verify(killed).notes
    Writer.resume(killed, "again").close()
    assert verify(killed).redacted == 1


def test_a_head_that_claims_a_run_goes_on_does_not_open_a_sealed_folder(copy: Path) -> None:
    heads = read_heads(copy / "evidence")
    chain = copy / "evidence" / "exchanges.jsonl"
    lines = chain.read_bytes().splitlines(keepends=True)
    chain.write_bytes(b"".join(lines[:-1]))
    write_heads(
        copy / "evidence",
        type(heads)(type(heads.exchanges)(), heads.custody, type(heads.blobs)(), closed=False),
    )
    assert _altered(copy).where == f"{chain}:3"


RUNNING = [
    lambda heads: replace(heads, exchanges=Head(), custody=Head()),
    lambda heads: replace(heads, exchanges=Head()),
    lambda heads: replace(heads, custody=Head()),
]


@pytest.mark.parametrize("change", RUNNING, ids=range(len(RUNNING)))
@pytest.mark.parametrize("tail", [b"", b"garbage", None], ids=["as it was", "garbage", "cut"])
def test_no_run_goes_on_in_a_sealed_folder(
    copy: Path, change: Callable[[Heads], Heads], tail: bytes | None
) -> None:
    heads = read_heads(copy / "evidence")
    write_heads(copy / "evidence", replace(change(heads), blobs=Head(), closed=False))
    custody = copy / "evidence" / "custody.jsonl"
    lines = custody.read_bytes().splitlines(keepends=True)
    custody.write_bytes(b"".join(lines[:-1] if tail is None else [*lines, tail]))
    where = _altered(copy).where
    assert where in (f"{copy}/evidence/head.json:1", f"{custody}:{len(lines)}")


def test_a_redaction_that_was_killed_before_its_first_act_changed_nothing(copy: Path) -> None:
    shutil.copytree(copy, opened := copy.with_name("opened"))
    with Writer(copy):  # it has opened the folder, and a kill leaves it as it lies now
        shutil.rmtree(opened)
        shutil.copytree(copy, opened)
    assert read_heads(opened / "evidence").closed is False
    assert verify(opened).notes == ("a run goes on, or did not end cleanly",)
    assert redact(opened, {_live(opened)}, "asked for by the person") == 1
    assert (verify(opened).notes, verify(opened).redacted) == ((), 3)


@pytest.mark.parametrize("name", ["custody.jsonl", "blobs/index.jsonl", "blobs/00002.seg"])
@pytest.mark.parametrize("tail", [b"garbage", None], ids=["garbage", "cut"])
def test_an_open_head_excuses_no_change_in_a_sealed_folder(
    copy: Path, name: str, tail: bytes | None
) -> None:
    heads = read_heads(copy / "evidence")
    write_heads(copy / "evidence", replace(heads, blobs=Head(), closed=False))
    file = copy / "evidence" / name
    content = file.read_bytes()
    file.write_bytes(content[:-1] if tail is None else content + tail)
    assert str(copy / "evidence") in _altered(copy).where


def _live(path: Path) -> str:
    return min(entry.id for entry in Folder(path).blobs.entries.values() if not entry.erased)


def test_a_changed_name_in_the_index_names_its_line(copy: Path) -> None:
    index = copy / "evidence" / "blobs" / "index.jsonl"
    lines = index.read_bytes().splitlines(keepends=True)
    at = lines[1].index(b'"id":"') + 6
    flipped = b"0" if lines[1][at : at + 1] != b"0" else b"1"
    index.write_bytes(lines[0] + lines[1][:at] + flipped + lines[1][at + 1 :] + b"".join(lines[2:]))
    assert _altered(copy).where == f"{index}:2"


def test_what_is_no_audit_is_the_users_to_mend(tmp_path: Path) -> None:
    with pytest.raises(AuditorError) as told:
        verify(tmp_path)
    assert type(told.value) is AuditorError


def test_a_sealed_audit_is_neither_resumed_nor_sealed_again(copy: Path) -> None:
    with pytest.raises(AuditorError, match="is sealed"):
        Writer.resume(copy, "again")
    with Writer(copy) as writer, pytest.raises(AuditorError, match="sealed already"):
        seal(writer, KEY)
    verify(copy)


def test_another_key_gives_another_seal(tmp_path: Path) -> None:
    key = new_key(tmp_path / "key.pem")
    made = seal(a_writer(tmp_path, seed=8), key)
    assert verify(tmp_path / "audit").seal == made
