import pytest

from auditor.capture.importing.entry import Entry, NotReadable
from auditor.capture.importing.har import read_har
from tests.capture.importing.hars import an_item, har


def read(tmp_path, content):
    """The status of each entry or why it was rejected, and why the rest was lost."""
    path = tmp_path / "some.har"
    path.write_bytes(content)
    found = []
    try:
        found.extend(
            each.status if isinstance(each, Entry) else each.because for each in read_har(path)
        )
    except NotReadable as err:
        return found, str(err)
    return found, ""


THREE = har(*[an_item() for _ in range(3)])
BROKEN = THREE.replace(b'"time":250', b'"time":,', 2).replace(b'"time":,', b'"time":250', 1)


@pytest.mark.parametrize(
    ("content", "found", "lost"),
    [
        (THREE, [200, 200, 200], ""),
        (b"\xef\xbb\xbf" + THREE, [200, 200, 200], ""),
        (THREE + b"\r\n<!-- saved by proxy -->", [200, 200, 200], ""),
        (BROKEN, [200, "not JSON", 200], ""),
        (THREE.replace(b"250", b"NaN"), [200, 200, 200], ""),
        (THREE.replace(b"hello", b"hel\x00l\xffo"), [200, 200, 200], ""),
        (THREE[:-200], [200, 200], "it ends in the middle of an entry"),
        (har(7, an_item(), None), ["no request", 200, "no request"], ""),
        (har(), [], ""),
        (b'{"entries": [7, {}, {}]}', ["no request"] * 3, ""),
        (b'{"log": {"_seen": {"entries": [1]},' + THREE[8:], ["no request", 200, 200, 200], ""),
        (THREE[:-3] + b',[{"a":1}],null,"a,b"]}}', [200, 200, 200] + ["no request"] * 3, ""),
        (THREE[:-3] + b"}}", [200, 200, 200], "a bracket in it closes nothing"),
        (b'{"log": {}}', [], "no list of entries in it"),
        (b'{"log": {"entries": [', [], "it ends in the middle"),
        (b'{"log": {"entries": ["\xc0\x8b"', ["no request"], "it ends in the middle"),
        (b"{", [], "no list of entries in it"),
    ],
)  # fmt: skip
def test_a_broken_entry_costs_only_itself(tmp_path, content, found, lost):
    assert read(tmp_path, content) == (found, lost)


@pytest.mark.parametrize(
    ("value", "because"),
    [
        (b"[" * 100_000 + b"]" * 100_000, "nested more than 200 deep"),
        (b"[" + b"{}," * 300_000 + b"{}]", "more than 200,000 parts"),
        (b"[" + b"1," * 4_100_000 + b"1]", "more than 4,000,000 parts"),
    ],
)
def test_an_entry_that_would_fill_the_memory_is_rejected(tmp_path, value, because):
    content = THREE.replace(b'"time":250', b'"time":' + value, 1)
    assert read(tmp_path, content) == ([because, 200, 200], "")


def test_an_entry_that_is_too_large_is_rejected(tmp_path, monkeypatch):
    for module in ("window", "mending"):
        monkeypatch.setattr(f"auditor.capture.importing.{module}.MAX_BYTES", 2**20)
    content = THREE.replace(b"hello", b"x" * 2**21, 1)
    found, lost = read(tmp_path, content)
    assert (found[1:], lost) == ([200, 200], "")
    assert isinstance(found[0], str)


def test_brackets_in_texts_are_no_brackets(tmp_path):
    content = THREE.replace(b"hello", b'{[\\"' * 20_000)
    assert read(tmp_path, content) == ([200, 200, 200], "")


def test_an_entry_as_long_as_many_is_counted_from_its_beginning(tmp_path):
    """Reading ahead, and what stands in texts, are not held against an entry."""
    long = an_item(comment="[" * 90_000)
    assert read(tmp_path, har(*[long] * 5)) == ([200] * 5, "")
