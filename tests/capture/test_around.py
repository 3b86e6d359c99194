import os
import socket
from pathlib import Path

import pytest

from auditor.capture.around import Watch, inodes, members, sockets

TABLE = """\
  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 11 1
   1: 0100007F:C001 0100007F:1F90 01 00000000:00000000 00:00000000 00000000     0        0 12 1
   2: 0A00000A:C002 076433C6:01BB 01 00000000:00000000 00:00000000 00000000     0        0 13 1
   3: 0A00000A:C003 076433C6:01BB 06 00000000:00000000 00:00000000 00000000     0        0 0 1
"""
TABLE6 = """\
  sl  local_address                         remote_address                        st
   0: 00000000000000000000000000000000:C004 B80D0120000000000000000007000000:0050 01 0:0 0:0 0 0 0 14 1
   1: 00000000000000000000000000000000:C005 0000000000000000FFFF0000076433C6:0050 01 0:0 0:0 0 0 0 15 1
"""


@pytest.fixture
def proc(tmp_path):
    """A machine: process 7 is the client, 8 its child in a session of its own, 9 is nobody's."""
    for pid, parent, session, held in ((7, 1, 7, (12, 13)), (8, 7, 8, (14,)), (9, 1, 9, (15,))):
        (tmp_path / str(pid) / "fd").mkdir(parents=True)
        stat = f"{pid} (a ) name) S {parent} {pid} {session} 0 -1"
        (tmp_path / str(pid) / "stat").write_text(stat)
        for inode in held:
            (tmp_path / str(pid) / "fd" / str(inode)).symlink_to(f"socket:[{inode}]")
    net = tmp_path / "7" / "net"
    net.mkdir()
    (net / "tcp").write_text(TABLE)
    (net / "tcp6").write_text(TABLE6)
    return tmp_path


@pytest.mark.skipif(os.sys.byteorder == "big", reason="the tables are written for little-endian")
def test_ends_are_read_as_the_kernel_writes_them(proc):
    assert [(row.address, row.port, row.inode) for row in sockets(proc / "7" / "net")] == [
        ("0.0.0.0", 0, 11),
        ("127.0.0.1", 8080, 12),
        ("198.51.100.7", 443, 13),
        ("2001:db8::7", 80, 14),
        ("198.51.100.7", 80, 15),
    ]


def test_a_client_is_its_session_and_what_it_started(proc):
    assert members(7, proc) == {7, 8}
    assert inodes({7, 8}, proc) == {12, 13, 14}


@pytest.mark.parametrize(
    ("proxy", "seen"), [(8080, [13, 14]), (9999, [12, 13, 14])], ids=["its proxy", "no proxy"]
)
def test_only_what_the_client_itself_sends_past_the_proxy_is_seen_and_once(proc, proxy, seen):
    watch = Watch(7, proxy, proc)
    assert watch.can_see
    watch.look()
    watch.look()
    assert [row.inode for row in watch.seen] == seen


def test_where_the_system_shows_nothing_nothing_can_be_seen(tmp_path):
    watch = Watch(7, 8080, tmp_path)
    assert not watch.can_see
    watch.look()
    assert watch.seen == []


@pytest.mark.skipif(not Path("/proc/self/net/udp").exists(), reason="Linux only")
def test_a_udp_socket_counts_once_it_stays():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as speaking:
        speaking.connect(("127.0.0.1", 9))
        watch = Watch(os.getpid(), 1)
        for seen in (0, 1, 1):
            watch.look()
            assert len([row for row in watch.seen if row.scheme == "udp" and row.port == 9]) == seen
