"""Bodies come back as they were put, once each."""

import hashlib
import random
import stat
import threading
from pathlib import Path

import msgspec
import pytest
import zstandard

from auditor.errors import EvidenceAltered
from auditor.evidence import blobs, places
from auditor.evidence.blobs import BlobStore, BlobWriter, commitment
from auditor.evidence.exchange import Blob
from auditor.evidence.index import Entry, line_of, read_index

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
    monkeypatch.setattr(blobs, "SEGMENT_BYTES", 1000)
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
    monkeypatch.setattr(blobs, "MAX_BLOB_BYTES", 10)
    store = BlobWriter(tmp_path / "blobs", SALT)
    with pytest.raises(ValueError, match="more than 10 bytes"):
        store.put(bytes(11))
    store.close()


def _tampered(path: Path, content: bytes, /, **changes: object) -> BlobStore:
    """One blob whose stored bytes and index line an attacker wrote so that they agree."""
    path.mkdir()
    (path / "00000.seg").write_bytes(content)
    entry = Entry(
        id=commitment(SALT, b"body"),
        segment="00000.seg",
        offset=0,
        stored=len(content),
        size=4,
        salt=SALT.hex(),
        packed=hashlib.sha256(content).hexdigest(),
    )
    entry = msgspec.structs.replace(entry, **changes)
    (path / "index.jsonl").write_bytes(line_of(entry))
    return BlobStore(path)


def _packed(body: bytes, *, with_size: bool = True) -> bytes:
    return zstandard.ZstdCompressor(write_content_size=with_size).compress(body)


@pytest.mark.parametrize(
    ("packed", "changes"),
    [
        (_packed(b"bodY"), {}),
        (_packed(b"body") + b"x", {"packed": "0" * 64}),
        (_packed(b"body"), {"size": 5}),
        (_packed(b"body"), {"size": 2**62}),
        (_packed(b"body"), {"stored": 2**62}),
        (_packed(b"body"), {"salt": "no hex"}),
        (_packed(b"body", with_size=False), {}),
        (_packed(bytes(2**21)), {"size": 2**21}),
        (_packed(bytes(2**21), with_size=False), {"size": 2**21}),
        (b"no frame", {}),
    ],
    ids=str,
)
def test_what_was_not_put_is_not_unpacked(
    tmp_path: Path, packed: bytes, changes: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blobs, "MAX_BLOB_BYTES", 2**20)
    store = _tampered(tmp_path / "blobs", packed, **changes)
    (name,) = store.entries
    with pytest.raises(EvidenceAltered, match=r"not what index\.jsonl says"):
        store.get(Blob(name, 4))


def test_what_an_attacker_did_not_touch_is_unpacked(tmp_path: Path) -> None:
    store = _tampered(tmp_path / "blobs", _packed(b"body"))
    (name,) = store.entries
    assert store.get(Blob(name, 4)) == b"body"
    with pytest.raises(EvidenceAltered, match="is missing"):
        store.get(Blob("0" * 64, 4))
    (tmp_path / "blobs" / "00000.seg").unlink()
    with pytest.raises(EvidenceAltered, match="cannot be read"):
        store.get(Blob(name, 4))


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


def test_what_was_put_long_ago_is_found_again_in_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "RECENT", 3)
    monkeypatch.setattr(places, "BATCH", 5)
    store = BlobWriter(tmp_path / "blobs", SALT)
    store.hold(on=True)
    put = [store.put(b"body %d" % number) for number in range(30)]
    assert [store.put(b"body %d" % number) for number in range(30)] == put
    assert [store.get(blob) for blob in put] == [b"body %d" % number for number in range(30)]
    store.close()
    assert len(read_index(tmp_path / "blobs" / "index.jsonl")) == 30
