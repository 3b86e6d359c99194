"""One corpus through one worker, two, and dask's two: same results, how much faster, how much memory.

``python bench/scaling.py --mb 200`` makes a mixed corpus (half texts with people in them, half traffic
of an app, a quarter of it repeated), and runs ``auditor scan`` on it in processes of its own.
"""

import argparse
import hashlib
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
MB = 2**20
RUNS = {
    "1 worker": ["--workers", "1", "--manifest"],
    "2 workers": ["--workers", "2", "--manifest"],
    "2 workers of dask": ["--workers", "2", "--executor", "dask", "--manifest"],
}


def corpus(folder: Path, size: int) -> None:
    """Texts and a HAR of together some bytes."""
    chance = random.Random(1)
    words = (
        "the order left our house on monday and should be with you before the end of week".split()
    )
    written, number = 0, 0
    with (folder / "texts.jsonl").open("w") as file:
        while written < size // 2:
            said = " ".join(chance.choices(words, k=120))
            text = f"Ada Quillfeather wrote from Leeds to ada{number}@mail.example: {said}."
            written += file.write(json.dumps({"id": f"t{number}", "text": text}) + "\n")
            number += 1
    with (folder / "app.har").open("w") as file:
        written = file.write('{"log":{"entries":[')
        while written < size // 2:
            which = number if chance.random() < 0.75 else 7
            body = {"user": {"email": f"u{which}@mail.example"}, "device": f"{which:032x}",
                    "events": [{"name": "open", "at": 1700000000 + which + n, "k": f"{which * n:x}"} for n in range(60)]}  # fmt: skip
            entry = {
                "startedDateTime": "2026-11-01T10:00:00.000Z", "time": 1,
                "request": {"method": "POST", "url": "https://api.vendor.test/events", "headers": [],
                            "postData": {"mimeType": "application/json", "text": json.dumps(body)}},
                "response": {"status": 200, "headers": [], "content": {"mimeType": "text/plain", "text": "ok"}},
            }  # fmt: skip
            written += file.write(("," if written > 20 else "") + json.dumps(entry))
            number += 1
        file.write("]}}")


@dataclass(frozen=True, slots=True)
class Run:
    """What a scan found and cost."""

    found: str
    """SHA-256 of what it printed."""
    seconds: float
    cpu: float
    """Of all its processes."""
    mb: float
    """Of its largest process at the most."""


def run(folder: Path, name: str, size: int) -> Run:
    """One scan."""
    command = [sys.executable, "-m", "auditor", "scan", "texts.jsonl", "app.har", *RUNS[name], f"{name}.manifest"]  # fmt: skip
    command += ["--shard-mb", str(size)] if size else []
    before, begun = os.times(), time.monotonic()
    done = subprocess.run(
        command, cwd=folder, capture_output=True, check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    after = os.times()
    cpu = (
        after.children_user + after.children_system - before.children_user - before.children_system
    )
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return Run(hashlib.sha256(done.stdout).hexdigest(), time.monotonic() - begun, cpu, peak)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mb", type=int, default=200)
    parser.add_argument("--shard-mb", type=int, default=0)
    parser.add_argument("--only", default=",".join(RUNS))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        corpus(folder, given.mb * MB)
        first = None
        for name in given.only.split(","):
            made = run(folder, name, given.shard_mb)
            first = first or made
            same = "the same" if made.found == first.found else "ANOTHER RESULT"
            print(f"{name}, {given.mb} MB: {first.seconds / made.seconds:.2f} times one worker by the "
                  f"clock (goal 1.8), {made.seconds:.0f} s, {made.cpu:.0f} s of CPU in all, largest "
                  f"process so far {made.mb:.0f} MB (goal 700), {same}; load {os.getloadavg()[0]:.0f}",
                  flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
