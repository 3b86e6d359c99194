import pytest

from auditor.capture.importing import formats
from auditor.capture.importing.formats import KNOWN, keys_of, reader_of
from auditor.errors import AuditorError


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b'{"log":', "HAR"),
        (b'\xef\xbb\xbf \n{"log":', "HAR"),
        (b"1234:9:websocket", "mitmproxy dump"),
        (b"\xd4\xc3\xb2\xa1\2\0\4\0", "pcap"),
        (b"\xa1\xb2\x3c\x4d\0\2\0\4", "pcap"),
        (b"\x0a\x0d\x0d\x0a\x1c\0\0\0\x4d\x3c\x2b\x1a", "pcapng"),
        (b"\x0a\x0d\x0d\x0a\0\0\0\x1c\x1a\x2b\x3c\x4d", "pcapng"),
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
        (b"\x0a\x0d\x0d\x0a\x1c\0\0\0hello", "not a capture that auditor can read", KNOWN),
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


LOG = b"# made by a browser\nCLIENT_HANDSHAKE_TRAFFIC_SECRET 00 11\n"


def test_a_key_log_is_for_packets(tmp_path):
    keys, packets, har = (tmp_path / name for name in ("keys", "some.pcap", "some.har"))
    keys.write_bytes(LOG)
    packets.write_bytes(b"\xd4\xc3\xb2\xa1" + bytes(20))
    har.write_bytes(b"{}")
    assert reader_of(packets, keys)[0] == "pcap"
    assert keys_of(keys) == LOG
    with pytest.raises(AuditorError) as err:
        reader_of(har, keys)
    assert (err.value.what, err.value.where) == ("a HAR, which no key log opens", str(har))


@pytest.mark.parametrize(
    ("content", "what"),
    [(b"", "not a key log of TLS"), (b"hello", "not a key log of TLS"),
     (LOG * 2, "larger than 0 MB"), (None, "no such file")],
)  # fmt: skip
def test_what_is_no_key_log_is_refused(tmp_path, monkeypatch, content, what):
    monkeypatch.setattr(formats, "MAX_KEYS", 100)
    path = tmp_path / "keys"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(AuditorError) as err:
        keys_of(path)
    assert err.value.what == what
