"""How fast auditor overhears, beside ``mitmdump -w``, in one run on one machine.

A server on loopback answers 600 bytes of JSON; 16 requests at a time ask it the same through
mitmdump, which writes a dump, and through auditor, which writes evidence, turn by turn: over plain
HTTP, over HTTPS through CONNECT with HTTP/1.1, and with HTTP/2. Each proxy is a process of its own.
Reported are the ratios of auditor to mitmdump: requests per second and the median latency, as the
median of the pairs with its 95 % interval by order statistics; and processor time for each request,
which other work on the machine disturbs least. Everything stays on loopback and stops by itself.
"""

import argparse
import asyncio
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

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from bench.wire import MOST_SECONDS, WIRES, load, serve  # noqa: E402 - run as a script
from tests.capture.vendor import authority  # noqa: E402

GOALS = {"requests per second": 0.9, "median latency": 1.1, "processor time": 1.1}


def record(port: int, folder: Path) -> None:
    """Auditor, as ``auditor capture --listen`` runs it."""
    from auditor.capture.client import Client
    from auditor.capture.session import Settings, Teller, overhear
    from auditor.evidence.exchange import Planted
    from auditor.evidence.persona import persona_bytes
    from auditor.evidence.writer import Writer
    from tests.making import ADA, an_about

    client = Client((), "bench", "p", MOST_SECONDS, listen=f"127.0.0.1:{port}")
    with Writer.create(folder / "audit", an_about()) as writer:
        blob = writer.keep(persona_bytes(ADA))
        planted = tuple(Planted(kind, blob.id) for kind in ADA.values)
        settings = Settings(folder / "root.pem", None, {}, planted)
        overhear(client, writer, settings, Teller(lambda _: None))


def one(wire: str, pid: int, proxy: int, server: int, count: int) -> tuple[float, float, float]:
    """Requests per second, median latency in milliseconds, and seconds of the proxy's processor time for each request (Linux; else NaN)."""
    before = _processor_time(pid)
    rate, latency = asyncio.run(load(wire, proxy, server, count))
    return rate, latency, (_processor_time(pid) - before) / count


def _processor_time(pid: int) -> float:
    try:
        cells = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return math.nan
    return (int(cells[11]) + int(cells[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def running(*command: str, port: int) -> Iterator[int]:
    """A process of ours from when it listens to its end."""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
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


def compare(wires: list[str], pairs: int, count: int) -> None:
    """Pairs of runs, turn by turn, the first to run changing, over one wire after the other."""
    here = str(Path(__file__))
    plain, secure, theirs, ours = (_free_port() for _ in range(4))
    with tempfile.TemporaryDirectory() as name:
        authority(Path(name), "localhost")
        python, told_folder = sys.executable, ("--folder", name)
        mitmdump = str(Path(python).with_name("mitmdump"))
        place = ("--listen-host", "127.0.0.1", "--listen-port", str(theirs))
        trusted = ("--set", f"ssl_verify_upstream_trusted_ca={name}/root.pem")
        conf = ("--set", f"confdir={name}/conf")
        dump = (mitmdump, "-q", "-w", f"{name}/flows.mitm", *place, *conf, *trusted)
        serving = (python, here, "--serve", f"{plain},{secure}", *told_folder)
        with (
            running(*serving, port=secure),
            running(*dump, port=theirs) as base_pid,
            running(python, here, "--record", str(ours), *told_folder, port=ours) as pid,
        ):
            for wire in wires:
                server = plain if wire == "http" else secure
                over(wire, [(base_pid, theirs), (pid, ours)], server, pairs, count)


def over(wire: str, sides: list[tuple[int, int]], server: int, pairs: int, count: int) -> None:
    """The pairs of one wire."""
    for side in sides:
        one(wire, *side, server, count // 4)  # warms up
    ratios: list[tuple[float, ...]] = []
    for pair in range(pairs):
        order = sides if pair % 2 else sides[::-1]
        got = {side: one(wire, *side, server, count) for side in order}
        base, mine = (got[side] for side in sides)
        ratios.append(tuple(a / b for a, b in zip(mine, base, strict=True)))
        print(f"{wire} {pair + 1}: {mine[0]:.0f}/s and {base[0]:.0f}/s, "
              f"p50 {mine[1]:.1f} and {base[1]:.1f} ms, "
              f"processor {mine[2] * 1000:.2f} and {base[2] * 1000:.2f} ms", flush=True)  # fmt: skip
    for (name, goal), of_all in zip(GOALS.items(), zip(*ratios, strict=True), strict=True):
        told(f"{wire}, {name}", list(of_all), goal)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=15)
    parser.add_argument("--requests", type=int, default=1500, help="in each run")
    parser.add_argument("--wires", default=",".join(WIRES), help="of " + ", ".join(WIRES))
    parser.add_argument("--serve", help=argparse.SUPPRESS)
    parser.add_argument("--record", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.serve:
        plain, secure = map(int, given.serve.split(","))
        with suppress(KeyboardInterrupt):
            asyncio.run(serve(plain, secure, given.folder))
    elif given.record:
        record(given.record, given.folder)
    else:
        compare(given.wires.split(","), given.pairs, given.requests)


if __name__ == "__main__":
    main()
