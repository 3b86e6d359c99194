import pytest

from auditor.capture.importing.formats import KNOWN, reader_of
from auditor.errors import AuditorError


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b'{"log":', "HAR"),
        (b'\xef\xbb\xbf \n{"log":', "HAR"),
        (b"1234:9:websocket", "mitmproxy dump"),
    ],
)
def test_a_format_is_known_by_its_first_bytes(tmp_path, content, name):
    path = tmp_path / "some"
    path.write_bytes(content)
    assert reader_of(path)[0] == name


@pytest.mark.parametrize(
    ("content", "what", "hint"),
    [
        (b"", "empty", ""),
        (b"PK\x03\x04", "not a capture that auditor can read", KNOWN),
        (b"hello", "not a capture that auditor can read", KNOWN),
        (b"\x00" * 5000, "not a capture that auditor can read", KNOWN),
    ],
)
def test_a_file_that_is_none_is_refused(tmp_path, content, what, hint):
    path = tmp_path / "some"
    path.write_bytes(content)
    with pytest.raises(AuditorError) as err:
        reader_of(path)
    assert (err.value.what, err.value.hint) == (what, hint)


def test_a_path_without_a_file_is_refused(tmp_path):
    for path, what in ((tmp_path, "not a file"), (tmp_path / "no", "no such file")):
        with pytest.raises(AuditorError, match=what):
            reader_of(path)
