import pytest

from auditor.capture.importing import window
from auditor.capture.importing.mending import spans
from tests.capture.importing.hars import har


@pytest.mark.parametrize("chunk", [1, 7, 64, 4096])
def test_entries_are_found_wherever_the_window_ends(tmp_path, monkeypatch, chunk):
    monkeypatch.setattr(window, "CHUNK", chunk)
    path = tmp_path / "some.har"
    entries = [{"a": 'x"]}\\'}, {"b": [{"c": "{"}], "d": {}}, {}]
    path.write_bytes(har(*entries))
    assert list(spans(path)) == entries
