"""Every bench in one run, and one table: ``make bench``; ``--quick`` for a first look.

The table is written into README too, and says when it holds a part only; ``--print`` only prints it.

Ratios to the yardsticks come from the benches beside this one, each in processes of its own. Growth
is measured here: each stage does 1, 4 and 16 times the work in a process of its own; told are the
exponent that fits its CPU time (1 is in proportion to the input; start and models left out), and its
peak memory at the least and the most. CPU time is told rather than time on the clock wherever other
work on the machine would disturb. Nothing leaves the machine, and all of it stops by itself.
"""

import argparse
import json
import math
import os
import platform
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parent.parent
TIMES = (1, 4, 16)
BEGIN, END = "<!-- bench -->", "<!-- end of bench -->"
"""Between which the table stands in README."""
MOST_SECONDS = 3600
EXPONENT = 1.05

type Row = tuple[str, str, str]
"""What, how much, and the goal."""

BENCHES = {
    "probing": (["probing.py", "--rounds", "5"], ["probing.py", "--rounds", "1"]),
    "capture": (["capture.py"], ["capture.py", "--pairs", "3", "--requests", "300"]),
    "import": (["importing.py"], ["importing.py", "300"]),
    "detection": (["detection.py"], ["detection.py", "--quick"]),
    "scaling": (["scaling.py"], ["scaling.py", "--mb", "8", "--shard-mb", "1"]),
    "claims": (["claims.py"], ["claims.py", "--quick"]),
}
"""Whole and quick."""
RATIO = re.compile(r"^(?!.*\bgoals:).*(?:\bratio\b|\bgoal\b|\btimes\b).*$", re.MULTILINE)
GOAL = re.compile(r"[,;]? ?goal ((?:at least |at most )?[0-9.]*[0-9])")


def beside(name: str, command: list[str]) -> Iterator[Row]:
    """The lines of another bench that hold a ratio and its goal."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "bench" / command[0]), *command[1:]],
        capture_output=True, check=False, text=True, timeout=MOST_SECONDS, cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    if done.returncode:
        yield name, f"failed: {done.stderr.strip().splitlines()[-1:]}", ""
    for line in RATIO.findall(done.stdout):
        goal = GOAL.search(line)
        told = GOAL.sub("", line).replace("()", "").strip(" ,;")
        yield name, told, goal[1] if goal else ""


def _importing(folder: Path, size: int) -> Callable[[], object]:
    from bench.importing import _import, _items, _write_har

    har = folder / "some.har"
    _write_har(har, _items(browser=True), lambda number, _: number >= 150 * size)
    return lambda: _import(har)


def _scanning(_: Path, size: int) -> Callable[[], object]:
    from auditor.detect.models import installed_model
    from auditor.detect.personal import PersonalData
    from auditor.detect.spans import Passage, Spans
    from auditor.scanning import batches

    spans = Spans(PersonalData(installed_model()))
    text = (
        "On day {0} Ada Quillfeather wrote from Leeds to ada{0}@mail.example about her order. " * 8
    )
    texts = [Passage(str(n), text.format(n)) for n in range(60 * size)]
    return lambda: [spans.of(batch) for batch in batches(iter(texts))]


def _audit(folder: Path, size: int) -> Path:
    from auditor.evidence.coverage import Coverage
    from tests.making import a_measure, a_writer, an_observation

    with a_writer(folder) as writer:
        seen = [
            an_observation(id=f"o-{n}", exchange=f"x-{n}", host=f"h{n % 50}.tracker.test")
            for n in range(500 * size)
        ]
        measures = [replace(a_measure(), id=f"m-{n}") for n in range(5 * size)]
        writer.write_observed(seen, measures, Coverage())
    return writer.path


def _judging(folder: Path, size: int) -> Callable[[], object]:
    from auditor.evidence.folder import Folder
    from auditor.judging import judge_folder

    audit = Folder(_audit(folder, size))
    return lambda: judge_folder(audit)


def _rendering(folder: Path, size: int) -> Callable[[], object]:
    from auditor.evidence.folder import Folder
    from auditor.judging import judge_folder
    from auditor.report.files import write
    from auditor.report.report import build

    audit = Folder(_audit(folder, size))
    judge_folder(audit)
    return lambda: write(audit.path, build(audit, audit.judged()), ["html", "json", "sarif"])


STAGES: dict[str, Callable[[Path, int], Callable[[], object]]] = {
    "import": _importing,
    "scan": _scanning,
    "judge": _judging,
    "render": _rendering,
}


def stage(name: str, size: int) -> None:
    """One stage in this process; prints CPU seconds and MB."""
    with tempfile.TemporaryDirectory() as folder:
        work = STAGES[name](Path(folder), size)
        before = sum(os.times()[:4])
        work()
        spent = sum(os.times()[:4]) - before
    peaks = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]  # fmt: skip
    print(json.dumps({"seconds": spent, "mb": sum(peaks) / 1024}))


def growth() -> Iterator[Row]:
    """How each stage grows."""
    for name in STAGES:
        told = []
        for size in TIMES:
            command = [sys.executable, __file__, "--stage", name, "--size", str(size)]
            env = {**os.environ, "PYTHONPATH": str(ROOT)}
            done = subprocess.run(command, check=True, capture_output=True, text=True, env=env)
            told.append(json.loads(done.stdout.splitlines()[-1]))
        fit = exponent(TIMES, [each["seconds"] for each in told])
        seconds = ", ".join(f"{each['seconds']:.2f}" for each in told)
        yield f"{name}, growth", f"exponent {fit:.2f} (1×, 4×, 16×: {seconds} s)", f"{EXPONENT}"
        yield (
            f"{name}, peak memory",
            f"{told[0]['mb']:.0f} MB at 1×, {told[-1]['mb']:.0f} at 16×",
            "",
        )


def exponent(sizes: tuple[int, ...], costs: list[float]) -> float:
    """The slope of the line through the logarithms."""
    xs, ys = [math.log(each) for each in sizes], [math.log(max(each, 1e-3)) for each in costs]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    over = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    return over / sum((x - mean_x) ** 2 for x in xs)


def start() -> Iterator[Row]:
    """CPU time to the help text, beside an empty Python and one that only loads typer and rich."""

    def cost(*command: str) -> float:
        best = math.inf
        for _ in range(5):
            before = sum(os.times()[2:4])
            subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL)
            best = min(best, sum(os.times()[2:4]) - before)
        return best

    ours = cost("-m", "auditor", "--help")
    bare, typer = cost("-c", "pass"), cost("-c", "import typer, rich.console")
    told = f"{ours:.2f} s of CPU: {ours / bare:.1f} × an empty Python, {ours / typer:.1f} × typer"
    yield "start-up", told, ""


def size() -> Iterator[Row]:
    """What lies on the disk once it is set up."""
    place = Path(sys.prefix)
    total = sum(f.lstat().st_size for f in place.rglob("*") if f.is_file() and not f.is_symlink())
    own = sum(f.stat().st_size for name in ("auditor", "probes", "policies", "reports")
              for f in (ROOT / name).rglob("*") if f.is_file() and f.suffix != ".pyc")  # fmt: skip
    yield "set-up on disk", f"{total / 2**20:.0f} MB, of which auditor {own / 2**20:.1f}", ""


def rows(*, quick: bool, only: list[str]) -> Iterator[Row]:
    """All that was asked for, as it is measured."""
    for name, commands in BENCHES.items():
        if not only or name in only:
            yield from beside(name, commands[quick])
    for name, measure in {"growth": growth, "start": start, "size": size}.items():
        if not only or name in only:
            yield from measure()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--print", action="store_true")
    parser.add_argument("--only", default="", help=f"of {', '.join([*BENCHES, 'growth', 'start', 'size'])}")  # fmt: skip
    parser.add_argument("--stage", help=argparse.SUPPRESS)
    parser.add_argument("--size", type=int, default=1, help=argparse.SUPPRESS)
    given = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    if given.stage:
        stage(given.stage, given.size)
        return
    begun, load = time.monotonic(), os.getloadavg()[0]
    names = ("mitmproxy", "presidio-analyzer", "spacy", "requests")
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    told: list[str] = []

    def tell(line: str) -> None:
        told.append(line)
        print(line, flush=True)

    tell(f"{datetime.now(UTC):%Y-%m-%d}, {platform.machine()}, {os.cpu_count()} cores, load {load:.1f}, "
         f"Python {platform.python_version()}, {versions}{', quick' * given.quick}{given.only and f', only {given.only}'}\n")  # fmt: skip
    tell("| what | measured | goal |\n| --- | --- | --- |")
    for row in rows(quick=given.quick, only=[name for name in given.only.split(",") if name]):
        tell(f"| {' | '.join(row)} |")
    print(f"\nin {time.monotonic() - begun:.0f} s")
    if not given.print:
        write("\n".join(told))


def write(table: str) -> None:
    """Put the table in the place of the last one in README."""
    readme = ROOT / "README.md"
    before, begin, rest = readme.read_text().partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        sys.exit(f"no place for the table in {readme}")
    readme.write_text(f"{before}{begin}\n{table}\n{end}{after}")


if __name__ == "__main__":
    main()
