import multiprocessing
import resource
import time
from pathlib import Path

from auditor.capture.importing.bringing import Bringing, bring
from auditor.errors import AuditorError
from tests.capture.importing.malformed import malformed
from tests.cost import in_reference
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


def _all(folder, told):
    """In a process of its own, that may not grow."""
    mapped = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (mapped + MEMORY, mapped + MEMORY))
    with a_writer(folder) as writer:
        for name, content in MADE.items():
            path = folder / "some"
            path.write_bytes(content)
            begun = time.process_time()
            told.put((name, _imported(writer, path), time.process_time() - begun))


def test_each_is_imported_in_part_or_refused_in_a_line_in_little_memory_and_time(tmp_path):
    context = multiprocessing.get_context("fork")
    told = context.Queue()
    child = context.Process(target=_all, args=(tmp_path, told), daemon=True)
    child.start()
    made = [told.get(timeout=120) for _ in MADE]
    child.join(timeout=30)
    assert child.exitcode == 0
    assert [name for name, *_ in made] == list(MADE)
    assert {name: line for name, line, _ in made if len(line.splitlines()) != 1} == {}
    assert {name: spent for name, _, spent in made if spent > 1 and in_reference(spent) > 4} == {}
