import pytest
from mitmproxy.io import tnetstring

from auditor.capture.importing.tnet import parsed


@pytest.mark.parametrize(
    "value",
    [
        b"", b"a:b", "é;", 0, -7, 1.5, True, False, None, [], {},
        {"a": [1, {"b": None}], b"c": b"\x00" * 300, "d": [[], [True]]},
    ],
)  # fmt: skip
def test_it_reads_what_mitmproxy_writes(value):
    read = parsed(tnetstring.dumps(value))
    assert (read, type(read)) == (value, type(value))


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"1", b":a,", b"1:a", b"2:a,", b"1:a,1:b,", b"-1:,", b" 1:a,", b"1:a?", b"1:x#", b"1:x^",
        b"1:x!", b"1:x~", b"3:1:a]", b"4:5:a,]", b"3:0:~}", b"1:\xff;", b"0000000000001:a,",
        b"99:1:a,]", b"6:2:]~,]]]",
    ],
)  # fmt: skip
def test_anything_else_is_refused(raw):
    with pytest.raises((ValueError, LookupError)):
        parsed(raw)


def test_one_in_another_ends_somewhere():
    raw = b""
    for _ in range(2000):
        raw = b"%d:%b]" % (len(raw), raw)
    with pytest.raises(RecursionError):
        parsed(raw)
