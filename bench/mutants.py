"""Mutation testing of the pure modules of policy/, claims/, evidence/ and detect/, by mutmut.

``python bench/mutants.py --number 500`` plants that many faults, drawn by a seed, one at a time, and
runs the tests that touch each; what no test notices is shown. Pure is a module that imports nothing
of the system, of chance or of the large libraries. It works on a copy. mutmut is not locked:
``pip install mutmut`` first, or name a folder with it as ``--mutmut``.
"""

import argparse
import ast
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGES = ("policy", "claims", "evidence", "detect")
IMPURE = {
    "filelock", "openpyxl", "os", "pathlib", "presidio_analyzer", "random", "secrets", "shutil",
    "socket", "spacy", "subprocess", "tempfile", "threading", "time",
}  # fmt: skip
SLOW = ("test_labelled", "test_hostile", "test_pipeline", "test_models", "test_gate")
"""Tests of whole sets or of the model: they say much of the whole, and take long for a mutant."""
SURVIVED, NO_TEST = 0, 33
"""mutmut's codes."""
SECONDS = 3600


def pure(package: str) -> Iterator[Path]:
    """Its modules that only compute."""
    for path in sorted((ROOT / "auditor" / package).rglob("*.py")):
        nodes = [*ast.walk(ast.parse(path.read_text()))]
        names = {each.name for node in nodes if isinstance(node, ast.Import) for each in node.names}
        names |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
        if path.stem != "__init__" and not IMPURE & {name.partition(".")[0] for name in names}:
            yield path.relative_to(ROOT)


def copied(to: Path, package: str) -> None:
    """The files of this version, and what mutmut is told to do with them."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    for name in listed.stdout.splitlines():
        if (ROOT / name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            (to / name).write_bytes((ROOT / name).read_bytes())
    mirrored = [
        ROOT / "tests" / path.relative_to("auditor").with_name(f"test_{path.name}")
        for path in pure(package)
    ]
    tests = [
        str(path.relative_to(ROOT))
        for path in mirrored
        if path.exists() and not path.stem.startswith(SLOW)
    ]
    also = ["tests", "probes", "policies", "reports", "README.md", "CHANGELOG.md", "pyproject.toml"]
    with (to / "pyproject.toml").open("a") as config:
        config.write(f"""
[tool.mutmut]
source_paths = ["auditor"]
only_mutate = {json.dumps([str(path) for path in pure(package)])}
also_copy = {json.dumps(also)}
pytest_add_cli_args = ["-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
pytest_add_cli_args_test_selection = {json.dumps(tests)}
""")


def mutmut(place: Path, library: str, *args: str) -> str:
    """What one of its commands prints."""
    path = os.pathsep.join(filter(None, [str(place), library]))
    done = subprocess.run(
        [sys.executable, "-m", "mutmut", *args],
        cwd=place, capture_output=True, text=True, timeout=SECONDS, check=False,
        env={**os.environ, "PYTHONPATH": path},
    )  # fmt: skip
    return done.stdout + done.stderr


def codes(place: Path) -> dict[str, int | None]:
    """What became of each mutant: None where it was not tried."""
    return {
        name: code
        for meta in sorted((place / "mutants").rglob("*.meta"))
        for name, code in json.loads(meta.read_text())["exit_code_by_key"].items()
    }


def tried(package: str, number: int, seed: int, library: str) -> None:
    """Plant some faults in a package, and print what became of them."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        copied(place, package)
        begun = time.monotonic()
        said = mutmut(place, library, "run", "nothing.at.all")
        made = sorted(codes(place))
        if not made:
            sys.exit(f"mutmut made none: {said[-800:]}")
        drawn = random.Random(f"{seed} {package}").sample(made, min(number, len(made)))
        said = mutmut(place, library, "run", *drawn)
        became = {name: code for name, code in codes(place).items() if name in drawn}
        if None in became.values() or len(became) < len(drawn):
            sys.exit(f"mutmut did not try all: {said[-800:]}")
        lived = [name for name, code in became.items() if code == SURVIVED]
        unseen = [name for name, code in became.items() if code == NO_TEST]
        noticed = len(drawn) - len(lived) - len(unseen)
        print(f"{package}: {noticed} of {len(drawn)} noticed, {len(lived)} survived, {len(unseen)} "
              f"no test touches; of {len(made)} in all; {time.monotonic() - begun:.0f} s", flush=True)  # fmt: skip
        for name in lived + unseen:
            shown = mutmut(place, library, "show", name).splitlines()
            changes = [
                each for each in shown if each[:1] in "+-" and each[:3] not in ("+++", "---")
            ]
            print(f"  {name}", *(f"    {each}" for each in changes), sep="\n", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=500, help="in all packages together")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default=",".join(PACKAGES))
    parser.add_argument("--mutmut", default="", help="a folder that holds mutmut")
    given = parser.parse_args()
    packages = given.only.split(",")
    for package in packages:
        tried(package, given.number // len(packages), given.seed, given.mutmut)


if __name__ == "__main__":
    main()
