"""Importing into evidence against mitmproxy's FlowReader alone, in one run.

    python bench/importing.py [ENTRIES]      speed; goals: HAR at least 2.5, dumps at least 0.6
    python bench/importing.py --memory [MB]  peak memory for files of that size; goal: 150 MB

FlowReader reads both kinds of file, keeps nothing, and holds a HAR in memory as a whole. We read
the same file in one process and write evidence (secrets replaced, bodies packed and named, lines
chained) in another. So two ratios are told: of the time that passes where two cores are free
(FlowReader's CPU time over that of the busier process), and of CPU time in all. Both HARs hold
the same talk: one as a browser writes it, whose headers say that bodies came packed (FlowReader
packs them again; we don't), and one with nothing but what the talk needs.
"""

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
PAIRS = 5
MARK = "N0000000"
"""In every entry, so that copies of it can be made to differ."""

_ASKED = {
    "accept": "text/event-stream, application/json",
    "accept-encoding": "gzip, deflate, br, zstd",
    "accept-language": "en-GB,en;q=0.9,de;q=0.8",
    "cache-control": "no-cache",
    "content-type": "application/json",
    "cookie": "sid=abcdef0123456789; theme=dark; seen=1730452800",
    "origin": "https://chat.vendor.test",
    "pragma": "no-cache",
    "priority": "u=1, i",
    "referer": "https://chat.vendor.test/c/7f1b2c",
    "sec-ch-ua": '"Chromium";v="142", "Not_A Brand";v="99"',
    "sec-ch-ua-mobile": "?0",
    "sec-ch-ua-platform": '"Linux"',
    "sec-fetch-dest": "empty",
    "sec-fetch-mode": "cors",
    "sec-fetch-site": "same-site",
    "user-agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36",
}
_SAID = {
    "access-control-allow-credentials": "true",
    "access-control-allow-origin": "https://chat.vendor.test",
    "cache-control": "private, max-age=0, no-store",
    "content-encoding": "gzip",
    "content-type": "application/json",
    "date": "Sun, 01 Nov 2026 10:00:00 GMT",
    "server": "vendor-edge",
    "strict-transport-security": "max-age=31536000; includeSubDomains",
    "vary": "Accept-Encoding, Origin",
    "x-content-type-options": "nosniff",
    "x-request-id": f"req-{MARK}-5d1f",
}


def _item(chance: random.Random, words: list[str], *, browser: bool) -> dict[str, Any]:
    asked, said = (" ".join(chance.choices(words, k=count)) for count in (150, 600))
    mime = "application/json"
    bare = {"Content-Type": mime}
    sent, received = (_ASKED, _SAID) if browser else (bare | {"Cookie": "sid=abcdef0123"}, bare)
    headers = [[{"name": n, "value": v} for n, v in each.items()] for each in (sent, received)]
    body, answer = (json.dumps({"text": f"{MARK} {text}"}) for text in (asked, said))
    return {
        "startedDateTime": "2026-11-01T10:00:00.000Z",
        "time": 120.5,
        "request": {
            "method": "POST",
            "url": f"https://api.vendor.test/v1/chat?turn={MARK}",
            "httpVersion": "HTTP/2",
            "headers": headers[0],
            "postData": {"mimeType": mime, "text": body},
        },
        "response": {
            "status": 200,
            "statusText": "OK",
            "httpVersion": "HTTP/2",
            "headers": headers[1],
            "content": {"size": 4000, "mimeType": mime, "text": answer},
        },
        "serverIPAddress": "203.0.113.7",
        "timings": {"send": 1, "wait": 100, "receive": 19.5},
    }


def _items(*, browser: bool, count: int = 500) -> list[bytes]:
    chance = random.Random(1)
    words = ["".join(chance.choices("etaoinshrdlu", k=chance.randint(2, 9))) for _ in range(3000)]
    return [json.dumps(_item(chance, words, browser=browser)).encode() for _ in range(count)]


def _copies(pieces: list[bytes], enough: Callable[[int, int], bool]) -> Iterator[bytes]:
    """Copies that differ, until there are enough: told how many there are, and their bytes."""
    number = size = 0
    while not enough(number, size):
        piece = pieces[number % len(pieces)].replace(MARK.encode(), b"N%07d" % number)
        yield piece
        number, size = number + 1, size + len(piece)


def _write_har(path: Path, pieces: list[bytes], enough: Callable[[int, int], bool]) -> None:
    with path.open("wb") as file:
        file.write(b'{"log":{"entries":[')
        for number, piece in enumerate(_copies(pieces, enough)):
            file.write(b"," * bool(number) + piece)
        file.write(b"]}}")


def _write_dump(path: Path, har: Path, enough: Callable[[int, int], bool]) -> None:
    from mitmproxy.io import FlowReader, tnetstring

    with har.open("rb") as source:
        pieces = [tnetstring.dumps(flow.get_state()) for flow in FlowReader(source).stream()]
    with path.open("wb") as file:
        file.writelines(_copies(pieces, enough))


def _made(folder: Path, enough: Callable[[int, int], bool]) -> Iterator[tuple[str, Path, float]]:
    """Name, file and goal of each kind."""
    browser, bare, dump = folder / "browser.har", folder / "bare.har", folder / "some.mitm"
    small = folder / "small.har"
    _write_har(browser, _items(browser=True), enough)
    yield "HAR of a browser", browser, 2.5
    browser.unlink()
    _write_har(bare, _items(browser=False), enough)
    yield "HAR, bare", bare, 2.5
    bare.unlink()
    _write_har(small, _items(browser=False), lambda number, _: number >= 500)
    _write_dump(dump, small, enough)
    yield "mitmproxy dump", dump, 0.6
    dump.unlink()


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


def _cpu(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def _cost(work: Callable[[Path], None], path: Path) -> tuple[float, float]:
    """CPU seconds of this process and of those it started, in one piece of work."""
    ours, theirs = _cpu(resource.RUSAGE_SELF), _cpu(resource.RUSAGE_CHILDREN)
    work(path)
    return _cpu(resource.RUSAGE_SELF) - ours, _cpu(resource.RUSAGE_CHILDREN) - theirs


def _speed(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, path, goal in _made(Path(folder), lambda number, _: number >= count):
            passed, spent = [], []
            for _ in range(PAIRS):
                alone, _none = _cost(_read, path)
                ours = _cost(_import, path)
                passed.append(alone / max(ours))
                spent.append(alone / sum(ours))
            low, *_, high = sorted(passed)
            print(
                f"{name}: {sorted(passed)[PAIRS // 2]:.2f} of FlowReader ({low:.2f} to {high:.2f};"
                f" goal {goal}); {sorted(spent)[PAIRS // 2]:.2f} by CPU time in all",
                flush=True,
            )


def _memory(megabytes: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, path, _ in _made(Path(folder), lambda _, size: size >= megabytes * 10**6):
            begun = time.monotonic()
            command = [sys.executable, __file__, "--import", str(path)]
            told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            ours, theirs = map(int, told.split()[-2:])
            print(
                f"{name}, {path.stat().st_size / 1e6:.0f} MB: at most {ours + theirs} MB"
                f" ({ours} writing, {theirs} reading; goal 150), {time.monotonic() - begun:.0f} s",
                flush=True,
            )


def _peaks(path: Path) -> None:
    _import(path)
    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        print(resource.getrusage(who).ru_maxrss // 1024)


def main() -> None:
    sys.path.insert(0, str(ROOT))
    match sys.argv[1:]:
        case ["--memory", *size]:
            _memory(int(size[0]) if size else 1000)
        case ["--import", path]:
            _peaks(Path(path))
        case count:
            _speed(int(count[0]) if count else 12000)


if __name__ == "__main__":
    main()
