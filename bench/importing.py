"""Importing into evidence against mitmproxy's FlowReader alone, in one run, as CPU ratios.

python bench/importing.py [ENTRIES]; goals: HAR at least 2.5, dumps at least 0.6.
"""

import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAIRS = 5


def _item(chance: random.Random, words: list[str], number: int) -> dict[str, object]:
    asked, said = (" ".join(chance.choices(words, k=count)) for count in (150, 600))
    headers = [{"name": "Content-Type", "value": "application/json"}]
    mime = "application/json"
    return {
        "startedDateTime": "2026-11-01T10:00:00.000Z",
        "time": 120.5,
        "request": {
            "method": "POST",
            "url": f"https://api.vendor.test/v1/chat?turn={number}",
            "httpVersion": "HTTP/2",
            "headers": [*headers, {"name": "Cookie", "value": "sid=abcdef0123456789"}],
            "postData": {"mimeType": mime, "text": json.dumps({"prompt": asked})},
        },
        "response": {
            "status": 200,
            "statusText": "OK",
            "httpVersion": "HTTP/2",
            "headers": headers,
            "content": {"size": 4000, "mimeType": mime, "text": json.dumps({"answer": said})},
        },
        "timings": {"send": 1, "wait": 100, "receive": 19.5},
    }


def _generate(folder: Path, count: int) -> tuple[Path, Path]:
    from mitmproxy.io import FlowReader, FlowWriter

    chance = random.Random(1)
    words = ["".join(chance.choices("etaoinshrdlu", k=chance.randint(2, 9))) for _ in range(3000)]
    har, dump = folder / "some.har", folder / "some.mitm"
    with har.open("w") as file:
        file.write('{"log":{"entries":[')
        for number in range(count):
            file.write("," * bool(number) + json.dumps(_item(chance, words, number)))
        file.write("]}}")
    with har.open("rb") as source, dump.open("wb") as target:
        writer = FlowWriter(target)
        for flow in FlowReader(source).stream():
            writer.add(flow)
    return har, dump


def _read(path: Path) -> None:
    from mitmproxy.io import FlowReader

    with path.open("rb") as file:
        for _ in FlowReader(file).stream():
            pass


def _import(path: Path) -> None:
    from auditor.capture.importing.bringing import Bringing, bring
    from tests.making import a_writer

    with tempfile.TemporaryDirectory() as folder, a_writer(Path(folder)) as writer:
        bring(Bringing(path, "web", "p"), writer, (), print)


def _cost(work: Callable[[Path], None], path: Path) -> float:
    begun = time.process_time()
    work(path)
    return time.process_time() - begun


def main() -> None:
    sys.path.insert(0, str(ROOT))
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    with tempfile.TemporaryDirectory() as folder:
        for path, goal in zip(_generate(Path(folder), count), (2.5, 0.6), strict=True):
            ratios = sorted(_cost(_read, path) / _cost(_import, path) for _ in range(PAIRS))
            low, middle, high = ratios[0], ratios[PAIRS // 2], ratios[-1]
            print(
                f"{path.suffix}: {middle:.2f} of FlowReader ({low:.2f} to {high:.2f}; goal {goal})"
            )
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB, both together")


if __name__ == "__main__":
    main()
