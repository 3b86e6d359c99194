import time

from auditor.capture.chunks import BODY_CAP, Chunks


def test_every_chunk_passes_unchanged_and_is_kept_with_its_time():
    chunks = Chunks(time.time() - 10)
    assert [chunks.take(data) for data in (b"one ", b"two", b"")] == [b"one ", b"two", b""]
    assert chunks.body == b"one two"
    assert [round(at) for at in chunks.times] == [10, 10]
    assert not chunks.cut


def test_more_than_the_cap_passes_and_is_said_to_be_cut():
    chunks = Chunks(time.time())
    chunks.take(bytes(BODY_CAP - 1))
    assert chunks.take(b"ab") == b"ab"
    assert len(chunks.body) == BODY_CAP
    assert chunks.cut
