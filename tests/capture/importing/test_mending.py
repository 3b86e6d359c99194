import io

import pytest

from auditor.capture.importing import mending
from auditor.capture.importing.mending import spans
from tests.capture.importing.hars import har


@pytest.mark.parametrize("chunk", [1, 7, 64, 4096])
def test_entries_are_found_wherever_the_window_ends(tmp_path, monkeypatch, chunk):
    monkeypatch.setattr(mending, "CHUNK", chunk)
    path = tmp_path / "some.har"
    entries = [{"a": 'x"]}\\'}, {"b": [{"c": "{"}], "d": {}}, {}]
    path.write_bytes(har(*entries))
    assert list(spans(path)) == entries


def test_a_text_without_an_end_is_read_once(tmp_path, monkeypatch):
    reads = []

    class Counting(io.BytesIO):
        def read(self, size=-1):
            reads.append(size)
            return super().read(size)

    text = mending._Text(Counting(b'{"' + b'\\"' * 600_000))
    assert text.next_bracket() == b"{"
    assert text.next_bracket() is None
    assert len(reads) < 10
