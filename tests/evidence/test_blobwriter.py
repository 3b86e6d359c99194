"""Bodies come back as they were put, once each."""

import random
import sqlite3
import stat
import threading
from pathlib import Path

import pytest

from auditor.errors import AuditorError, EvidenceAltered
from auditor.evidence import blobwriter, places
from auditor.evidence.blobs import BlobStore
from auditor.evidence.blobwriter import BlobWriter
from auditor.evidence.exchange import Blob
from auditor.evidence.index import read_index
from tests.making import no_file_longer_than

SALT = bytes(range(16))


@pytest.mark.parametrize(
    "body",
    [b"", b"\0", b"text", random.Random(1).randbytes(10_000_000), bytes(10_000_000)],
    ids=["nothing", "zero", "text", "10 MB of noise", "10 MB of zeros"],
)
def test_a_body_comes_back_as_it_was_put(tmp_path: Path, body: bytes) -> None:
    store = BlobWriter(tmp_path / "blobs", SALT)
    blob = store.put(body)
    assert blob.size == len(body)
    assert store.get(blob) == body
    store.close()
    assert BlobStore(tmp_path / "blobs").get(blob) == body


def test_an_identical_body_is_kept_once_also_in_a_later_run(tmp_path: Path) -> None:
    store = BlobWriter(tmp_path / "blobs", SALT)
    first = store.put(b"same")
    assert store.put(b"same") == first
    store.close()
    again = BlobWriter(tmp_path / "blobs", SALT, closed=True)
    assert again.put(b"same") == first
    assert again.put(b"other") != first
    again.close()
    assert len(read_index(tmp_path / "blobs" / "index.jsonl")) == 2


def test_threads_put_the_same_bodies_once_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blobwriter, "SEGMENT_BYTES", 1000)
    store = BlobWriter(tmp_path / "blobs", SALT)
    bodies = [f"body {n}".encode() * (n % 7) for n in range(200)]
    got: list[list[Blob]] = []

    def put_all(seed: int) -> None:
        order = bodies[:]
        random.Random(seed).shuffle(order)
        found = {body: store.put(body) for body in order}
        got.append([found[body] for body in bodies])

    threads = [threading.Thread(target=put_all, args=(n,)) for n in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    store.close()
    assert len(got) == 16
    assert all(each == got[0] for each in got)
    reread = BlobStore(tmp_path / "blobs")
    assert len(reread.entries) == len(set(bodies))
    assert [reread.get(blob) for blob in got[0]] == bodies
    assert len(list((tmp_path / "blobs").glob("*.seg"))) > 3


def test_an_erased_body_put_again_is_a_new_blob(tmp_path: Path) -> None:
    store = BlobWriter(tmp_path / "blobs", SALT)
    gone, stays = store.put(b"personal" * 9), store.put(b"other")
    store.erase({gone.id: "2026-11-23T18:00:00.000Z"})
    assert (store.get(gone), store.get(stays)) == (None, b"other")
    assert store.live() == {stays.id}
    again = store.put(b"personal" * 9)
    assert again.id != gone.id
    assert store.get(again) == b"personal" * 9
    store.close()
    reread = BlobStore(tmp_path / "blobs")
    assert [reread.get(blob) for blob in (gone, stays, again)] == [None, b"other", b"personal" * 9]


def test_a_body_larger_than_any_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blobwriter, "MAX_BLOB_BYTES", 10)
    store = BlobWriter(tmp_path / "blobs", SALT)
    with pytest.raises(ValueError, match="more than 10 bytes"):
        store.put(bytes(11))
    store.close()


def test_what_a_crash_left_behind_is_cut(tmp_path: Path) -> None:
    store = BlobWriter(tmp_path / "blobs", SALT)
    blob = store.put(b"body")
    store.close()
    for name, rest in (("index.jsonl", b'{"id'), ("00000.seg", b"xyz"), ("00001.seg", b"xyz")):
        with (tmp_path / "blobs" / name).open("ab") as file:
            file.write(rest)
    with pytest.raises(EvidenceAltered):
        BlobWriter(tmp_path / "blobs", SALT, closed=True)
    again = BlobWriter(tmp_path / "blobs", SALT)
    other = again.put(b"other")
    again.close()
    reread = BlobStore(tmp_path / "blobs")
    assert [reread.get(each) for each in (blob, other)] == [b"body", b"other"]
    assert not (tmp_path / "blobs" / "00001.seg").exists()
    BlobWriter(tmp_path / "blobs", SALT, closed=True).close()


def test_blobs_are_for_their_owner_only(tmp_path: Path) -> None:
    store = BlobWriter(tmp_path / "blobs", SALT)
    blob = store.put(b"body")
    store.erase({blob.id: "now"})
    store.close()
    modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in (tmp_path / "blobs").iterdir()}
    assert modes == {"index.jsonl": 0o600, "00000.seg": 0o600}
    assert stat.S_IMODE((tmp_path / "blobs").stat().st_mode) == 0o700


def test_an_empty_store_has_no_segment(tmp_path: Path) -> None:
    BlobWriter(tmp_path / "blobs", SALT).close()
    assert [p.name for p in (tmp_path / "blobs").iterdir()] == ["index.jsonl"]


def test_what_was_put_is_in_the_files_once_it_is_flushed_or_read(tmp_path: Path) -> None:
    store = BlobWriter(tmp_path / "blobs", SALT)
    one, two = store.put(b"one"), store.put(b"two")
    assert (tmp_path / "blobs" / "index.jsonl").read_bytes() == b""
    store.flush()
    assert [BlobStore(tmp_path / "blobs").get(each) for each in (one, two)] == [b"one", b"two"]
    three = store.put(b"three")
    assert store.get(three) == b"three"
    assert BlobStore(tmp_path / "blobs").get(three) == b"three"
    store.close()


def test_little_waits_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blobwriter, "WAITING_BYTES", 1000)
    store = BlobWriter(tmp_path / "blobs", SALT)
    noise = random.Random(1)
    for _ in range(9):
        store.put(noise.randbytes(600))
    assert len(BlobStore(tmp_path / "blobs").entries) == 8
    store.close()


def test_what_did_not_fit_on_the_disk_is_written_when_it_does(tmp_path: Path) -> None:
    store = BlobWriter(tmp_path / "blobs", SALT)
    stays = store.put(b"first")
    store.flush()
    held = {path.name: path.read_bytes() for path in (tmp_path / "blobs").iterdir()}
    late = store.put(random.Random(1).randbytes(5000))
    with no_file_longer_than(1500), pytest.raises(AuditorError, match="cannot write"):
        store.flush()
    assert {path.name: path.read_bytes() for path in (tmp_path / "blobs").iterdir()} == held
    other = store.put(b"other")
    store.close()
    reread = BlobStore(tmp_path / "blobs")
    assert [reread.get(each) for each in (stays, late, other)] == [
        b"first",
        random.Random(1).randbytes(5000),
        b"other",
    ]


def test_bytes_without_their_lines_are_taken_back(tmp_path: Path) -> None:
    store = BlobWriter(tmp_path / "blobs", SALT)
    store.put(b"first")
    store.flush()
    held = {path.name: path.read_bytes() for path in (tmp_path / "blobs").iterdir()}
    for number in range(20):
        store.put(b"%d" % number)
    # Room for their bytes, and not for their lines, which are longer.
    with no_file_longer_than(2000), pytest.raises(AuditorError, match="cannot write"):
        store.flush()
    assert {path.name: path.read_bytes() for path in (tmp_path / "blobs").iterdir()} == held
    store.close()
    assert len(BlobStore(tmp_path / "blobs").entries) == 21


def test_what_was_put_long_ago_is_found_again_in_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "RECENT", 3)
    monkeypatch.setattr(places, "BATCH", 5)
    monkeypatch.setattr(blobwriter, "WAITING_BYTES", 100)
    store = BlobWriter(tmp_path / "blobs", SALT)
    put = [store.put(b"body %d" % number) for number in range(30)]
    assert [store.put(b"body %d" % number) for number in range(30)] == put
    assert [store.get(blob) for blob in put] == [b"body %d" % number for number in range(30)]
    late = store.put(b"late")
    assert store.get(late) == b"late"
    store.close()
    assert len(read_index(tmp_path / "blobs" / "index.jsonl")) == 31


def test_what_an_interruption_left_unnoted_is_not_written_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What is noted goes into a temporary file one by one, and the first time is interrupted.
    monkeypatch.setattr(places, "BATCH", 1)
    store = BlobWriter(tmp_path / "blobs", SALT)
    put = [store.put(b"body %d" % number) for number in range(3)]
    with monkeypatch.context() as once:
        once.setattr(sqlite3, "connect", interrupted)
        with pytest.raises(KeyboardInterrupt):
            store.flush()
    put.append(store.put(b"body 3"))
    assert [store.put(b"body %d" % number) for number in range(4)] == put
    assert [store.get(blob) for blob in put] == [b"body %d" % number for number in range(4)]
    assert store.head.count == 4
    store.close()
    again = BlobWriter(tmp_path / "blobs", SALT, closed=True)
    assert again.put(b"body 0") == put[0]
    again.close()


def interrupted(*_: object, **__: object) -> None:
    raise KeyboardInterrupt
