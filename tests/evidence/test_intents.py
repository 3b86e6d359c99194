"""What a run leaves that is killed with requests on their way."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from auditor.errors import AuditorError, EvidenceAltered
from auditor.evidence.custody import cut_short
from auditor.evidence.folder import Folder
from auditor.evidence.intents import MOST_BYTES, PLACE_BYTES, Intents
from auditor.evidence.seal import seal
from auditor.evidence.verifying import verify
from auditor.evidence.writer import Writer
from tests.making import a_writer, an_exchange

ONE, TWO, THREE = (f"p-{digit * 16}" for digit in "123")


def test_what_was_begun_and_never_done_is_left(tmp_path: Path) -> None:
    intents = Intents(tmp_path)
    for id_ in (ONE, TWO, THREE):
        intents.begin(id_)
    intents.withdraw(TWO)
    intents.done(THREE)
    # A place is only given to another: until then its exchange tells that it was answered.
    assert Intents(tmp_path).left() == [ONE, THREE]
    intents.begin(TWO)
    assert sorted(Intents(tmp_path).left()) == [ONE, TWO, THREE]
    intents.close()
    assert Intents(tmp_path).left()
    assert (tmp_path / "intents").stat().st_mode & 0o777 == 0o600


def test_nothing_is_left_where_all_was_done(tmp_path: Path) -> None:
    intents = Intents(tmp_path)
    for id_ in (ONE, TWO):
        intents.begin(id_)
    for id_ in (TWO, ONE):
        intents.done(id_)
    intents.close()
    assert list(tmp_path.iterdir()) == []


def test_many_requests_share_few_places(tmp_path: Path) -> None:
    intents = Intents(tmp_path)
    seen: list[bool] = []

    def ask(number: int) -> None:
        id_ = f"p-{number:016x}"
        intents.begin(id_)
        seen.append(id_ in Intents(tmp_path).left())
        intents.done(id_)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(ask, range(400)))
    assert seen == [True] * 400
    assert (tmp_path / "intents").stat().st_size <= 8 * PLACE_BYTES


@pytest.mark.parametrize(
    ("content", "left"),
    [
        (b"", []),
        (b"\xff\x00" * 100, []),
        (b"\0" * 32 + ONE.encode(), [ONE]),
        (b"\n" * MOST_BYTES + ONE.encode(), []),
    ],
    ids=["empty", "no-text", "torn", "beyond-the-bound"],
)
def test_whatever_lies_there_is_read_within_a_bound(
    tmp_path: Path, content: bytes, left: list[str]
) -> None:
    (tmp_path / "intents").write_bytes(content)
    assert Intents(tmp_path).left() == left


def test_a_link_is_neither_read_nor_written(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text(ONE)
    (tmp_path / "intents").symlink_to(tmp_path / "elsewhere")
    assert Intents(tmp_path).left() == []
    with pytest.raises(AuditorError, match="cannot write"):
        Intents(tmp_path).begin(TWO)
    assert (tmp_path / "elsewhere").read_text() == ONE


def _killed(tmp_path: Path) -> Path:
    """A folder whose run was killed: one request was answered, of two nobody knows."""
    with a_writer(tmp_path) as writer:
        for id_ in (ONE, TWO, THREE):
            writer.intents.begin(id_)
        left = (writer.evidence / "intents").read_bytes()
        answered = replace(an_exchange(writer), id=ONE)
        writer.append(answered)
    (writer.evidence / "intents").write_bytes(left)
    return writer.path


def test_the_next_run_tells_custody_once(tmp_path: Path) -> None:
    path = _killed(tmp_path)
    assert verify(path).exchanges == 1
    left = (path / "evidence/intents").read_bytes()
    for lost in (2, 2, 0):
        with Writer(path) as writer:
            assert writer.lost == lost
        assert not (path / "evidence/intents").exists()
        if lost and len(list(Folder(path).custody())) == 2:
            # Killed again before it was taken away: the same ones are told of again.
            (path / "evidence/intents").write_bytes(left)
    assert cut_short(Folder(path).custody()) == {TWO, THREE}
    assert [act.action for act in Folder(path).custody()] == ["created", "cut short", "cut short"]
    verify(path)


def test_a_sealed_audit_has_none(tmp_path: Path) -> None:
    writer = a_writer(tmp_path)
    seal(writer, Ed25519PrivateKey.generate())
    path = writer.path
    (path / "evidence/intents").write_text(ONE)
    with pytest.raises(EvidenceAltered, match="was not there when the audit was sealed"):
        verify(path)
