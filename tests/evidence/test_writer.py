"""The audit folder: private, for one writer at a time, and read back as written."""

import errno
import os
import shutil
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from auditor.errors import AuditorError, EvidenceAltered
from auditor.evidence import writer as writer_module
from auditor.evidence.coverage import Coverage
from auditor.evidence.exchange import Blob
from auditor.evidence.finding import Judged
from auditor.evidence.folder import Folder, is_audit
from auditor.evidence.heads import read_heads
from auditor.evidence.verifying import verify
from auditor.evidence.writer import Writer
from tests.making import a_finding, a_measure, a_writer, an_about, an_exchange, an_observation


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    with a_writer(tmp_path) as writer:
        one = an_exchange(writer, sent=b"hello", received=b"good day")
        two = an_exchange(writer, "capture", id="x-2")
        writer.append(one)
        writer.append(two)
        assert list(writer.exchanges()) == [one, two]
        writer.end()
        writer.end()
    folder = Folder(writer.path)
    assert list(folder.exchanges()) == [one, two]
    assert one.sent
    assert folder.body(one.sent.body) == b"hello"
    assert folder.body(None) is None
    assert [act.action for act in folder.custody()] == ["created", "ended"]
    assert folder.about.ended
    assert folder.about.audit == "Example vendor, pre-purchase check"
    assert folder.salt == bytes.fromhex("00112233445566778899aabbccddeeff")


def test_what_was_derived_is_read_back(tmp_path: Path) -> None:
    a_writer(tmp_path).close()
    folder = Folder(tmp_path / "audit")
    for read in (folder.observations, folder.measures, folder.coverage, folder.findings):
        with pytest.raises(AuditorError, match="is missing") as told:
            read()
        assert told.value.hint.startswith("auditor judge")
    folder.write_observed([an_observation()], [a_measure()], Coverage(notes=("n",)))
    folder.write_judged(Judged("", [a_finding()]))
    assert folder.observations() == [an_observation()]
    assert folder.measures() == [a_measure()]
    assert folder.coverage() == Coverage(notes=("n",))
    assert folder.findings() == [a_finding()]


@pytest.mark.parametrize("umask", [0o000, 0o022])
def test_nobody_else_may_read_anything(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        with a_writer(tmp_path) as writer:
            writer.append(an_exchange(writer))
        Folder(writer.path).write_observed([an_observation()], [a_measure()], Coverage())
        Folder(writer.path).write_judged(Judged("", []))
    finally:
        os.umask(before)
    paths = [writer.path, *writer.path.rglob("*")]
    assert len(paths) > 10
    for path in paths:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_a_second_writer_in_the_same_process_is_kept_out(tmp_path: Path) -> None:
    with a_writer(tmp_path) as writer:
        told: list[str] = []

        def try_it() -> None:
            with pytest.raises(AuditorError) as error:
                Writer.resume(writer.path, "again")
            told.append(error.value.what)

        try_it()
        thread = threading.Thread(target=try_it)
        thread.start()
        thread.join()
        assert told == ["another run is writing here"] * 2
    Writer.resume(writer.path, "again").close()


def test_a_second_writer_in_another_process_is_kept_out(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from auditor.errors import AuditorError\n"
        "from auditor.evidence.writer import Writer\n"
        "try: Writer.resume(Path(sys.argv[1]), 'again').close()\n"
        "except AuditorError as err: print(err.what)\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "audit")]
    with a_writer(tmp_path):
        told = subprocess.run(command, capture_output=True, text=True, check=True)
        assert told.stdout == "another run is writing here\n"
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert told.stdout == ""


def test_a_writer_that_refuses_lets_others_in(tmp_path: Path) -> None:
    a_writer(tmp_path).close()
    head = tmp_path / "audit" / "evidence" / "head.json"
    content = head.read_bytes()
    head.write_bytes(b"{}")
    with pytest.raises(EvidenceAltered):
        Writer(tmp_path / "audit")
    head.write_bytes(content)
    Writer(tmp_path / "audit").close()


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"x")
    with pytest.raises(AuditorError, match="not empty, and not an audit"):
        Writer.create(tmp_path, an_about())
    with pytest.raises(AuditorError, match="not an audit folder"):
        Writer.resume(tmp_path, "again")
    assert [p.name for p in tmp_path.iterdir()] == ["photo.jpg"]
    assert not is_audit(tmp_path)


def test_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "audit").write_bytes(b"x")
    with pytest.raises(AuditorError, match="cannot write here"):
        a_writer(tmp_path)


def test_a_folder_that_cannot_be_written_is_told() -> None:
    with pytest.raises(AuditorError, match="cannot write here") as told:
        Writer.create(Path("/proc/audit"), an_about())
    assert told.value.hint == "choose another --out"


def test_a_folder_that_became_read_only_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_writer(tmp_path).close()

    def refuse(path: Path, mode: int) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "chmod", refuse)
    with pytest.raises(AuditorError, match="cannot write here: Permission denied"):
        Writer(tmp_path / "audit")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b"auditor-audit/1", b"auditor-audit/9", "written in the format 'auditor-audit/9'"),
        (b'"salt":"00', b'"salt":"zz', "the salt is not one"),
        (b'"seed":7', b'"seed":"7"', "not a record of the kind About"),
    ],
)
def test_an_audit_file_that_is_not_ours_is_told(
    tmp_path: Path, old: bytes, new: bytes, said: str
) -> None:
    a_writer(tmp_path).close()
    audit = tmp_path / "audit" / "audit.json"
    audit.write_bytes(audit.read_bytes().replace(old, new))
    with pytest.raises(AuditorError, match=said):
        Folder(tmp_path / "audit")


def test_the_head_lags_while_a_run_goes_on_and_catches_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = a_writer(tmp_path)
    writer.append(an_exchange(writer))
    assert read_heads(writer.evidence).exchanges.count == 0
    writer.sync()
    assert read_heads(writer.evidence).exchanges.count == 1
    monkeypatch.setattr(writer_module, "SYNC_SECONDS", -1.0)
    writer.append(an_exchange(writer, id="x-2"))
    assert read_heads(writer.evidence).exchanges.count == 2
    assert not read_heads(writer.evidence).closed
    writer.close()
    writer.close()
    assert read_heads(writer.evidence).closed


def test_threads_write_one_audit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer_module, "SYNC_SECONDS", 0.01)
    failed: list[BaseException] = []
    with a_writer(tmp_path) as writer:

        def write(thread: int) -> None:
            try:
                for n in range(50):
                    body = f"answer {n} {thread % 2}".encode()
                    writer.append(an_exchange(writer, id=f"x-{thread}-{n}", received=body))
            except BaseException as err:
                failed.append(err)
                raise

        threads = [threading.Thread(target=write, args=(n,)) for n in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert not failed
    assert verify(writer.path).exchanges == 800
    assert len({exchange.id for exchange in Folder(writer.path).exchanges()}) == 800


def test_a_killed_process_loses_nothing_that_was_appended(tmp_path: Path) -> None:
    program = (
        "import os, signal, sys; from pathlib import Path\n"
        "from tests.making import a_writer, an_exchange\n"
        "writer = a_writer(Path(sys.argv[1]))\n"
        "for n in range(5): writer.append(an_exchange(writer, id=f'x-{n}'))\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    root = Path(__file__).parents[2]
    killed = subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False, cwd=root)
    assert killed.returncode == -9
    verified = verify(tmp_path / "audit")
    assert verified.exchanges == 5
    assert verified.notes[0] == "a run goes on, or did not end cleanly"
    with Writer.resume(tmp_path / "audit", "again") as writer:
        assert [each.id for each in writer.exchanges()] == [f"x-{n}" for n in range(5)]
    assert verify(tmp_path / "audit").notes == ()


def test_what_is_gathered_is_written_at_the_end_of_the_block(tmp_path: Path) -> None:
    with a_writer(tmp_path) as writer:
        lines = writer.evidence / "exchanges.jsonl"
        with writer.gathering():
            one = an_exchange(writer, sent=b"hello")
            writer.append(one)
            assert lines.read_bytes() == b""
            assert one.sent
            assert writer.body(one.sent.body) == b"hello"
            writer.sync()
            assert lines.read_bytes().count(b"\n") == 1
            writer.append(an_exchange(writer, id="x-2"))
        assert lines.read_bytes().count(b"\n") == 2
        writer.append(an_exchange(writer, id="x-3"))
        assert lines.read_bytes().count(b"\n") == 3
    assert verify(writer.path).exchanges == 3


def test_a_killed_process_leaves_what_it_gathered_whole_up_to_a_line(tmp_path: Path) -> None:
    program = (
        "import os, signal, sys; from pathlib import Path\n"
        "from tests.making import a_writer, an_exchange\n"
        "from auditor.evidence import writer as writing\n"
        "writing.PIECE_BYTES = 3000\n"
        "writer = a_writer(Path(sys.argv[1]))\n"
        "with writer.gathering():\n"
        "  for n in range(50): writer.append(an_exchange(writer, id=f'x-{n}', sent=b'%d' % n))\n"
        "  os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    root = Path(__file__).parents[2]
    killed = subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False, cwd=root)
    assert killed.returncode == -9
    there = verify(tmp_path / "audit").exchanges
    assert 10 < there < 50
    with Writer.resume(tmp_path / "audit", "again") as writer:
        assert [each.id for each in writer.exchanges()] == [f"x-{n}" for n in range(there)]
        writer.append(an_exchange(writer, id="x-next"))
    assert verify(tmp_path / "audit").exchanges == there + 1


@pytest.mark.parametrize(("is_room_again", "there"), [(False, 1), (True, 2)])
def test_a_disk_that_is_full_while_gathering_leaves_sound_evidence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_room_again: bool, there: int
) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    def gather() -> None:
        with writer.gathering():
            writer.append(an_exchange(writer, id="x-2", sent=b"more"))
            monkeypatch.setattr(os, "pwrite", full)

    writer = a_writer(tmp_path)
    writer.append(an_exchange(writer))
    with pytest.raises(AuditorError, match="cannot write: No space left"):
        gather()
    if is_room_again:
        monkeypatch.undo()
        writer.close()
    else:
        with pytest.raises(AuditorError, match="cannot write: No space left"):
            writer.close()
        monkeypatch.undo()
    assert read_heads(writer.evidence).closed == is_room_again
    assert verify(writer.path).exchanges == there
    with Writer.resume(writer.path, "again") as writer:
        writer.append(an_exchange(writer, id="x-3"))
    assert verify(writer.path).exchanges == there + 1


def test_a_killed_creation_can_be_taken_up(tmp_path: Path) -> None:
    a_writer(tmp_path).close()
    shutil.rmtree(tmp_path / "audit" / "evidence")
    Writer.resume(tmp_path / "audit", "again").close()
    assert verify(tmp_path / "audit").exchanges == 0


def test_amending_changes_what_the_audit_is_about(tmp_path: Path) -> None:
    with a_writer(tmp_path) as writer:
        writer.amend(persona=Blob("a" * 64, 1))
    assert Folder(writer.path).about.persona == Blob("a" * 64, 1)
