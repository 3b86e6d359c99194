"""Notices connections that a client makes around the proxy, where the system shows them (Linux)."""

import os
import re
import socket
import struct
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

TICK = 0.05
"""Seconds between two looks. A shorter connection can be missed."""
MOST = 1000
"""Connections noted of one client."""

_LISTENS = "0A"
_CLOSED = {"06", "07"}
_INODE = re.compile(r"socket:\[(\d+)\]")
_TABLES = ("tcp", "tcp6", "udp", "udp6")


@dataclass(frozen=True, slots=True)
class Socket:
    """One row of the system's tables of sockets."""

    scheme: str
    """tcp or udp."""
    local_port: int
    address: str
    """Of the other end."""
    port: int
    state: str
    inode: int
    seen: float
    """Seconds since 1970."""


class Watch:
    """Looks at a client's sockets until it is stopped; ``seen`` are those past the proxy."""

    def __init__(self, client: int, proxy_port: int, proc: Path = Path("/proc")) -> None:
        self._client = client
        self._proxy_port = proxy_port
        self._proc = proc
        self._stopped = threading.Event()
        self._known: set[int] = set()
        self._maybe: set[int] = set()
        self.seen: list[Socket] = []
        self._thread = threading.Thread(target=self._run, name="auditor-around", daemon=True)

    @property
    def can_see(self) -> bool:
        """Whether this system shows sockets."""
        return (self._proc / str(self._client) / "net" / "tcp").exists()

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._stopped.set()
        self._thread.join()

    def look(self) -> None:
        """One look."""
        rows = list(sockets(self._proc / str(self._client) / "net"))
        new = [row for row in rows if row.inode and row.inode not in self._known]
        foreign = [row for row in new if row.port and not self._is_proxy(row)]
        if not foreign or len(self.seen) >= MOST:
            return
        own = inodes(members(self._client, self._proc), self._proc)
        listening = {row.local_port for row in rows if _listens(row) and row.inode in own}
        for row in foreign:
            if row.inode in own and not _is_own(row, listening) and self._is_sure(row):
                self._known.add(row.inode)
                self.seen.append(row)

    def _is_sure(self, row: Socket) -> bool:
        """Some programs connect a UDP socket for a moment to learn their address; none is sent."""
        sure = row.scheme == "tcp" or row.inode in self._maybe
        self._maybe.add(row.inode)
        return sure

    def _is_proxy(self, row: Socket) -> bool:
        return row.port == self._proxy_port and ip_address(row.address).is_loopback

    def _run(self) -> None:
        while not self._stopped.wait(TICK):
            self.look()


def sockets(net: Path) -> Iterator[Socket]:
    """The sockets that have another end, or listen; none where the tables cannot be read."""
    now = time.time()
    for table in _TABLES:
        try:
            lines = (net / table).read_text("ascii").splitlines()[1:]
        except OSError:
            continue
        for line in lines:
            cells = line.split()
            if cells[3] not in _CLOSED:
                address, port = _end(cells[2])
                _, local = _end(cells[1])
                yield Socket(table[:3], local, address, port, cells[3], int(cells[9]), now)


def members(client: int, proc: Path) -> set[int]:
    """The client's processes: its session, and whatever those started."""
    parents: dict[int, int] = {}
    mine = {client}
    for stat in proc.glob("[0-9]*/stat"):
        try:
            cells = stat.read_text("utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        pid = int(stat.parent.name)
        parents[pid] = int(cells[1])
        if int(cells[3]) == client:
            mine.add(pid)
    while more := {pid for pid, parent in parents.items() if parent in mine} - mine:
        mine |= more
    return mine


def inodes(pids: set[int], proc: Path) -> set[int]:
    """The sockets that processes hold open."""
    held: set[int] = set()
    for pid in pids:
        try:
            names = os.listdir(proc / str(pid) / "fd")  # noqa: PTH208
        except OSError:
            continue
        links = (_link(proc / str(pid) / "fd" / name) for name in names)
        held.update(int(found[1]) for link in links if (found := _INODE.fullmatch(link)))
    return held


def _link(path: Path) -> str:
    try:
        return os.readlink(path)  # noqa: PTH115 - many of them, often
    except OSError:
        return ""


def _listens(row: Socket) -> bool:
    return row.state == _LISTENS if row.scheme == "tcp" else row.port == 0


def _is_own(row: Socket, listening: set[int]) -> bool:
    """Whether a connection is of the client's programs with each other, or came from outside."""
    return row.local_port in listening or (
        row.port in listening and ip_address(row.address).is_loopback
    )


def _end(cell: str) -> tuple[str, int]:
    """Address and port of one end, as the kernel writes them: words of 32 bits in its own order."""
    words, _, port = cell.partition(":")
    raw = b"".join(struct.pack("=I", int(words[at : at + 8], 16)) for at in range(0, len(words), 8))
    if len(raw) == 4:
        return socket.inet_ntop(socket.AF_INET, raw), int(port, 16)
    address = ip_address(raw)
    mapped = getattr(address, "ipv4_mapped", None)
    return str(mapped or address), int(port, 16)
