import os
import signal
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from auditor.capture.importing import bringing
from auditor.capture.importing.apart import read_apart
from auditor.capture.importing.bringing import Bringing, bring
from auditor.capture.importing.entry import NotReadable
from auditor.capture.importing.reading import Reading, read
from tests.capture.importing.hars import a_har, an_item, har
from tests.making import a_writer

ITEMS = [an_item(), 7, an_item(_fromCache=1), an_item(comment="x" * 100_000), an_item()]


def _reading(path):
    return Reading(str(path), b"salt", frozenset({"a value"}))


def test_another_process_reads_the_same(tmp_path):
    reading = _reading(a_har(tmp_path, *ITEMS))
    assert list(read_apart(reading)) == list(read(reading))


def test_what_is_lost_is_told_by_the_other_process(tmp_path):
    path = tmp_path / "some.har"
    path.write_bytes(har(*ITEMS)[:-100])
    found = read_apart(_reading(path))
    assert [type(next(found)).__name__ for _ in range(4)] == [
        "Ready", "Rejected", "Passed", "Ready",
    ]  # fmt: skip
    with pytest.raises(NotReadable, match="it ends in the middle of an entry"):
        next(found)


def test_who_needs_no_more_ends_the_other_process(tmp_path):
    found = read_apart(_reading(a_har(tmp_path, *[an_item()] * 3000)))
    next(found)
    found.close()
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@pytest.mark.parametrize(("path", "code"), [("none.har", 1), ("some.har", 0)])
def test_the_process_says_how_it_ended(tmp_path, path, code):
    a_har(tmp_path)
    made = subprocess.run(
        [sys.executable, "-P", "-m", "auditor.capture.importing.apart"],
        input=msgspec.msgpack.encode(_reading(tmp_path / path)),
        capture_output=True,
        check=False,
    )
    assert made.returncode == code
    assert made.stdout.endswith(b"." + bytes(4)) == (code == 0)


def test_a_process_that_failed_is_no_end_of_the_file(tmp_path):
    reading = _reading(tmp_path / "none.har")
    with pytest.raises(RuntimeError, match="the process that read the file failed"):
        list(read_apart(reading))


def test_a_file_that_ends_the_process_is_imported_in_part(tmp_path):
    """As one does on which a library falls over, or the system's memory."""
    path = a_har(tmp_path, *[an_item()] * 3000)
    found = read_apart(_reading(path))
    next(found)
    (child,) = _children()
    os.kill(child, signal.SIGKILL)
    with pytest.raises(NotReadable, match="signal 9"):
        list(found)


def _children():
    told = Path(f"/proc/self/task/{os.getpid()}/children").read_text()
    return [int(each) for each in told.split()]


@pytest.mark.parametrize("apart", [0, 2**30])
def test_the_evidence_is_the_same_with_one_process_and_with_two(tmp_path, monkeypatch, apart):
    monkeypatch.setattr(bringing, "APART", apart)
    path = a_har(tmp_path, *ITEMS)
    with a_writer(tmp_path) as writer:
        assert bring(Bringing(path, "web", "p"), writer, (), print).read == 3
        assert [each.source.entry for each in writer.exchanges()] == [1, 4, 5]
