import multiprocessing
import resource
from pathlib import Path

import pytest

from auditor.capture.importing.bringing import Bringing, bring
from auditor.errors import AuditorError
from tests.capture.importing.malformed import malformed
from tests.cost import costing_less_than
from tests.making import a_writer

MADE = malformed()
MEMORY = 700 * 2**20
"""Of the address space, over what is mapped before."""


def test_there_are_a_hundred():
    assert len(MADE) >= 100


def _imported(writer, path):
    """Counts, or the one line in which it was refused."""
    try:
        made = bring(Bringing(path, "web", "p"), writer, (), lambda _: None)
    except AuditorError as err:
        return str(err)
    return made.told()[0]


@pytest.mark.parametrize("name", MADE)
def test_it_is_imported_in_part_or_refused_in_a_line(tmp_path, name):
    path = tmp_path / "some"
    path.write_bytes(MADE[name])
    with a_writer(tmp_path) as writer, costing_less_than(4):
        told = _imported(writer, path)
    assert len(told.splitlines()) == 1


def _all(folder, told):
    """In a process of its own, that may not grow."""
    mapped = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (mapped + MEMORY, mapped + MEMORY))
    with a_writer(folder) as writer:
        for number, content in enumerate(MADE.values()):
            path = folder / f"{number}"
            path.write_bytes(content)
            told.put(_imported(writer, path))
            path.unlink()


def test_all_of_them_fit_into_bounded_memory(tmp_path):
    context = multiprocessing.get_context("fork")
    told = context.Queue()
    child = context.Process(target=_all, args=(tmp_path, told), daemon=True)
    child.start()
    lines = [told.get(timeout=120) for _ in MADE]
    child.join(timeout=30)
    assert child.exitcode == 0
    assert len(lines) == len(MADE)
