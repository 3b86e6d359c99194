"""What was not put is not unpacked."""

import hashlib
from pathlib import Path

import msgspec
import pytest
import zstandard

from auditor.errors import EvidenceAltered
from auditor.evidence import blobs
from auditor.evidence.blobs import BlobStore, commitment
from auditor.evidence.exchange import Blob
from auditor.evidence.index import Entry, line_of

SALT = bytes(range(16))


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
