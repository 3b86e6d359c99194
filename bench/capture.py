"""How fast auditor overhears, beside ``mitmdump -w``, in one run on one machine.

A server on loopback answers 600 bytes of JSON; 16 connections ask it the same requests through
mitmdump, which writes a dump, and through auditor, which writes evidence, turn by turn. Each proxy
is a process of its own. Reported are the ratios of auditor to mitmdump: requests per second and the
median latency, as the median of the pairs with its 95 % interval by order statistics; and processor
time for each request, which other work on the machine disturbs least. Everything stays on loopback
and stops by itself.
"""

import argparse
import asyncio
import json
import math
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

IN_FLIGHT = 16
MOST_SECONDS = 900
GOALS = {"requests per second": 0.9, "median latency": 1.1, "processor time": 1.1}
ANSWER = json.dumps({"answer": "Forty-two. " * 50, "id": "a" * 24}).encode()
QUESTION = json.dumps({"prompt": "Which clinic is near me? " * 8, "model": "small-1"}).encode()


async def serve(port: int) -> None:
    """The server: reads a request, answers, keeps the connection."""
    answer = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n%b"
    whole = answer % (len(ANSWER), ANSWER)

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                size = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0] or 0)
                await reader.readexactly(size)
                writer.write(whole)
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async with await asyncio.start_server(talk, "127.0.0.1", port) as server:
        await asyncio.wait_for(server.serve_forever(), MOST_SECONDS)


def record(port: int, folder: Path) -> None:
    """Auditor, as ``auditor capture --listen`` runs it."""
    from auditor.capture.client import Client
    from auditor.capture.session import Settings, Teller, overhear
    from auditor.evidence.writer import Writer
    from tests.making import an_about

    client = Client((), "bench", "p", MOST_SECONDS, listen=f"127.0.0.1:{port}")
    with Writer.create(folder / "audit", an_about()) as writer:
        overhear(client, writer, Settings(None, None, {}, ()), Teller(lambda _: None))


def one(pid: int, proxy: int, server: int, count: int) -> tuple[float, float, float]:
    """The same, and seconds of the proxy's processor time for each request (Linux; else NaN)."""
    before = _processor_time(pid)
    rate, latency = asyncio.run(load(proxy, server, count))
    return rate, latency, (_processor_time(pid) - before) / count


def _processor_time(pid: int) -> float:
    try:
        cells = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return math.nan
    return (int(cells[11]) + int(cells[12])) / os.sysconf("SC_CLK_TCK")


async def load(proxy: int, server: int, count: int) -> tuple[float, float]:
    """Requests per second, and the median latency in milliseconds."""
    ask = (
        f"POST http://127.0.0.1:{server}/v1/chat HTTP/1.1\r\nHost: 127.0.0.1:{server}\r\n"
        "Authorization: Bearer bench-0123456789abcdef\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(QUESTION)}\r\n\r\n"
    ).encode() + QUESTION
    left, took = iter(range(count)), []

    async def work() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", proxy)
        for _ in left:
            begun = time.perf_counter()
            writer.write(ask)
            await reader.readuntil(b"\r\n\r\n")
            await reader.readexactly(len(ANSWER))
            took.append(time.perf_counter() - begun)
        writer.close()

    begun = time.perf_counter()
    await asyncio.gather(*(work() for _ in range(IN_FLIGHT)))
    return count / (time.perf_counter() - begun), statistics.median(took) * 1000


@contextmanager
def running(*command: str, port: int) -> Iterator[int]:
    """A process of ours from when it listens to its end."""
    root = Path(__file__).parent.parent
    env = {**os.environ, "PYTHONPATH": str(root)}
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 60
        while not _listens(port):
            if time.monotonic() > until or process.poll() is not None:
                raise SystemExit(f"{command} does not listen")
            time.sleep(0.05)
        yield process.pid
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()


def _listens(port: int) -> bool:
    with socket.socket() as trying:
        return trying.connect_ex(("127.0.0.1", port)) == 0


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


def told(name: str, ratios: list[float], goal: float) -> None:
    """The median of the pairs and its interval."""
    ranked, count = sorted(ratios), len(ratios)
    reach = math.floor(count / 2 - 1.96 * math.sqrt(count) / 2)
    low, high = ranked[max(reach, 0)], ranked[min(count - 1 - reach, count - 1)]
    middle = statistics.median(ranked)
    print(f"{name}: {middle:.3f} of mitmdump -w, 95 % from {low:.3f} to {high:.3f}; goal {goal}")


def compare(pairs: int, count: int) -> None:
    """Pairs of runs, turn by turn, the first to run changing."""
    here = str(Path(__file__))
    server, theirs, ours = (_free_port() for _ in range(3))
    with tempfile.TemporaryDirectory() as name:
        dump = str(Path(name) / "flows.mitm")
        mitmdump = str(Path(sys.executable).with_name("mitmdump"))
        conf = f"confdir={name}/conf"
        place = ("--listen-host", "127.0.0.1", "--listen-port", str(theirs))
        with (
            running(sys.executable, here, "--serve", str(server), port=server),
            running(mitmdump, "-q", "-w", dump, *place, "--set", conf, port=theirs) as base_pid,
            running(
                sys.executable, here, "--record", str(ours), "--folder", name, port=ours
            ) as pid,
        ):
            sides = [(base_pid, theirs), (pid, ours)]
            for side in sides:
                one(*side, server, count // 4)  # warms up
            ratios: list[tuple[float, ...]] = []
            for pair in range(pairs):
                order = sides if pair % 2 else sides[::-1]
                got = {side: one(*side, server, count) for side in order}
                base, mine = (got[side] for side in sides)
                ratios.append(tuple(a / b for a, b in zip(mine, base, strict=True)))
                print(f"{pair + 1}: {mine[0]:.0f}/s and {base[0]:.0f}/s, "
                      f"p50 {mine[1]:.1f} and {base[1]:.1f} ms, "
                      f"processor {mine[2] * 1000:.2f} and {base[2] * 1000:.2f} ms", flush=True)  # fmt: skip
    for (name, goal), of_all in zip(GOALS.items(), zip(*ratios, strict=True), strict=True):
        told(name, list(of_all), goal)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=15)
    parser.add_argument("--requests", type=int, default=1500, help="in each run")
    parser.add_argument("--serve", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--record", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.serve:
        with suppress(KeyboardInterrupt):
            asyncio.run(serve(given.serve))
    elif given.record:
        record(given.record, given.folder)
    else:
        compare(given.pairs, given.requests)


if __name__ == "__main__":
    main()
